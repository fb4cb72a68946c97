using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>
/// Reads a cell as a value of a form's field. Full-width digits, letters and signs count as half-width ones everywhere but in
/// texts, which stay as they were written. Ranges and lengths are the form's business.
/// </summary>
internal static class CellValues
{
    /// <summary>More digits than a spreadsheet's number keeps.</summary>
    private const int ExactDigits = 15;

    /// <param name="unit">Of money, that the header or a line above it names; the cell's own comes first. Null = the field's own.</param>
    public static CellValue Read(Field field, SheetCell cell, string? unit)
    {
        if (cell.Kind == SheetCellKind.Error)
        {
            return new CellValue.Bad("cell-error", $"单元格是错误值或未保存结果的公式{Shown(cell)}", $"The cell is an error, or a formula saved without its result{Shown(cell)}.");
        }

        var text = Half(cell.Text ?? "");
        return text.Length == 0 || IsDash(field, text) ? CellValue.Empty : field.Type switch
        {
            FieldType.Int or FieldType.Decimal or FieldType.Percent or FieldType.MoneyYuan or FieldType.MoneyWanyuan => CellNumbers.Read(field, text, unit),
            FieldType.Date => CellDates.Day(text, cell.Kind),
            FieldType.Month => CellDates.Month(text),
            FieldType.Year => CellDates.Year(text, cell.Kind),
            FieldType.Bool or FieldType.Declaration => CellChoices.Flag(text),
            FieldType.Enum => CellChoices.One(field, text),
            FieldType.MultiEnum => CellChoices.Several(field, text),
            FieldType.Uscc or FieldType.Phone or FieldType.Email or FieldType.Region => Text(cell, Unquoted(text).Replace(" ", "", StringComparison.Ordinal)),
            _ => Text(cell, Unquoted(cell.Text!)),
        };
    }

    internal static string Half(string text) => Width.Narrow(text).Replace('￥', '¥').Trim();

    private static CellValue Text(SheetCell cell, string text) =>
        CellNumbers.IsExponent(text) || (cell.Kind == SheetCellKind.Number && text.Count(char.IsAsciiDigit) > ExactDigits)
            ? new CellValue.Bad("lost-digits", $"“{text}”作为数字保存，末位可能已丢失；请把该列设为文本后重新填写", $"'{text}' was kept as a number, so its last digits may be lost; format the column as text and enter it again.")
            : new CellValue.Given(text);

    /// <summary>A sole dash stands for nothing in a column of figures or days.</summary>
    private static bool IsDash(Field field, string text) => text is "-" or "--" or "—" or "——" or "/" && field.Type is not (FieldType.Text or FieldType.LongText);

    /// <summary>Our own CSV, and a careful hand, put a quote before what a spreadsheet would take for a formula.</summary>
    private static string Unquoted(string text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;

    private static string Shown(SheetCell cell) => cell.Text is { Length: > 0 } text ? $"（{text}）" : "";
}
