using System.Globalization;
using System.Text.Json;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Forms;

/// <summary>The values of one filled form by path; what is absent, or not of its type, has no value.</summary>
public sealed class FormValues(FormDefinition definition, FormContent form) : IValues
{
    public decimal? Number(string name) => definition.Find(name) switch
    {
        null => null,
        { Type: FieldType.Computed, Expression: { } expression } => Expression.Parse(expression)?.Evaluate(this),
        var field => At(form, name) is { } value ? Scalar(field, value) : null,
    };

    public decimal? Aggregate(Expression.Over over)
    {
        var table = string.Join('.', over.Name.Split('.').Take(2));
        var rows = Rows(table);
        if (over.Kind == Rules.Aggregate.Total)
        {
            return FormPaths.IsColumn(over.Name) ? Total(over.Name, rows ?? []) : Number(over.Name) ?? 0;
        }

        if (over.Kind == Rules.Aggregate.Count)
        {
            return rows is null ? null : Count(rows, over);
        }

        return definition.Find(over.Name) is not { } column || rows is not { Count: > 0 } ? null : Pick(over.Kind, [.. rows.Select(r => Cell(r, column))]);
    }

    /// <summary>Text of a field; null when absent.</summary>
    public string? Text(string name) => At(form, name) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Texts of a table column, blanks left out; null when there is no such table in the form.</summary>
    public IReadOnlyList<string>? Column(string name) =>
        Rows(string.Join('.', name.Split('.').Take(2)))?.Select(r => r.TryGetProperty(name.Split('.')[^1], out var v) ? v.ToString().Trim() : "").Where(t => t.Length > 0).ToList();

    public DateOnly? Date(string name) => Text(name) is { } text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The value at <c>section.field</c>; null when absent or JSON null.</summary>
    public static JsonElement? At(FormContent form, string path) => path.Split('.') is [var section, var field]
        && form.Root.TryGetProperty(section, out var s) && s.ValueKind == JsonValueKind.Object && s.TryGetProperty(field, out var v) && v.ValueKind != JsonValueKind.Null ? v : null;

    private List<JsonElement>? Rows(string table) =>
        At(form, table) is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object)] : null;

    private static decimal Count(List<JsonElement> rows, Expression.Over over) => over.Equal is not { } wanted ? rows.Count
        : rows.Count(r => r.TryGetProperty(over.Name.Split('.')[^1], out var v) && v.ToString() == wanted);

    private decimal? Total(string column, List<JsonElement> rows) => definition.Find(column) is { } of ? rows.Sum(r => Cell(r, of) ?? 0) : null;

    /// <summary>A computed cell is worked out from its row.</summary>
    internal static decimal? Cell(JsonElement row, Field column) => column is { Type: FieldType.Computed, Expression: { } expression }
        ? Expression.Parse(expression)?.Evaluate(new RowValues(row))
        : row.ValueKind == JsonValueKind.Object && row.TryGetProperty(column.Id, out var v) ? Scalar(column, v) : null;

    private sealed class RowValues(JsonElement row) : IValues
    {
        public decimal? Number(string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var v) && Numeral.Parse(v) is Numeral.Exact n ? n.Value : null;

        public decimal? Aggregate(Expression.Over over) => over.Kind == Rules.Aggregate.Total ? Number(over.Name) ?? 0 : null;
    }

    private static decimal? Pick(Aggregate kind, decimal?[] cells) => kind switch
    {
        Rules.Aggregate.First => cells[0],
        Rules.Aggregate.Second => cells.Length > 1 ? cells[1] : null,
        Rules.Aggregate.Last => cells[^1],
        _ => cells.Any(c => c is null) ? null : cells.Sum(),
    };

    private static decimal? Scalar(Field field, JsonElement value) => field.Type is FieldType.Date
        ? value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null
        : Numeral.Parse(value) is Numeral.Exact n ? n.Value : null;
}
