using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Metrics;

/// <summary>One figure with everything needed to read it rightly (domain.md §1.2 note 3).</summary>
/// <param name="Value">Null when it cannot be told: nothing to divide by, no statement, no year to compare with.</param>
/// <param name="Unit">Such as <c>applications</c>, <c>yuan</c> or <c>%</c>.</param>
/// <param name="Period">Such as <c>2023</c>.</param>
/// <param name="AsOf">Stocks are those of that day, flows cover the months up to and with it.</param>
/// <param name="Basis">Whether it counts by application year or by decision year; null when there is only one way.</param>
public sealed record Metric(string Id, decimal? Value, string Unit, string Period, DateTimeOffset AsOf, MetricBasis? Basis)
{
    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Of <c>flow stock ratio yearOnYear firstTime typed</c>.</summary>
    public required string Kind { get; init; }

    public required MetricLevel Level { get; init; }

    public MetricTarget? Target { get; init; }

    /// <summary>The document a stated figure stands in.</summary>
    public string? Source { get; init; }

    /// <summary>How many months it covers, when not the whole year.</summary>
    public int? Months { get; init; }
}

/// <summary>What a case adds to a figure.</summary>
/// <param name="Key">What is counted once only, such as a credit code; null when every row counts. A statement's document.</param>
public sealed record MetricRow(CaseId Case, decimal Value, string? Key = null);

/// <summary>Reads figures. Totals stand beside each other: four round trips, however many cases, enterprises or years there are.</summary>
public sealed class MetricBoard(IRows rows, MetricCatalogue catalogue)
{
    /// <param name="asOf">Moved into the year: a later moment is its last, an earlier one its first.</param>
    /// <param name="basis">Shows every figure that has both by this year; null = each by its own.</param>
    public async Task<IReadOnlyList<Metric>> ReadAsync(int year, DateTimeOffset asOf, MetricBasis? basis, CancellationToken ct)
    {
        var moment = Within(year, asOf);
        var values = await ValuesAsync(moment, ct);
        return [.. catalogue.All.Select(m => Shown(m, values.Of(m, basis), year, moment))];
    }

    /// <summary>Whether figures that must agree do.</summary>
    public async Task<IReadOnlyList<CheckResult>> ChecksAsync(int year, DateTimeOffset asOf, CancellationToken ct)
    {
        var values = await ValuesAsync(Within(year, asOf), ct);
        return [.. catalogue.Checks.Where(c => c.Year is null || c.Year == year).Select(c => c.Judge(values.Named))];
    }

    /// <summary>The cases behind a figure of the whole year, or as of its last day; at most 1000 a page.</summary>
    /// <param name="after">The last case seen; null for the first page.</param>
    /// <returns>Null when there is no such figure, or it is worked out of others.</returns>
    public Task<IReadOnlyList<MetricRow>?> RowsAsync(string metric, int year, MetricBasis? basis, CaseId? after, CancellationToken ct) =>
        RowsAsync(metric, year, DateTimeOffset.MaxValue, basis, after, ct);

    /// <summary>The cases behind a figure as of a moment, exactly those counted; at least 1000 a page when there are more.</summary>
    public async Task<IReadOnlyList<MetricRow>?> RowsAsync(string metric, int year, DateTimeOffset asOf, MetricBasis? basis, CaseId? after, CancellationToken ct)
    {
        if (catalogue.Find(metric) is not { } definition || FigureOf(definition, year, basis) is not { } figure)
        {
            return null;
        }

        var day = ChinaTime.DateOf(Within(year, asOf));
        var (slot, prefix, page) = (figure.Year is null ? day.DayNumber : day.Month, MetricKeys.SharesOf(figure), new List<MetricRow>());
        var from = after is null ? prefix : prefix + after + "!";
        for (var full = true; full && page.Count < RowLimits.MaxAsked;)
        {
            var found = await rows.RangeAsync(MetricKeys.Partition, from, CaseKeys.After(prefix), RowLimits.MaxAsked, ct);
            page.AddRange(found.SelectMany(r => Counted(definition, r, slot)));
            full = found.Count == RowLimits.MaxAsked;
            from = full ? found[^1].Key + "!" : from;
        }

        return page;
    }

    /// <summary>The year's totals and those of the year before, every year's whole, and the year's statements.</summary>
    private async Task<FigureValues> ValuesAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var (day, tally) = (ChinaTime.DateOf(moment), new Tally());
        await foreach (var (name, year, cell) in TotalsAsync(MetricKeys.Years, ct))
        {
            tally.AddYear(name, year, cell);
        }

        foreach (var year in new[] { day.Year, day.Year - 1 })
        {
            await foreach (var (name, slot, cell) in TotalsAsync(MetricKeys.SlotParts(year), ct))
            {
                tally.AddCell(name, year, slot, cell);
            }
        }

        return new(catalogue, tally, await StatementsAsync(day, ct), day);
    }

    private async IAsyncEnumerable<(string Name, int At, Cell Cell)> TotalsAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var row in await rows.RangeAsync(MetricKeys.Partition, prefix, CaseKeys.After(prefix), MetricKeys.Parts, ct))
        {
            foreach (var (name, cells) in CaseJson.Read<TotalsRow>(row.Body).Figures)
            {
                foreach (var (at, cell) in cells)
                {
                    yield return (name, at, cell);
                }
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, Statement>> StatementsAsync(DateOnly day, CancellationToken ct)
    {
        var prefix = MetricKeys.StatementsOf(day.Year);
        var found = await rows.RangeAsync(MetricKeys.Partition, prefix, CaseKeys.After(prefix), RowLimits.MaxAsked, ct);
        return found.SelectMany(r => CaseJson.Read<List<Mark>>(r.Body).Select(m => (MetricKeys.OfShare(r.Key).Figure.Metric, Mark: m))).Where(s => s.Mark.From <= day.Month)
            .GroupBy(s => s.Metric).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Mark.From).Mark is var last ? new Statement(last.Cell.Sum, last.Key!) : null!);
    }

    private static Metric Shown(MetricDefinition m, FigureValue value, int year, DateTimeOffset asOf) => new(m.Id, value.Value, m.Unit, year.ToString(CultureInfo.InvariantCulture), asOf, value.Basis)
    {
        NameZh = m.NameZh,
        NameEn = m.NameEn,
        Kind = Core.Definitions.Words.Camel(m.GetType().Name),
        Level = m.Level,
        Target = m.Targets.GetValueOrDefault(year),
        Source = value.Source,
        Months = value.Months,
    };

    /// <summary>The one kept series behind a metric; null when it is worked out of others.</summary>
    private static Figure? FigureOf(MetricDefinition metric, int year, MetricBasis? basis) => metric switch
    {
        MetricDefinition.Flow f => new(f.Id, Figure.SeriesOf(f.BasisFor(basis)), year),
        MetricDefinition.Stock s => new(s.Id, 's', null),
        MetricDefinition.Typed t => new(t.Id, 'x', year),
        _ => null,
    };

    private static IEnumerable<MetricRow> Counted(MetricDefinition metric, StoredRow row, int slot)
    {
        var id = MetricKeys.OfShare(row.Key).Case;
        return CaseJson.Read<List<Mark>>(row.Body).Where(m => m.CountsAt(slot)).GroupBy(m => m.Key)
            .Select(g => new MetricRow(id, metric.InUnit(metric.IsDistinct ? 1 : g.Sum(m => m.Cell.Sum)), g.Key));
    }

    private static DateTimeOffset Within(int year, DateTimeOffset asOf)
    {
        var (first, last) = (ChinaTime.StartOf(new(year, 1, 1)), ChinaTime.EndOf(new(year, 12, 31)).AddSeconds(-1));
        return asOf < first ? first : asOf > last ? last : asOf;
    }
}
