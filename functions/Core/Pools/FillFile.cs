using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Pools;

/// <summary>Reads <c>prefill</c> of a programme file: a map from fields of the form to where their values stand already.</summary>
internal sealed class FillFile(FormDefinition form)
{
    private static readonly FieldType[] Unfillable = [FieldType.Computed, FieldType.Declaration, FieldType.File, FieldType.Person, FieldType.Period, FieldType.MultiEnum];

    public IReadOnlyList<Fill> Read(DefinitionObject o, string name) => o.Node(name) switch
    {
        null or LocatedNode.Null => [],
        LocatedNode.Map map => [.. Fills(o.Of(map, name), map)],
        _ => Nothing(o, name),
    };

    private IEnumerable<Fill> Fills(DefinitionObject o, LocatedNode.Map map)
    {
        foreach (var member in map.Members)
        {
            if (form.Find(member.Name) is not { } field || FormPaths.IsColumn(member.Name) || Unfillable.Contains(field.Type))
            {
                o.Report(member.Name, "a field of the form that is typed in, such as basic.staff", $"\"{member.Name}\"");
            }
            else if (One(o, member, field) is { } fill)
            {
                yield return fill;
            }
        }
    }

    private static Fill? One(DefinitionObject o, Member member, Field field) => member.Value switch
    {
        LocatedNode.String s => Value(o, member, field, s.Value),
        LocatedNode.Map map => Of(o.Of(map, $"{o.Path}.{member.Name}"), member, field),
        _ => Nothing<Fill>(o, member.Name, "a name such as \"enterprises:size.staff\", or an object with count, rows or first"),
    };

    private static Fill.Value? Value(DefinitionObject o, Member member, Field field, string text)
    {
        var from = Expression.Parse(text);
        var known = from is not null && from.Names().Any() && from.Names().All(n => n.Split(':') is [{ Length: > 0 }, var path] && path.Split('.').Length is 2 or 3);
        o.Expect(known, member.Name, "names such as enterprises:size.staff, or arithmetic over them");
        o.Expect(field.Type != FieldType.Table, member.Name, "rows for a table");
        return known ? new Fill.Value(member.Name, member.Line, from!) : null;
    }

    private static Fill? Of(DefinitionObject o, Member member, Field field)
    {
        Fill? fill = o.Has("count") ? new Fill.Count(member.Name, member.Line, Selection(o, "count"))
            : o.Has("rows") ? Rows(o, member, field)
            : o.Has("first") ? First(o, member, field)
            : Nothing<Fill>(o, "count", "count, rows or first");
        o.Expect(field.Type == FieldType.Table == fill is Fill.Rows || fill is null, "rows", "rows for a table, and for nothing else");
        o.Expect(fill is not Fill.Count || field.Type is FieldType.Int or FieldType.Decimal, "count", "a number to be filled");
        o.Done();
        return fill;
    }

    private static Fill.Rows Rows(DefinitionObject o, Member member, Field field)
    {
        var columns = o.Node("columns") is LocatedNode.Map map ? map.Members.Select(m => Column(o.Of(map, o.Path + ".columns"), m, field)).OfType<FillColumn>().ToList() : [];
        o.Expect(columns.Count > 0, "columns", "a map from columns of the table to where they come from");
        return new(member.Name, member.Line, Selection(o, "rows"), o.OptionalInt("last", 1, 100), columns);
    }

    private static FillColumn? Column(DefinitionObject o, Member member, Field table)
    {
        o.Expect(table.Columns.Any(c => c.Id == member.Name && !Unfillable.Contains(c.Type)), member.Name, "a column of the table that is typed in");
        return member.Value switch
        {
            LocatedNode.String s => new(member.Name, s.Value, new Dictionary<string, string>()),
            LocatedNode.Map map => Translated(o.Of(map, $"{o.Path}.{member.Name}"), member.Name),
            _ => Nothing<FillColumn>(o, member.Name, "a path such as ip.number, or an object with from and words"),
        };
    }

    private static FillColumn Translated(DefinitionObject o, string column)
    {
        var words = o.Node("words") is LocatedNode.Map map ? map.Members.Where(m => m.Value is LocatedNode.String).ToDictionary(m => m.Name, m => ((LocatedNode.String)m.Value).Value) : [];
        o.Expect(words.Count > 0, "words", "a map from the register's words to the form's");
        var from = new FillColumn(column, o.Text("from"), words);
        o.Done();
        return from;
    }

    private static Fill.First First(DefinitionObject o, Member member, Field field)
    {
        var words = o.Objects("first", w =>
        {
            var word = new FillWord(w.Text("value"), Selection(w, "of"));
            w.Expect(field.Options.Count == 0 || field.Options.Contains(word.Value), "value", "one of the field's options");
            w.Done();
            return word;
        });
        var otherwise = o.OptionalText("otherwise");
        o.Expect(otherwise is null || field.Options.Count == 0 || field.Options.Contains(otherwise), "otherwise", "one of the field's options");
        return new(member.Name, member.Line, words, otherwise);
    }

    private static Selection Selection(DefinitionObject o, string name)
    {
        var conditions = new List<FactCondition>();
        foreach (var text in o.Texts("where"))
        {
            if (FactCondition.Parse(text) is { } condition)
            {
                conditions.Add(condition);
            }
            else
            {
                o.Report("where", "conditions such as ip.grantedOn present", $"\"{text}\"");
            }
        }

        return new(FillNames.Source(o.Text(name)), conditions);
    }

    private static IReadOnlyList<Fill> Nothing(DefinitionObject o, string name)
    {
        o.Report(name, "a map from fields of the form");
        return [];
    }

    private static T? Nothing<T>(DefinitionObject o, string name, string expected)
        where T : class
    {
        o.Report(name, expected);
        return null;
    }
}
