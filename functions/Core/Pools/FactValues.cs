using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Pools;

/// <summary>The values of an enterprise's records by name, such as <c>enterprises:size.staff</c>; money in fen.</summary>
/// <param name="facts">Without accounting years that are not over.</param>
internal sealed class FactValues(IReadOnlyList<CaseFacts> facts, DateOnly on) : IValues
{
    /// <summary>The last there is, of accounting years that of the last one over; null when there is none.</summary>
    public Fact? Last(string name) => Column(name, AccountingYears.Last(facts, 1, on)).LastOrDefault();

    public decimal? Number(string name) => Last(name) is { } fact ? Number(fact) : null;

    public decimal? Aggregate(Expression.Over over)
    {
        var column = Column(over.Name, facts).ToList();
        return over.Kind switch
        {
            Rules.Aggregate.Count when !Knows(over.Name) => null,
            Rules.Aggregate.Count => column.Count(f => over.Equal is null || (f is Fact.Text t && t.Value == over.Equal)),
            _ when column.Count == 0 || column.Any(f => Number(f) is null) => null,
            Rules.Aggregate.First => Number(column[0]),
            Rules.Aggregate.Second => column.Count > 1 ? Number(column[1]) : null,
            Rules.Aggregate.Last => Number(column[^1]),
            _ => column.Sum(f => Number(f)!.Value),
        };
    }

    /// <summary>Rows by their year, where they have one; else as they stand.</summary>
    public static IEnumerable<CaseFacts> InOrder(IEnumerable<CaseFacts> rows) => rows.OrderBy(r => r.Values.GetValueOrDefault(AccountingYears.Column) switch { Fact.Day d => d.Value.DayNumber, Fact.Number n => n.Value, _ => 0 });

    /// <summary>A register that has nothing at all of the enterprise does not say that there is nothing.</summary>
    private bool Knows(string name) => facts.Any(f => f.Source == FillNames.SourceOf(name));

    private static IEnumerable<Fact> Column(string name, IEnumerable<CaseFacts> among)
    {
        var (source, path) = FillNames.Split(name);
        return InOrder(among.Where(f => f.Source == source)).Select(f => f.Values.GetValueOrDefault(path)).OfType<Fact>();
    }

    private static decimal? Number(Fact fact) => fact switch { Fact.Number n => n.Value, Fact.Day d => d.Value.DayNumber, _ => null };
}
