using System.Text.Json;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Forms;

/// <summary>What is wrong with a filled form, place by place.</summary>
public static class FormCheck
{
    /// <summary>Unknown members and values of the wrong type, length or range; what is missing is no problem here.</summary>
    public static IReadOnlyList<Problem> Types(FormDefinition definition, FormContent form) => [.. form.Root.EnumerateObject().SelectMany(s => Section(definition, s))];

    /// <summary>Required fields without a value, as far as their condition holds.</summary>
    /// <param name="forGuidance">True: only the fields guidance review needs.</param>
    public static IReadOnlyList<Problem> Missing(FormDefinition definition, FormContent form, bool forGuidance) =>
        [.. definition.Sections.SelectMany(s => s.Fields.Where(f => Asked(f, form)).SelectMany(f => Missing($"{s.Id}.{f.Id}", f, FormValues.At(form, $"{s.Id}.{f.Id}"), forGuidance)))];

    /// <summary>The value of every computed field by path; null while something it needs is missing. Those of tables are in <see cref="FormTotals"/>.</summary>
    public static IReadOnlyDictionary<string, decimal?> Compute(FormDefinition definition, FormContent form)
    {
        var values = new FormValues(definition, form);
        var fields = definition.Sections.SelectMany(s => s.Fields.Where(f => f.Type == FieldType.Computed).Select(f => $"{s.Id}.{f.Id}")).ToDictionary(p => p, values.Number);
        return fields.Concat(FormTotals.Of(definition, form, values)).ToDictionary();
    }

    /// <summary>Whether the field is shown and asked at all, given what else is filled in.</summary>
    public static bool Asked(Field field, FormContent form) => field.When is not { } when || Condition.Parse(when) is not { } condition || condition.Holds(form);

    private static IEnumerable<Problem> Section(FormDefinition definition, JsonProperty section)
    {
        if (definition.Sections.FirstOrDefault(s => s.Id == section.Name) is not { } known)
        {
            return [FormProblems.UnknownSection(section.Name)];
        }

        return section.Value.ValueKind == JsonValueKind.Object ? Members(known.Fields, section.Value, section.Name) : [FormProblems.WrongType(section.Name, "一组填写项", "a group of fields")];
    }

    private static IEnumerable<Problem> Members(IReadOnlyList<Field> fields, JsonElement container, string path) =>
        container.EnumerateObject().SelectMany(m => fields.FirstOrDefault(f => f.Id == m.Name && f.Type != FieldType.Computed) is { } field
            ? field.Type == FieldType.Table && !FieldCheck.IsBlank(m.Value) ? Table(field, m.Value, $"{path}.{m.Name}") : FieldCheck.Value(field, m.Value, $"{path}.{m.Name}")
            : [FormProblems.UnknownField($"{path}.{m.Name}")]);

    private static IEnumerable<Problem> Table(Field field, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [FormProblems.WrongType(path, "表格", "a table")];
        }

        var rows = value.EnumerateArray().ToList();
        var most = field.Rows.Count > 0 ? field.Rows.Count : field.Max ?? MaxRows;
        var many = rows.Count > most ? [FormProblems.OutOfRange(path, null, most)] : Array.Empty<Problem>();
        return many.Concat(rows.SelectMany((r, i) => r.ValueKind == JsonValueKind.Object ? Members(field.Columns, r, $"{path}[{i}]") : [FormProblems.WrongType($"{path}[{i}]", "一行", "a row")]));
    }

    private static IEnumerable<Problem> Missing(string path, Field field, JsonElement? value, bool forGuidance)
    {
        var required = forGuidance ? field.RequiredForGuidance : field.Required;
        if (field.Type != FieldType.Table)
        {
            return required && field.Type != FieldType.Computed && !FieldCheck.IsGiven(field, value) ? [FormProblems.Required(path, field)] : [];
        }

        var rows = value is { ValueKind: JsonValueKind.Array } table ? table.EnumerateArray().ToList() : [];
        var few = rows.Count < (required ? field.Min ?? 1 : 0) ? [FormProblems.Required(path, field)] : Array.Empty<Problem>();
        return few.Concat(rows.SelectMany((r, i) => field.Columns.SelectMany(c => Missing($"{path}[{i}].{c.Id}", c, Cell(r, c.Id), forGuidance))));
    }

    private static JsonElement? Cell(JsonElement row, string column) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(column, out var value) ? value : null;

    private const int MaxRows = 1000;
}
