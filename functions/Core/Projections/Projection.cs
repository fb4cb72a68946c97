using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Projections;

/// <summary>Where a case shows up in lists. Worked out from its state alone, so it can be rebuilt.</summary>
public abstract record Projection
{
    /// <summary>One line of one list.</summary>
    /// <param name="List">The partition, such as <c>queue:projects</c>, <c>org:9132…</c>, <c>programme:key-rd:2023</c>.</param>
    /// <param name="Sort">Orders the list; the case id is appended to make the key unique.</param>
    public sealed record Line(string List, string Sort, CaseLine Shown) : Projection;

    private Projection() { }
}

/// <summary>The year a figure counts by.</summary>
public enum MetricBasis
{
    ApplicationYear,
    DecisionYear,
}

/// <summary>A case as a list shows it.</summary>
/// <param name="DueAt">When the next step is due, whoever has the ball; null = nothing due.</param>
/// <param name="Ball">Whose turn it is: <c>applicant</c>, <c>bureau</c>, <c>authority</c> or <c>none</c>.</param>
public sealed record CaseLine(CaseId Case, string? Number, string Title, string Programme, string Org, string State, DateTimeOffset? DueAt, string Ball, string? Owner)
{
    /// <summary>What the case says of itself; kept only in the lists of an organisation and of duties, and shown in none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaseFacts>? Facts { get; init; }

    /// <summary>What of the case the line is about, such as a payment; null where it is about the whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Item { get; init; }

    /// <summary>The money the line is about; only in the lists of the payment desk.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? Amount { get; init; }

    /// <summary>Only in the lists of the grants of a programme's year, and of an organisation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GrantSums? Sums { get; init; }

    /// <summary>First day of the period the line is about; only in the lists of what is published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? From { get; init; }

    /// <summary>Only in the list of the applications of a programme's year, and for its pages alone: scores may be sealed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoundFacts? Round { get; init; }

    /// <summary>Whether a list keeps facts, so that one read tells what its cases say.</summary>
    internal static bool Keeps(string list) => list.StartsWith("org:", StringComparison.Ordinal) || list.StartsWith("duty:", StringComparison.Ordinal);
}
