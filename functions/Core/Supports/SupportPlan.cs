using System.Globalization;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Supports;

/// <summary>A case and what it says of itself.</summary>
public sealed record KnownCase(CaseId Case, CaseFacts Facts);

/// <summary>One support of an enterprise: what the bureau planned, and what registers show already.</summary>
/// <param name="Planned">Null = not planned yet.</param>
/// <param name="Evidence">Titles of the records that are there, the first twenty; equal ones once.</param>
/// <param name="Count">How many records there are.</param>
public sealed record SupportLine(int Number, string Zh, string En, PlannedSupport? Planned, int Count, IReadOnlyList<SupportEvidence> Evidence);

/// <param name="State">Of <c>open underway done dropped</c>.</param>
/// <param name="Owner">A person's account.</param>
/// <param name="LedTo">The record or application it led to, as typed.</param>
public sealed record PlannedSupport(CaseId Case, string State, string? Owner, string? NextStep, DateOnly? DueOn, string? Evidence, string? LedTo);

public sealed record SupportEvidence(CaseId Case, string Title);

/// <summary>The eight supports of one enterprise.</summary>
public static class SupportPlan
{
    private const int Most = 20;

    public static string Register => "supports";

    /// <param name="known">The cases about the enterprise.</param>
    public static IReadOnlyList<SupportLine> Of(IReadOnlyList<KnownCase> known) => [.. SupportKind.All.Select(k => Line(k, known))];

    private static SupportLine Line(SupportKind kind, IReadOnlyList<KnownCase> known)
    {
        var planned = known.FirstOrDefault(c => c.Facts.Source == "register:" + Register && c.Facts.Values.GetValueOrDefault("support.number") is Fact.Number n && n.Value == kind.Number);
        var shown = known.Where(c => c.Facts.Source == kind.Evidence.Source && kind.Evidence.Where.All(w => w.Holds(c.Facts))).ToList();
        var evidence = shown.Select(c => new SupportEvidence(c.Case, Title(c.Facts, kind.Title))).DistinctBy(e => e.Title).Take(Most);
        return new(kind.Number, kind.Zh, kind.En, planned is null ? null : Planned(planned), shown.Count, [.. evidence]);
    }

    /// <summary>What a record of the register says.</summary>
    public static PlannedSupport Planned(KnownCase c) => new(c.Case, Text(c, "state") ?? "", Text(c, "support.owner"), Text(c, "support.nextStep"),
        c.Facts.Values.GetValueOrDefault("support.dueOn") is Fact.Day d ? d.Value : null, Text(c, "support.evidence"), Text(c, "support.ledTo"));

    private static string? Text(KnownCase c, string path) => c.Facts.Values.GetValueOrDefault(path) is Fact.Text t ? t.Value : null;

    private static string Title(CaseFacts facts, string path) => facts.Values.GetValueOrDefault(path) switch
    {
        Fact.Text t => t.Value,
        Fact.Day d => d.Value.Year.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
