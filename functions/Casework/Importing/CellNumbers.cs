using System.Globalization;
using System.Text.RegularExpressions;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>Reads numbers as people write them: separators, a currency sign, a unit behind, brackets for less than nothing.</summary>
internal static partial class CellNumbers
{
    /// <param name="text">In half width.</param>
    /// <param name="unit">Of money, that the header or the sheet names; null = the field's own.</param>
    public static CellValue Read(Field field, string text, string? unit) =>
        Shape().Match(text) is not { Success: true } m ? NotANumber(text)
        : Value(m) is not { } value ? NotANumber(text)
        : m.Groups["unit"].Value switch
        {
            "%" => field.Type == FieldType.Percent ? new CellValue.Given(value) : MoneyUnit.Of(field) is null ? new CellValue.Given(value / 100) : WrongUnit(field, "%"),
            "" => Converted(field, value, unit),
            var written => MoneyUnit.InYuan(written) is not null ? Converted(field, value, written) : written == field.Unit ? new CellValue.Given(value) : WrongUnit(field, written),
        };

    private static CellValue Converted(Field field, decimal value, string? unit)
    {
        var (own, written) = (MoneyUnit.Of(field), unit is null ? null : MoneyUnit.InYuan(unit));
        return own is null
            ? unit is null || written is null ? new CellValue.Given(value) : WrongUnit(field, unit)
            : new CellValue.Given(written is { } factor ? value * factor / MoneyUnit.InYuan(own)!.Value : value);
    }

    private static decimal? Value(Match m)
    {
        var digits = m.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1e18m
            ? m.Groups["minus"].Success || m.Groups["bracket"].Success ? -value : value : null;
    }

    private static CellValue.Bad NotANumber(string text) => Exponent().IsMatch(text)
        ? new("lost-digits", $"“{text}”为科学记数，原有数字可能已丢失；请把该列设为文本或常规后重新保存", $"'{text}' is in scientific notation, so digits may be lost; format the column as plain number and save again.")
        : new("not-a-number", $"“{text}”不是数字", $"'{text}' is not a number.");

    private static CellValue.Bad WrongUnit(Field field, string unit) =>
        new("wrong-unit", $"单位“{unit}”不适用于“{field.LabelZh}”", $"The unit '{unit}' does not fit '{field.LabelEn}'.");

    internal static bool IsExponent(string text) => Exponent().IsMatch(text);

    [GeneratedRegex(@"^(?<bracket>\()?(?:[¥$]|CNY|RMB)?\s*(?<minus>[-−])?\+?\s*(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)\s*(?<unit>[^\d\s().,+-]{0,6})(?(bracket)\))$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^[-+]?\d(?:\.\d+)?E[-+]?\d+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Exponent();
}
