using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Rules;

/// <summary>Reads the names and the arithmetic of a rule; every name must be a field of the form, of a type the rule can use.</summary>
internal sealed class RuleFields(FormDefinition form)
{
    private static readonly FieldType[] Figures = [FieldType.Int, FieldType.Decimal, FieldType.MoneyYuan, FieldType.MoneyWanyuan, FieldType.Percent, FieldType.Date, FieldType.Computed];
    private static readonly FieldType[] Comparable = [FieldType.Text, FieldType.LongText, FieldType.Int, FieldType.Date, FieldType.Enum, FieldType.Uscc, FieldType.Phone, FieldType.Email, FieldType.Region];

    public string Field(DefinitionObject o, params FieldType[] types)
    {
        var path = o.Text("field");
        o.Expect(IsOf(path, rows: false, types), "field", "a field of the form of type " + Or(types));
        return path;
    }

    /// <summary>A column whose values can be told apart by their text.</summary>
    public string Column(DefinitionObject o)
    {
        var path = o.Text("field");
        o.Expect(IsOf(path, rows: true, Comparable), "field", "a table column of the form of type " + Or(Comparable));
        return path;
    }

    /// <summary>A table stands for the number of its rows.</summary>
    public Expression Count(DefinitionObject o)
    {
        var text = o.Text("field");
        return Known(o, "field", Expression.Parse(IsOf(text, rows: false, FieldType.Table) ? $"count({text})" : text));
    }

    public Expression Arithmetic(DefinitionObject o, string name) => Known(o, name, Expression.Parse(o.Text(name)));

    /// <summary>Whether it comes to a day: a date field, or one moved by a number of days. A date less a date is a number.</summary>
    public bool IsDate(Expression expression) => expression switch
    {
        Expression.Path p => form.Find(p.Name) is { Type: FieldType.Date },
        Expression.Over { Kind: not (Aggregate.Count or Aggregate.Sum or Aggregate.Total) } o => form.Find(o.Name) is { Type: FieldType.Date },
        Expression.Binary { Operator: '+' or '-' } b => IsDate(b.Left) != IsDate(b.Right),
        _ => false,
    };

    private Expression Known(DefinitionObject o, string name, Expression? expression)
    {
        if (expression is null)
        {
            o.Expect(o.Node(name) is not LocatedNode.String, name, "arithmetic over fields, such as sum(budget.lines.fiscal) / 2");
            return new Expression.Number(0);
        }

        foreach (var leaf in expression.Leaves())
        {
            Check(o, name, leaf);
        }

        return expression;
    }

    private void Check(DefinitionObject o, string name, Expression leaf)
    {
        if (leaf is Expression.Path p && !IsOf(p.Name, rows: false, Figures))
        {
            o.Report(name, "a number or a date of the form", $"\"{p.Name}\"");
        }
        else if (leaf is Expression.Over { Kind: Aggregate.Count } c && !IsCounted(c))
        {
            o.Report(name, "a table of the form, or one of its columns, inside count", $"\"{c.Name}\"");
        }
        else if (leaf is Expression.Over { Kind: Aggregate.Total } t && !IsOf(t.Name, rows: FormPaths.IsColumn(t.Name), Figures))
        {
            o.Report(name, "a number of the form, or a table column with numbers, inside total", $"\"{t.Name}\"");
        }
        else if (leaf is Expression.Over { Kind: not (Aggregate.Count or Aggregate.Total) } a && !IsOf(a.Name, rows: true, Figures))
        {
            o.Report(name, "a table column with numbers or dates inside sum, first, second, last", $"\"{a.Name}\"");
        }
    }

    private bool IsCounted(Expression.Over count) => FormPaths.IsColumn(count.Name) ? form.Find(count.Name) is not null : count.Equal is null && IsOf(count.Name, rows: false, FieldType.Table);

    private bool IsOf(string path, bool rows, params FieldType[] types) => FormPaths.IsColumn(path) == rows && form.Find(path) is { } field && types.Contains(field.Type);

    private static string Or(FieldType[] types) => string.Join(" or ", types.Select(Words.Write));
}
