using System.Globalization;
using System.Text.RegularExpressions;

namespace ProjectFlow.Casework.Sheets;

/// <summary>
/// Finds the header of a sheet: the first row with at least two filled cells, below the title and the "单位：万元" line a
/// Chinese form begins with; in a sheet of one column its first row.
/// </summary>
internal static partial class HeaderFinder
{
    private const int MaxTitleRows = 10;
    private const int MaxColumns = 200;

    /// <returns>Null when the sheet is empty.</returns>
    /// <exception cref="SheetRefusedException">The header is there, but cannot be read rightly.</exception>
    public static SheetHead? Find(RawSheet sheet, List<SheetNotice> notices)
    {
        var top = sheet.Read().Take(MaxTitleRows).ToList();
        if ((top.FirstOrDefault(r => r.Cells.Count > 1) ?? top.FirstOrDefault()) is not { } header)
        {
            return null;
        }

        if (sheet.Merged.FirstOrDefault(m => m.FirstRow <= header.Number && header.Number <= m.LastRow) is { } merged)
        {
            throw new SheetRefusedException(SheetRefusals.MergedHeader(sheet.Name, merged.Reference));
        }

        var titles = top.TakeWhile(r => r.Number < header.Number).ToList();
        if (titles.Count > 0)
        {
            notices.Add(Titles(sheet.Name, header.Number));
        }

        return new(sheet.Name, header.Number, Columns(sheet.Name, header), UnitIn(titles));
    }

    /// <summary>A row's cells as the header has them.</summary>
    public static SheetRow Under(SheetHead head, RawRow row)
    {
        var cells = row.Cells.ToDictionary(c => ColumnName.Of(c.Column));
        var named = head.Columns.Select(c => cells.Remove(c.Column, out var cell) ? new SheetCell(c.Column, c.Header, cell.Text, cell.Kind) : new(c.Column, c.Header, null, SheetCellKind.Empty)).ToList();
        return new(head.Sheet, row.Number, [.. named, .. cells.Select(c => new SheetCell(c.Key, "", c.Value.Text, c.Value.Kind))]);
    }

    private static List<SheetColumn> Columns(string sheet, RawRow header)
    {
        var columns = header.Cells.Select(c => new SheetColumn(ColumnName.Of(c.Column), Blanks().Replace(c.Text, " "))).ToList();
        if (columns.Count > MaxColumns)
        {
            throw new SheetRefusedException(SheetRefusals.TooManyColumns(sheet, MaxColumns));
        }

        return columns.GroupBy(c => c.Header, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new SheetRefusedException(SheetRefusals.DoubleHeader(sheet, twice.Key))
            : columns;
    }

    private static string? UnitIn(List<RawRow> titles) =>
        titles.SelectMany(r => r.Cells).Select(c => Unit().Match(c.Text)).FirstOrDefault(m => m.Success)?.Groups["unit"].Value;

    private static SheetNotice Titles(string sheet, int row) => new("title-rows",
        string.Create(CultureInfo.InvariantCulture, $"工作表「{sheet}」第 {row} 行为表头，其上各行视为标题"), string.Create(CultureInfo.InvariantCulture, $"In sheet '{sheet}' row {row} is the header; the rows above are taken for a title."));

    [GeneratedRegex(@"单位\s*[:：]\s*(?<unit>万元|亿元|千元|元)", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
