using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <summary>The applications of one programme's year, as the list of the round has them, the newest first.</summary>
/// <param name="Programme">The version of that year; the newest where the year has none of its own.</param>
/// <param name="Names">Of organisations, by code.</param>
public sealed record RoundView(Programme Programme, int Year, IReadOnlyList<CaseLine> Lines, IReadOnlyDictionary<string, string> Names)
{
    public string Address => AddressOf(Programme.Ref.Id, Year);

    public int? Quota => Programme.Round.Quota;

    /// <summary>Places of the quota that are taken.</summary>
    public int Taken => Lines.Count(l => l.Round is { Recommended: true });

    public bool HasScores => Programme.Stages.Selection == SelectionMode.Score;

    public bool GoesUp => Programme.DecisionBy == DecisionBy.External;

    public Money Asked => Lines.Sum(l => l.Round?.Asked ?? Money.Zero);

    public IReadOnlyList<CaseLine> ToForward => [.. Lines.Where(l => l.Round?.At == ExternalStage.ToForward)];

    public IReadOnlyList<CaseLine> Forwarded => [.. Lines.Where(l => l.Round?.At > ExternalStage.ToForward)];

    public string NameOf(CaseLine line) => Names.GetValueOrDefault(line.Org, line.Org);

    public static string AddressOf(string programme, int year) => string.Create(CultureInfo.InvariantCulture, $"/programmes/{programme}/rounds/{year}");
}

/// <summary>What experts' totals come to.</summary>
internal static class ScoreFigures
{
    /// <summary>To two decimals; null while there is none to be shown.</summary>
    public static decimal? Average(RoundFacts? facts, DateTimeOffset now) => Seen(facts, now) is { Count: > 0 } totals ? decimal.Round((decimal)totals.Sum() / totals.Count, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>Highest less lowest.</summary>
    public static int? Spread(RoundFacts? facts, DateTimeOffset now) => Seen(facts, now) is { Count: > 0 } totals ? totals.Max() - totals.Min() : null;

    /// <summary>Nothing while it is sealed.</summary>
    public static IReadOnlyList<int> Seen(RoundFacts? facts, DateTimeOffset now) => facts is null || facts.IsSealed(now) ? [] : facts.Scores;
}
