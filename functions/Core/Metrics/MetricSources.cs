using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Metrics;

/// <summary>What figures may count, and which facts each source gives; so that a misspelt path is told and not just zero.</summary>
/// <param name="registers">By register id: whether a path is a fact of its records.</param>
public sealed class MetricSources(IReadOnlyDictionary<string, Func<string, bool>> registers)
{
    /// <summary>The registers of the shipped figures, for whoever has none at hand: any path will do.</summary>
    public static IReadOnlyList<string> ShippedRegisters { get; } =
    [
        "enterprises", "monthly-figures", "ip", "staff", "events", "universities", "achievements", "talent", "needs", "bids", "agreements", "platforms", "rd-institutions",
        "tax-relief", "rewards-paid", "honours", "external-statements", "pools",
    ];

    public static MetricSources Shipped { get; } = new(ShippedRegisters.ToFrozenDictionary(r => r, _ => (Func<string, bool>)(_ => true)));

    /// <summary>The lists that name every case a source may come from.</summary>
    public static string ListOf(string source) => source.StartsWith(Register, StringComparison.Ordinal) ? source.Split('/')[0] : "cases";

    public string Expected => string.Join(", ", [.. Fixed.Keys, .. registers.Keys.Order(StringComparer.Ordinal).Select(r => Register + r)]);

    /// <returns>Null when there is no such source.</returns>
    public Func<string, bool>? Find(string source) => Fixed.TryGetValue(source, out var known) ? path => known.Contains(path) || IsOpen(source, path)
        : source.StartsWith(Register, StringComparison.Ordinal) && source[Register.Length..].Split('/') is { Length: <= 2 } parts && registers.TryGetValue(parts[0], out var knows)
            ? (parts.Length == 1 ? knows : _ => true)
        : null;

    private const string Register = "register:";

    private static readonly FrozenDictionary<string, FrozenSet<string>> Fixed = new Dictionary<string, FrozenSet<string>>
    {
        ["application"] = Set("programme kind level decisionBy credentialType year state org area participants createdOn submittedOn forwardedOn approvedOn decision awardFen"),
        ["grant"] = Set("programme kind level fund year state org awardFen openedOn outcome"),
        ["grant/payment"] = Set("programme kind level fund year state org awardFen openedOn outcome paidOn amountFen instalment"),
        ["credential"] = Set("programme kind level type year state org on to nextYear revokedOn endsOn"),
    }.ToFrozenDictionary();

    private static bool IsOpen(string source, string path) =>
        source == "application" && (path.StartsWith("feeds.", StringComparison.Ordinal) || Enum.GetValues<ExternalStage>().Any(s => path == "milestone." + Words.Write(s)));

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet();
}
