using System.Globalization;

namespace ProjectFlow.Core.Rules;

/// <summary>Arithmetic over form fields, such as <c>sum(fin.years.rdTotal) / sum(fin.years.sales)</c>; dates count as day numbers.</summary>
public abstract record Expression
{
    public sealed record Number(decimal Value) : Expression;

    public sealed record Path(string Name) : Expression;

    /// <summary>Over the rows of a table column, or <c>count</c> also over a whole table.</summary>
    /// <param name="Equal">Only for <c>count</c>: count rows whose column holds this text.</param>
    public sealed record Over(Aggregate Kind, string Name, string? Equal = null) : Expression;

    public sealed record Binary(char Operator, Expression Left, Expression Right) : Expression;

    private Expression() { }

    /// <summary>The numbers and names it is built of.</summary>
    public IEnumerable<Expression> Leaves() => this is Binary b ? b.Left.Leaves().Concat(b.Right.Leaves()) : [this];

    /// <summary>Every name used.</summary>
    public IEnumerable<string> Names() => Leaves().Select(l => l is Path p ? p.Name : (l as Over)?.Name).OfType<string>();

    /// <summary>Null when a name has no value, and when the divisor is 0.</summary>
    public decimal? Evaluate(IValues values) => this switch
    {
        Number n => n.Value,
        Path p => values.Number(p.Name),
        Over o => values.Aggregate(o),
        Binary { Left: var l, Right: var r } b => l.Evaluate(values) is { } x && r.Evaluate(values) is { } y ? Apply(b.Operator, x, y) : null,
        _ => null,
    };

    /// <returns>Null when the text is not an expression.</returns>
    public static Expression? Parse(string text) => new ExpressionParser(text).Parse();

    private static decimal? Apply(char op, decimal x, decimal y)
    {
        try
        {
            return op switch { '+' => x + y, '-' => x - y, '*' => x * y, _ => y == 0 ? null : x / y };
        }
        catch (OverflowException)
        {
            return null; // too large to say anything about
        }
    }
}

public enum Aggregate
{
    Sum,

    /// <summary>Of what is filled in: a blank counts as 0, while <see cref="Sum"/> says nothing as long as one is missing. Also of one field.</summary>
    Total,

    /// <summary>Of the first row.</summary>
    First,

    /// <summary>Of the second row.</summary>
    Second,

    /// <summary>Of the last row.</summary>
    Last,
    Count,
}

/// <summary>Where an expression finds its names: a form, or the inputs of a score table.</summary>
public interface IValues
{
    decimal? Number(string name);

    decimal? Aggregate(Expression.Over over);
}

internal sealed class ExpressionParser(string text)
{
    private const int MaxDepth = 20;
    private int _at;
    private int _depth;

    public Expression? Parse()
    {
        var found = Sum();
        Blank();
        return _at == text.Length ? found : null;
    }

    private Expression? Sum() => Chain("+-", Product);

    private Expression? Product() => Chain("*/", Factor);

    private Expression? Chain(string operators, Func<Expression?> next)
    {
        var left = next();
        while (left is not null && Blank() is { } c && operators.Contains(c))
        {
            _at++;
            left = next() is { } right ? new Expression.Binary(c, left, right) : null;
        }

        return left;
    }

    private Expression? Factor() => Blank() switch
    {
        '(' => Bracket(),
        { } c when char.IsAsciiDigit(c) => Digits(),
        { } c when char.IsAsciiLetter(c) => Named(),
        _ => null,
    };

    private Expression? Bracket()
    {
        _at++;
        var inner = ++_depth > MaxDepth ? null : Sum();
        _depth--;
        return inner is not null && Take(')') ? inner : null;
    }

    private Expression.Number? Digits() =>
        decimal.TryParse(While(c => char.IsAsciiDigit(c) || c == '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? new(value) : null;

    private Expression? Named()
    {
        var name = While(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':');
        return !Take('(') ? new Expression.Path(name) : Definitions.Words.Of<Aggregate>().TryGetValue(name, out var kind) ? Arguments(kind) : null;
    }

    private Expression.Over? Arguments(Aggregate kind)
    {
        Blank();
        var name = While(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':');
        var equal = kind == Aggregate.Count && Take('=') ? Quoted() : null;
        return name.Length > 0 && Take(')') ? new(kind, name, equal) : null;
    }

    private string? Quoted()
    {
        if (!Take('"'))
        {
            return null;
        }

        var value = While(c => c != '"');
        return Take('"') ? value : null;
    }

    private bool Take(char wanted)
    {
        var found = Blank() == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    private char? Blank()
    {
        While(c => c == ' ');
        return _at < text.Length ? text[_at] : null;
    }

    private string While(Func<char, bool> accept)
    {
        var from = _at;
        while (_at < text.Length && accept(text[_at]))
        {
            _at++;
        }

        return text[from.._at];
    }
}
