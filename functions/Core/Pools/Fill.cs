using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Pools;

/// <summary>
/// How one field of a programme's form is filled from what registers say of the enterprise: closed, one record per way. A name
/// is <c>register:section.field</c>, or <c>register:section.table.column</c>; of several records or rows the last counts, of
/// accounting years (rows of a table with a column <c>year</c>) only that of the last one over.
/// </summary>
/// <param name="To">The field of the form, <c>section.field</c>.</param>
/// <param name="Line">In its file, from 1.</param>
public abstract record Fill(string To, int Line)
{
    /// <summary>A value as it stands, or arithmetic over several; money counts in fen and is written in the field's own unit.</summary>
    public sealed record Value(string To, int Line, Expression From) : Fill(To, Line);

    /// <summary>How many there are. Where the register has nothing at all of the enterprise, nothing is filled in.</summary>
    public sealed record Count(string To, int Line, Selection Of) : Fill(To, Line);

    /// <summary>Rows of a table; equal rows stand once, those with a year or date <c>year</c> in its order.</summary>
    /// <param name="Last">How many of the last rows, or of the last accounting years over; null = all.</param>
    public sealed record Rows(string To, int Line, Selection Of, int? Last, IReadOnlyList<FillColumn> Columns) : Fill(To, Line);

    /// <summary>The word of the first that has anything in it.</summary>
    public sealed record First(string To, int Line, IReadOnlyList<FillWord> Words, string? Otherwise) : Fill(To, Line);

    /// <summary>Facts it looks at.</summary>
    public IEnumerable<string> Sources => this switch
    {
        Value v => v.From.Names().Select(FillNames.SourceOf),
        Count c => [c.Of.Source],
        Rows r => [r.Of.Source],
        First f => f.Words.Select(w => w.Of.Source),
        _ => [],
    };
}

/// <summary>Those cases of a source of which all conditions hold.</summary>
/// <param name="Source">As figures name it: <c>register:ip</c>, <c>register:enterprises/accounts.years</c>, <c>credential</c>.</param>
public sealed record Selection(string Source, IReadOnlyList<FactCondition> Where)
{
    public IEnumerable<CaseFacts> In(IEnumerable<CaseFacts> facts) => facts.Where(f => f.Source == Source && Where.All(w => w.Holds(f)));
}

/// <param name="From">The fact's path: <c>section.field</c> of a record, or a column of the table.</param>
/// <param name="Words">Translates the register's words into the form's.</param>
public sealed record FillColumn(string Id, string From, IReadOnlyDictionary<string, string> Words);

public sealed record FillWord(string Value, Selection Of);

/// <summary>Names of values in fills: <c>enterprises:size.staff</c>, <c>enterprises:accounts.years.sales</c>.</summary>
internal static class FillNames
{
    public static string SourceOf(string name) => Split(name).Source;

    public static (string Source, string Path) Split(string name) => name.Split(':') switch
    {
        [var register, var path] when path.Split('.') is [var section, var table, var column] => ($"register:{register}/{section}.{table}", column),
        [var register, var path] => ($"register:{register}", path),
        _ => (name, ""),
    };

    /// <summary>A register, or one of its tables as <c>register:section.table</c>, or what figures count besides registers.</summary>
    public static string Source(string name) => name is "application" or "grant" or "credential" ? name : $"register:{name.Replace(':', '/')}";
}
