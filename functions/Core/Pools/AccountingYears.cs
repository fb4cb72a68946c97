using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Pools;

/// <summary>
/// Rows of a register's table with a column <c>year</c> are accounting years. One counts only once it is over, and no longer than
/// the rule looks back: what a rule asks of the last year is unknown while that year is not entered, whatever stands of older ones.
/// </summary>
internal static class AccountingYears
{
    public const string Column = "year";

    /// <summary>Without the years not over before that day.</summary>
    public static IEnumerable<CaseFacts> Over(IEnumerable<CaseFacts> facts, DateOnly on) => facts.Where(f => Of(f) is not { } year || year < on.Year);

    /// <summary>Without those older than the last so many that are over before that day; what has no year stays.</summary>
    /// <param name="years">Null = all.</param>
    public static IEnumerable<CaseFacts> Last(IEnumerable<CaseFacts> facts, int? years, DateOnly on) => facts.Where(f => Of(f) is not { } year || !(year < on.Year - years));

    /// <returns>Null when it is no row of a table, or has no year.</returns>
    private static int? Of(CaseFacts f) => f.Source.StartsWith("register:", StringComparison.Ordinal) && f.Source.Contains('/', StringComparison.Ordinal)
        ? f.Values.GetValueOrDefault(Column) switch { Fact.Day d => d.Value.Year, Fact.Number n => (int)n.Value, _ => null }
        : null;
}
