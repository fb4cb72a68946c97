using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Metrics;

/// <summary>One figure with everything needed to read it rightly (domain.md §1.2 note 3).</summary>
/// <param name="Unit">Such as <c>applications</c>, <c>yuan</c> or <c>%</c>.</param>
/// <param name="Period">Such as <c>2023</c>.</param>
/// <param name="Basis">Whether it counts by application year or by decision year.</param>
public sealed record Metric(string Id, decimal Value, string Unit, string Period, DateTimeOffset AsOf, MetricBasis Basis);

/// <summary>What a case adds to a figure.</summary>
public sealed record MetricRow(CaseId Case, decimal Value);

/// <summary>Reads the figures of a year. All totals stand beside each other: one round trip, however many cases there are.</summary>
public sealed class MetricBoard(IRows rows)
{
    private const int MaxTotals = 500;

    private static readonly Counted[] Figures =
    [
        new("M20", "applications", MetricBasis.ApplicationYear),
        new("M21", "projects", MetricBasis.DecisionYear),
        new("M22", "yuan", MetricBasis.DecisionYear),
        new("M31", "projects", MetricBasis.ApplicationYear),
        new("M33", "enterprises", MetricBasis.DecisionYear),
        new("M48", "yuan", MetricBasis.DecisionYear),
    ];

    /// <param name="basis">Shows every figure that has both by this year; null = each by its own.</param>
    public async Task<IReadOnlyList<Metric>> ReadAsync(int year, DateTimeOffset asOf, MetricBasis? basis, CancellationToken ct)
    {
        var found = await rows.RangeAsync(MetricKeys.Partition(year), MetricKeys.Totals, CaseKeys.After(MetricKeys.Totals), MaxTotals, ct);
        var totals = found.ToDictionary(r => r.Key, r => CaseJson.Read<long>(r.Body));
        var period = year.ToString(CultureInfo.InvariantCulture);
        decimal ValueOf(Counted f, MetricBasis b) => f.InUnit(totals.GetValueOrDefault(MetricKeys.Total(f.Id, b)));

        var metrics = Figures.Select(f => (Figure: f, Basis: f.BasisFor(basis)))
            .Select(f => new Metric(f.Figure.Id, ValueOf(f.Figure, f.Basis), f.Figure.Unit, period, asOf, f.Basis))
            .ToList();
        metrics.Insert(3, Rate(metrics.Single(m => m.Id == "M21"), metrics.Single(m => m.Id == "M20")));
        return metrics;
    }

    /// <summary>The cases behind a figure, at most 1000 a page.</summary>
    /// <param name="after">The last case seen; null for the first page.</param>
    /// <returns>Null when there is no such figure.</returns>
    public async Task<IReadOnlyList<MetricRow>?> RowsAsync(string metric, int year, MetricBasis? basis, CaseId? after, CancellationToken ct)
    {
        if (Figures.SingleOrDefault(f => f.Id == metric) is not { } figure)
        {
            return null;
        }

        var prefix = MetricKeys.Shares(metric, figure.BasisFor(basis));
        var found = await rows.RangeAsync(MetricKeys.Partition(year), after is null ? prefix : prefix + after + "!", CaseKeys.After(prefix), RowLimits.MaxAsked, ct);
        return [.. found.Select(r => new MetricRow(CaseId.Parse(r.Key[prefix.Length..]), figure.InUnit(CaseJson.Read<long>(r.Body))))];
    }

    /// <summary>M23 立项率: M21 ÷ M20 in percent, two decimals, half away from zero; 0 while nothing went up.</summary>
    private static Metric Rate(Metric approved, Metric applied) => approved with
    {
        Id = "M23",
        Unit = "%",
        Value = applied.Value == 0 ? 0 : Math.Round(approved.Value / applied.Value * 100, 2, MidpointRounding.AwayFromZero),
    };

    /// <param name="Basis">The one shown unless another is asked for.</param>
    private sealed record Counted(string Id, string Unit, MetricBasis Basis)
    {
        /// <summary>Only these are kept by both years.</summary>
        public MetricBasis BasisFor(MetricBasis? asked) => Id is "M21" or "M22" or "M33" ? asked ?? Basis : Basis;

        public decimal InUnit(long total) => Unit == "yuan" ? new Money(total).Yuan : total;
    }
}
