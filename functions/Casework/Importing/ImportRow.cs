using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>One thing that is wrong in one row of a file.</summary>
/// <param name="Column">As the spreadsheet calls it, such as <c>B</c>; empty when the file has no such column, or the whole row is wrong.</param>
public sealed record BadCell(string Sheet, int Row, string Column, string Header, string Code, string Zh, string En);

/// <summary>A row read under its plan: what it says of a record, and what is wrong with its cells.</summary>
/// <param name="Values">By path; null = the cell is blank.</param>
internal sealed record ImportRow(SheetPlan Plan, int Number, IReadOnlyDictionary<string, JsonNode?> Values, IReadOnlyList<BadCell> Wrong)
{
    public static ImportRow Read(SheetPlan plan, SheetRow row)
    {
        var values = new Dictionary<string, JsonNode?>();
        var wrong = new List<BadCell>();
        foreach (var cell in row.Cells)
        {
            if (plan.Columns.TryGetValue(cell.Column, out var field))
            {
                var value = CellValues.Read(field.Field, cell, plan.Units.GetValueOrDefault(cell.Column));
                values[field.Path] = (value as CellValue.Given)?.Value;
                if (value is CellValue.Bad bad)
                {
                    wrong.Add(new(row.Sheet, row.Number, cell.Column, cell.Header, bad.Code, bad.Zh, bad.En));
                }
            }
            else if (cell.Header.Length == 0)
            {
                wrong.Add(new(row.Sheet, row.Number, cell.Column, "", "no-header", $"该列没有表头，却有内容“{cell.Text}”", $"This column has no header, yet holds '{cell.Text}'."));
            }
        }

        return new(plan, row.Number, values, wrong);
    }

    /// <summary>The record's content with this row's cells in their fields; blank cells empty theirs, other fields stay.</summary>
    public FormContent Over(FormContent? content)
    {
        var root = content is null ? [] : (JsonObject)JsonNode.Parse(content.Utf8.Span)!;
        foreach (var (path, value) in Values)
        {
            var (section, field) = (path.Split('.')[0], path.Split('.')[1]);
            var into = root[section] as JsonObject ?? [];
            root[section] = into;
            into[field] = value?.DeepClone();
        }

        return FormContent.From(JsonSerializer.SerializeToElement(root));
    }

    /// <summary>A refusal of the record as things wrong with this row's cells. A field whose cell could not be read is not missing.</summary>
    public IEnumerable<BadCell> Named(Refusal why) => why.Problems.Count == 0
        ? [At("", why.Code, why.Kind == RefusalKind.NotFound ? "不在您可登记的范围内" : why.Zh, why.Kind == RefusalKind.NotFound ? "Outside what you may enter." : why.En)]
        : why.Problems.Select(p => At(p.Path, p.Code, p.Zh, p.En)).Where(p => p.Column.Length == 0 || Wrong.All(w => w.Column != p.Column));

    public BadCell At(string path, string code, string zh, string en) =>
        Plan.ColumnOf(path) is { } column ? new(Plan.Head.Sheet, Number, column.Column, column.Header, code, zh, en) : new(Plan.Head.Sheet, Number, "", path, code, zh, en);
}
