using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Forms;

/// <summary>Reads the form of a programme file.</summary>
internal static class FormFile
{
    public static FormDefinition Read(DefinitionObject o)
    {
        var sections = o.Objects("sections", Section);
        o.Unique("sections", sections.Select(s => s.Id));
        o.Done();
        var form = new FormDefinition(sections);
        foreach (var (section, field) in form.Sections.SelectMany(s => s.Fields.Select(f => (s, f))))
        {
            Refer(o, form, $"{section.Id}.{field.Id}", field);
        }

        return form;
    }

    private static FormSection Section(DefinitionObject o)
    {
        var (id, zh, en) = (Id(o), o.Text("titleZh"), o.Text("titleEn"));
        var fields = o.Objects("fields", f => Field(f, inTable: false));
        o.Unique("fields", fields.Select(f => f.Id));
        o.Done();
        return new(id, zh, en, fields);
    }

    private static Field Field(DefinitionObject o, bool inTable)
    {
        var type = o.Word<FieldType>("type", Words.Of<FieldType>());
        var field = new Field(Id(o), type, o.Text("labelZh"), o.Text("labelEn"))
        {
            Required = o.Flag("required"),
            RequiredForGuidance = o.Flag("requiredForGuidance"),
            Unit = o.OptionalText("unit"),
            Min = o.OptionalDecimal("min"),
            Max = o.OptionalDecimal("max"),
            MaxLength = o.OptionalInt("maxLength", 1, 100_000),
            Options = o.Texts("options"),
            OptionsZh = o.Texts("optionsZh"),
            Columns = o.Objects("columns", c => Field(c, inTable: true)),
            Rows = o.Texts("rows"),
            RowsZh = o.Texts("rowsZh"),
            Totals = o.Flag("totals"),
            Expression = o.OptionalText("expression"),
            When = o.OptionalText("when"),
            HelpZh = o.OptionalText("helpZh"),
            HelpEn = o.OptionalText("helpEn"),
        };
        Check(o, field, inTable);
        o.Done();
        return field;
    }

    private static void Check(DefinitionObject o, Field field, bool inTable)
    {
        o.Expect((field.Type is FieldType.Enum or FieldType.MultiEnum) == (field.Options.Count > 0), "options", "a list of options for an enum or multiEnum, and for nothing else");
        o.Expect((field.Type is FieldType.Table) == (field.Columns.Count > 0), "columns", "columns for a table, and for nothing else");
        o.Expect((field.Type is FieldType.Computed) == (field.Expression is not null), "expression", "an expression for a computed field, and for nothing else");
        o.Expect(field.Min is null || field.Max is null || field.Min <= field.Max, "max", "not below min");
        o.Expect(!inTable || field.Type is not FieldType.Table, "type", "no table inside a table");
        o.Expect(field.When is null || Condition.Parse(field.When) is not null, "when", "a condition such as project.kind = \"A\"");
        o.Expect(field.Expression is null || Expression.Parse(field.Expression) is not null, "expression", "arithmetic such as sum(budget.lines.fiscal) + 1");
        o.Expect(field.OptionsZh.Count == 0 || field.OptionsZh.Count == field.Options.Count, "optionsZh", "as many names as options");
        CheckTable(o, field);
        o.Unique("options", field.Options);
        o.Unique("optionsZh", field.OptionsZh);
        o.Unique("columns", field.Columns.Select(c => c.Id));
    }

    private static void CheckTable(DefinitionObject o, Field field)
    {
        o.Expect(field.Type is FieldType.Table || (field.Rows.Count == 0 && !field.Totals), "type", "a table, to have rows or totals");
        o.Expect(field.Rows.Count == 0 || (field.Min is null && field.Max is null), "rows", "either rows, or the fewest and most of them");
        o.Expect(field.RowsZh.Count == 0 || field.RowsZh.Count == field.Rows.Count, "rowsZh", "as many names as rows");
        o.Unique("rows", field.Rows);
        o.Unique("rowsZh", field.RowsZh);
        var typed = field.Columns.Where(c => c.Type != FieldType.Computed).Select(c => c.Id).ToList();
        foreach (var name in field.Columns.Select(c => c.Expression).OfType<string>().SelectMany(e => Expression.Parse(e)?.Names() ?? []).Where(n => !typed.Contains(n)))
        {
            o.Report("columns", "in expressions of columns a column of the same table that is typed in", $"\"{name}\"");
        }
    }

    /// <summary>Names in expressions and conditions, known only when the whole form is read.</summary>
    private static void Refer(DefinitionObject o, FormDefinition form, string path, Field field)
    {
        var names = field.Expression is { } text ? Expression.Parse(text)?.Names() ?? [] : [];
        var condition = field.When is { } when && Condition.Parse(when) is { } parsed ? [parsed.Path] : Array.Empty<string>();
        foreach (var name in names.Concat(condition).Where(n => form.Find(n) is not { } named || (named.Type == FieldType.Computed && !FormPaths.IsColumn(n))))
        {
            o.Report("sections", $"in {path} a field of this form that is typed in", $"\"{name}\"");
        }
    }

    private static string Id(DefinitionObject o)
    {
        var id = o.Text("id");
        o.Expect(id.Length is > 0 and <= 40 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "id", "1 to 40 letters, digits, - or _, a letter first");
        return id;
    }
}
