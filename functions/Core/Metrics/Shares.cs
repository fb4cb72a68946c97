namespace ProjectFlow.Core.Metrics;

/// <summary>What a case's facts add to which figures.</summary>
public static class Shares
{
    /// <returns>One share a figure, in the order of figures; marks in order and each place once.</returns>
    public static IReadOnlyList<Share> Of(IEnumerable<MetricDefinition> definitions, IReadOnlyList<CaseFacts> facts) =>
    [
        .. definitions.SelectMany(d => facts.SelectMany(f => Marks(d, f)))
            .GroupBy(m => m.Figure, m => m.Mark)
            .Select(g => new Share(g.Key, Merged(g)))
            .OrderBy(s => s.Figure.ToString(), StringComparer.Ordinal),
    ];

    private static List<Mark> Merged(IEnumerable<Mark> marks) =>
    [
        .. marks.GroupBy(m => (m.From, m.To, m.Key)).Select(g => g.First() with { Cell = g.Select(m => m.Cell).Aggregate((a, b) => a + b) })
            .OrderBy(m => m.From).ThenBy(m => m.To ?? int.MaxValue).ThenBy(m => m.Key, StringComparer.Ordinal),
    ];

    private static IEnumerable<(Figure Figure, Mark Mark)> Marks(MetricDefinition definition, CaseFacts facts) => definition switch
    {
        MetricDefinition.Flow d => d.Parts.SelectMany(p => Counts(facts, p.Counting.Source, p.Counting.Where) && Value(p.Counting.Value, facts) is { } value ? Flows(d.Id, p, facts, value) : []),
        MetricDefinition.Stock d when Counts(facts, d.Counting.Source, d.Counting.Where) && Value(d.Counting.Value, facts) is { } value => Standing(d, facts, value),
        MetricDefinition.Typed d when Counts(facts, d.Source, d.Where) => Stated(d, facts),
        _ => [],
    };

    private static bool Counts(CaseFacts facts, string source, IReadOnlyList<FactCondition> where) => facts.Source == source && where.All(c => c.Holds(facts));

    private static IEnumerable<(Figure, Mark)> Flows(string metric, FlowPart part, CaseFacts facts, (string? Key, decimal Amount) value) =>
        from date in part.Dates
        let day = Day(facts, date.Path)
        where day is not null
        select (new Figure(metric, Figure.SeriesOf(date.Basis), day.Value.Year), new Mark(day.Value.Month, null, value.Key, new(1, value.Amount)));

    private static IEnumerable<(Figure, Mark)> Standing(MetricDefinition.Stock d, CaseFacts facts, (string? Key, decimal Amount) value)
    {
        var from = (d.From is null ? null : Day(facts, d.From)) ?? (d.From is null || d.OpenStart ? DateOnly.MinValue : null);
        var to = d.To.Select(p => Day(facts, p)).Min();
        if (from is { } first && (to is null || first < to))
        {
            yield return (new(d.Id, 's', null), new(first.DayNumber, to?.DayNumber, value.Key, new(1, value.Amount)));
        }
    }

    private static IEnumerable<(Figure, Mark)> Stated(MetricDefinition.Typed d, CaseFacts facts)
    {
        if (Day(facts, d.Date) is { } day && facts.Values.GetValueOrDefault(d.Value) is Fact.Number value)
        {
            var document = facts.Values.GetValueOrDefault(d.Document) is Fact.Text text ? text.Value : "";
            yield return (new(d.Id, 'x', day.Year), new(day.Month, null, document, new(1, value.Value)));
        }
    }

    private static (string? Key, decimal Amount)? Value(MetricValue value, CaseFacts facts) => value switch
    {
        MetricValue.Sum s => facts.Values.GetValueOrDefault(s.Path) is Fact.Number n ? (null, n.Value) : null,
        MetricValue.Distinct d => KeyOf(facts.Values.GetValueOrDefault(d.Path)) is { } key ? (key, 1m) : null,
        _ => (null, 1m),
    };

    private static string? KeyOf(Fact? fact) => fact switch
    {
        Fact.Text { Value.Length: > 0 } t => t.Value,
        Fact.Number n => n.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A year is its first day.</summary>
    private static DateOnly? Day(CaseFacts facts, string path) => facts.Values.GetValueOrDefault(path) switch
    {
        Fact.Day d => d.Value,
        Fact.Number { Value: >= 1900 and <= 2200 } n when n.Value == decimal.Truncate(n.Value) => new((int)n.Value, 1, 1),
        _ => null,
    };
}
