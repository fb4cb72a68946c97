using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ProjectFlow.Casework.Sheets;

/// <summary>Reads the cells of one row.</summary>
/// <param name="texts">The shared ones.</param>
/// <param name="styles">What number formats make of a number.</param>
internal sealed class CellReader(IReadOnlyList<string> texts, NumberStyle styles, bool since1904)
{
    /// <summary>More digits than a double has would be noise.</summary>
    private const int Digits = 15;

    private static readonly DateOnly Epoch1900 = new(1899, 12, 30);
    private static readonly DateOnly Epoch1904 = new(1904, 1, 1);

    public List<RawCell> Of(Row row)
    {
        var found = new List<RawCell>();
        var column = 0;
        foreach (var cell in row.Elements<Cell>())
        {
            column = cell.CellReference?.Value is { } reference ? ColumnName.Number(reference) : column + 1;
            if (Read(column, cell) is { } read)
            {
                found.Add(read);
            }
        }

        return found;
    }

    /// <returns>Null when the cell is empty.</returns>
    private RawCell? Read(int column, Cell cell)
    {
        var value = cell.CellValue?.Text;
        if (value is null && cell.InlineString is null)
        {
            return cell.CellFormula is null ? null : new(column, "", SheetCellKind.Error);
        }

        return cell.DataType?.Value is { } type ? Typed(column, cell, type, value ?? "") : Number(column, value!, cell.StyleIndex?.Value ?? 0);
    }

    private RawCell? Typed(int column, Cell cell, CellValues type, string value) =>
        type == CellValues.SharedString ? Text(column, texts[int.Parse(value, CultureInfo.InvariantCulture)])
        : type == CellValues.InlineString ? Text(column, Workbook.TextOf(cell.InlineString!))
        : type == CellValues.String ? Text(column, value)
        : type == CellValues.Boolean ? new(column, value == "1" ? "true" : "false", SheetCellKind.Flag)
        : type == CellValues.Error ? new(column, value, SheetCellKind.Error)
        : type == CellValues.Date ? new(column, value[..Math.Min(10, value.Length)], SheetCellKind.Date)
        : Number(column, value, cell.StyleIndex?.Value ?? 0);

    private static RawCell? Text(int column, string text) => text.Trim() is { Length: > 0 } trimmed ? new(column, trimmed, SheetCellKind.Text) : null;

    private RawCell? Number(int column, string value, uint style)
    {
        if (value.Length == 0)
        {
            return null;
        }

        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        return styles.Dates.Contains(style) && number is >= 1 and < 2_958_466 ? new(column, Day((int)number), SheetCellKind.Date)
            : styles.Percents.Contains(style) ? new(column, Plain(number * 100) + "%", SheetCellKind.Number)
            : new(column, Plain(number), SheetCellKind.Number);
    }

    /// <summary>In the 1900 system day 60 is a day that never was; the days before it are one off.</summary>
    private string Day(int serial) =>
        (since1904 ? Epoch1904.AddDays(serial) : Epoch1900.AddDays(serial < 60 ? serial + 1 : serial)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Plain(double number) => decimal.TryParse(number.ToString("G" + Digits, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Which cell styles, by index, show a number as a day, and which as a percentage.</summary>
internal sealed record NumberStyle(IReadOnlySet<uint> Dates, IReadOnlySet<uint> Percents)
{
    public static NumberStyle Of(Stylesheet? styles)
    {
        var own = styles?.NumberingFormats?.Elements<NumberingFormat>().ToDictionary(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "") ?? [];
        var formats = (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select((f, i) => (Index: (uint)i, Id: f.NumberFormatId?.Value ?? 0)).ToList();
        bool Shows(uint id, Func<string, bool> code, bool builtIn) => own.TryGetValue(id, out var text) ? code(text) : builtIn;
        return new(
            formats.Where(f => Shows(f.Id, IsDate, f.Id is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58))).Select(f => f.Index).ToHashSet(),
            formats.Where(f => Shows(f.Id, c => c.Contains('%', StringComparison.Ordinal), f.Id is 9 or 10)).Select(f => f.Index).ToHashSet());
    }

    /// <summary>Letters in quotes, in brackets or after a backslash are text, not parts of a day.</summary>
    private static bool IsDate(string code)
    {
        var quoted = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[' when !quoted:
                    i = Math.Max(i, code.IndexOf(']', i));
                    break;
                case 'y' or 'Y' or 'd' or 'D' when !quoted:
                    return true;
            }
        }

        return false;
    }
}
