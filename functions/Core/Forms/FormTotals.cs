using System.Globalization;
using System.Text.Json;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Forms;

/// <summary>What tables work out: computed cells as <c>budget.lines[0].total</c>, and totals of columns as <c>budget.lines.total</c>.</summary>
public static class FormTotals
{
    private static readonly FieldType[] Added = [FieldType.Int, FieldType.Decimal, FieldType.MoneyYuan, FieldType.MoneyWanyuan, FieldType.Computed];

    public static IEnumerable<KeyValuePair<string, decimal?>> Of(FormDefinition definition, FormContent form, FormValues values) =>
        definition.Sections.SelectMany(s => s.Fields.Where(f => f.Type == FieldType.Table).SelectMany(f => Table($"{s.Id}.{f.Id}", f, form, values)));

    /// <summary>Columns a row of totals adds up: numbers, but no percentages and years.</summary>
    public static bool Adds(Field column) => Added.Contains(column.Type);

    private static IEnumerable<KeyValuePair<string, decimal?>> Table(string path, Field table, FormContent form, FormValues values)
    {
        var rows = FormValues.At(form, path) is { ValueKind: JsonValueKind.Array } filled ? filled.EnumerateArray().ToList() : [];
        var computed = table.Columns.Where(c => c.Type == FieldType.Computed).ToList();
        var cells = Enumerable.Range(0, Math.Max(rows.Count, table.Rows.Count)).SelectMany(i => computed.Select(c =>
            KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}].{c.Id}"), FormValues.Cell(rows.ElementAtOrDefault(i), c))));
        var totals = table.Totals ? table.Columns.Where(Adds).Select(c => KeyValuePair.Create($"{path}.{c.Id}", values.Aggregate(new(Aggregate.Total, $"{path}.{c.Id}")))) : [];
        return cells.Concat(totals);
    }
}
