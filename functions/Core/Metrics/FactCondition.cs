using System.Globalization;
using System.Text.RegularExpressions;

namespace ProjectFlow.Core.Metrics;

/// <summary>
/// What must hold of a case's facts for it to count: <c>state = "valid"</c>, <c>type = "touring" or "training"</c>,
/// <c>participants &gt;= 2</c>, <c>fullTime = true</c>, <c>forwardedOn present</c>, <c>revokedOn absent</c>.
/// </summary>
public abstract partial record FactCondition(string Path)
{
    public sealed record Present(string Path) : FactCondition(Path);

    public sealed record Absent(string Path) : FactCondition(Path);

    /// <param name="Values">Any of these texts.</param>
    public sealed record Text(string Path, IReadOnlyList<string> Values, bool Negated) : FactCondition(Path);

    public sealed record Flag(string Path, bool Value, bool Negated) : FactCondition(Path);

    /// <param name="Operator">Of <c>= != &gt;= &lt;= &gt; &lt;</c>.</param>
    public sealed record Number(string Path, string Operator, decimal Value) : FactCondition(Path);

    /// <returns>Null when the text is not a condition.</returns>
    public static FactCondition? Parse(string text) => Shape().Match(text) is { Success: true } m ? Of(m, m.Groups["path"].Value, m.Groups["op"].Value) : null;

    /// <summary>An absent value equals nothing and is neither more nor less than anything.</summary>
    public bool Holds(CaseFacts facts)
    {
        var fact = facts.Values.GetValueOrDefault(Path);
        return this switch
        {
            Present => fact is not null,
            Absent => fact is null,
            Text t => (fact is Fact.Text f && t.Values.Contains(f.Value)) != t.Negated,
            Flag c => (fact is Fact.Flag f && f.Value == c.Value) != c.Negated,
            Number n => fact is Fact.Number f ? Compare(f.Value, n) : n.Operator == "!=",
            _ => false,
        };
    }

    private static FactCondition? Of(Match m, string path, string op) => m.Groups switch
    {
        var g when g["word"].Value == "present" => new Present(path),
        var g when g["word"].Value == "absent" => new Absent(path),
        var g when g["quoted"].Success => op is "=" or "!=" ? new Text(path, [.. g["quoted"].Captures.Select(c => c.Value)], op == "!=") : null,
        var g when g["flag"].Success => op is "=" or "!=" ? new Flag(path, g["flag"].Value == "true", op == "!=") : null,
        var g => decimal.TryParse(g["number"].Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? new Number(path, op, value) : null,
    };

    private static bool Compare(decimal value, Number wanted) => wanted.Operator switch
    {
        "=" => value == wanted.Value,
        "!=" => value != wanted.Value,
        ">=" => value >= wanted.Value,
        "<=" => value <= wanted.Value,
        ">" => value > wanted.Value,
        _ => value < wanted.Value,
    };

    [GeneratedRegex("""^\s*(?<path>[A-Za-z][\w.-]*)\s*(\s(?<word>present|absent)|(?<op>!=|>=|<=|=|>|<)\s*("(?<quoted>[^"]*)"(\s+or\s+"(?<quoted>[^"]*)")*|(?<flag>true|false)|(?<number>-?[0-9]+(\.[0-9]+)?)))\s*\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
