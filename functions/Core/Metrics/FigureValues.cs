using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Metrics;

/// <summary>What a figure comes to.</summary>
/// <param name="Value">In the metric's unit, money in yuan; null when it cannot be told.</param>
/// <param name="Basis">Null when there is only one way to count.</param>
/// <param name="Months">How many months it covers, when that is not the whole year.</param>
/// <param name="Source">The document a statement stands in.</param>
public sealed record FigureValue(decimal? Value, MetricBasis? Basis = null, int? Months = null, string? Source = null);

/// <summary>The last statement on a metric in a year.</summary>
public sealed record Statement(decimal Value, string Document);

/// <summary>Works figures of a year out of totals.</summary>
/// <param name="tally">The year's totals and those of the year before by slot, and every year's whole.</param>
/// <param name="asOf">A day of the year. Stocks are those of that day; flows cover the months up to and with that day's.</param>
public sealed class FigureValues(MetricCatalogue catalogue, Tally tally, IReadOnlyDictionary<string, Statement> statements, DateOnly asOf)
{
    private const int MonthsOfYear = 12;

    /// <param name="basis">Shows a figure that has both by this year; null = each by its own.</param>
    public FigureValue Of(MetricDefinition metric, MetricBasis? basis) => metric switch
    {
        MetricDefinition.Flow f => Flow(f, basis),
        MetricDefinition.Stock s => new(s.InUnit(Standing(s, asOf))),
        MetricDefinition.Ratio r => Ratio(r, basis ?? r.Basis),
        MetricDefinition.YearOnYear y => Growth(y, basis),
        MetricDefinition.FirstTime f => FirstTime(f, basis),
        MetricDefinition.Typed t => statements.GetValueOrDefault(t.Id) is { } said ? new(said.Value, Source: said.Document) : new(null),
        _ => throw new InvalidOperationException($"No way to work out {metric.GetType().Name}."),
    };

    /// <summary>The value of a metric named in a check; null when it cannot be told.</summary>
    public decimal? Named(string id) => catalogue.Find(id) is { } metric ? Of(metric, null).Value : null;

    private FigureValue Flow(MetricDefinition.Flow f, MetricBasis? basis)
    {
        var shown = f.BasisFor(basis);
        var name = NameOf(f, shown);
        var months = f.Monthly ? Reported(name, asOf.Year).Count() : asOf.Month;
        return new(f.InUnit(tally.Until(name, asOf.Year, asOf.Month).Sum), shown, months < MonthsOfYear ? months : null);
    }

    private FigureValue Ratio(MetricDefinition.Ratio r, MetricBasis? basis)
    {
        var (num, den) = (Of(catalogue.Find(r.Num)!, basis), Of(catalogue.Find(r.Den)!, basis));
        decimal? value = den.Value is null or 0 ? null : num.Value / den.Value * (r.Percent ? 100 : 1);
        return new(Rounded(value, r.Decimals), num.Basis is null ? null : basis, num.Months ?? den.Months);
    }

    private FigureValue Growth(MetricDefinition.YearOnYear y, MetricBasis? basis)
    {
        var (now, before, months, shown) = catalogue.Find(y.Of) switch
        {
            MetricDefinition.Stock s => (Standing(s, asOf), Standing(s, asOf.AddYears(-1)), null, null),
            MetricDefinition.Flow f => Compared(f, f.BasisFor(basis)),
            _ => throw new InvalidOperationException($"{y.Of} is neither flow nor stock."),
        };
        decimal? value = before == 0 ? null : y.As == Metrics.Growth.Multiple ? now / before : ((now / before) - 1) * 100;
        return new(Rounded(value, y.Decimals), shown, months);
    }

    /// <summary>Only months that were reported in both years can be compared.</summary>
    private (decimal Now, decimal Before, int? Months, MetricBasis? Basis) Compared(MetricDefinition.Flow f, MetricBasis? basis)
    {
        var (name, year) = (NameOf(f, basis), asOf.Year);
        if (!f.Monthly)
        {
            return (tally.Until(name, year, asOf.Month).Sum, tally.Until(name, year - 1, asOf.Month).Sum, asOf.Month < MonthsOfYear ? asOf.Month : null, basis);
        }

        var months = Reported(name, year).Intersect(Reported(name, year - 1)).ToList();
        decimal Sum(int of) => months.Sum(m => tally.Of(name, of)[m].Sum);
        return (Sum(year), Sum(year - 1), months.Count < MonthsOfYear ? months.Count : null, basis);
    }

    private FigureValue FirstTime(MetricDefinition.FirstTime f, MetricBasis? basis)
    {
        var flow = (MetricDefinition.Flow)catalogue.Find(f.Of)!;
        var before = tally.Earlier(NameOf(flow, flow.BasisFor(basis)), asOf.Year).Select(c => flow.InUnit(c.Sum)).DefaultIfEmpty(0).Max();
        var now = Flow(flow, basis);
        return now with { Value = now.Value >= f.AtLeast && before < f.AtLeast ? 1 : 0 };
    }

    private decimal Standing(MetricDefinition.Stock s, DateOnly day) => (tally.Before(s.Id + ":s", day.Year) + tally.Until(s.Id + ":s", day.Year, day.DayNumber)).Sum;

    private IEnumerable<int> Reported(string name, int year) => tally.Of(name, year).Where(c => c.Key <= asOf.Month && c.Value.N > 0).Select(c => c.Key);

    private static string NameOf(MetricDefinition.Flow f, MetricBasis? basis) => $"{f.Id}:{Figure.SeriesOf(basis)}";

    private static decimal? Rounded(decimal? value, int decimals) => value is { } v ? Math.Round(v, decimals, MidpointRounding.AwayFromZero) : null;
}
