using System.Globalization;
using System.Text.Json.Nodes;

namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>A button of a table, for browsers without scripts: <c>add:budget.lines</c> or <c>remove:budget.lines:2</c>.</summary>
/// <param name="Grows">The table that is to show one more blank row.</param>
internal sealed record RowAction(string? Grows, string? Table, int Row)
{
    public static RowAction Parse(string? text) => (text ?? "").Split(':') switch
    {
        ["add", var table] => new(table, null, 0),
        ["remove", var table, var row] when int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => new(null, table, n),
        _ => new(null, null, 0),
    };

    public JsonObject Apply(JsonObject section)
    {
        if (Table?.Split('.') is [_, var field] && section[field] is JsonArray rows && Row < rows.Count)
        {
            rows.RemoveAt(Row);
        }

        return section;
    }
}
