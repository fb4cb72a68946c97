using System.Globalization;
using System.Text.RegularExpressions;
using ProjectFlow.Casework.Sheets;

namespace ProjectFlow.Casework.Importing;

/// <summary>Reads days, months and years as people write them, the year first and with four digits; anything else could mean two days.</summary>
internal static partial class CellDates
{
    /// <param name="text">In half width.</param>
    public static CellValue Day(string text, SheetCellKind kind) =>
        Match(DayShape(), text) is { } m && Parts(m) is { } day ? Given(day, "yyyy-MM-dd")
        : kind == SheetCellKind.Number && text.Length == 5 ? new CellValue.Bad("not-a-date", $"“{text}”是未设为日期格式的序号；请把该列设为日期格式", $"'{text}' is a serial number without a date format; format the column as a date.")
        : new CellValue.Bad("not-a-date", $"“{text}”不是有效日期，应如 2023-03-15", $"'{text}' is not a date that exists; write it as 2023-03-15.");

    /// <summary>A whole day counts for its month.</summary>
    public static CellValue Month(string text) =>
        (Match(MonthShape(), text) ?? Match(DayShape(), text)) is { } m && Parts(m) is { } day ? Given(day, "yyyy-MM")
        : new CellValue.Bad("not-a-month", $"“{text}”不是有效月份，应如 2023-03", $"'{text}' is not a month; write it as 2023-03.");

    /// <param name="kind">A day is no year: a plain 2023 in a column of dates shows as a day of 1905.</param>
    public static CellValue Year(string text, SheetCellKind kind) => kind != SheetCellKind.Date && YearShape().Match(text) is { Success: true } m
        ? new CellValue.Given(int.Parse(m.Groups["y"].Value, CultureInfo.InvariantCulture))
        : new CellValue.Bad("not-a-year", $"“{text}”不是年份，应如 2023", $"'{text}' is not a year; write it as 2023.");

    private static CellValue.Given Given(DateOnly day, string format) => new(day.ToString(format, CultureInfo.InvariantCulture));

    private static Match? Match(Regex shape, string text) => shape.Match(text) is { Success: true } m ? m : null;

    private static DateOnly? Parts(Match m)
    {
        var text = $"{m.Groups["y"].Value}-{m.Groups["m"].Value.PadLeft(2, '0')}-{(m.Groups["d"].Success ? m.Groups["d"].Value : "1").PadLeft(2, '0')}";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    [GeneratedRegex(@"^(?:(?<y>\d{4})\s*(?:[-/.]|年)\s*(?<m>\d{1,2})\s*(?:[-/.]|月)\s*(?<d>\d{1,2})\s*日?|(?<y>\d{4})(?<m>\d{2})(?<d>\d{2}))(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayShape();

    [GeneratedRegex(@"^(?:(?<y>\d{4})\s*[-/]\s*(?<m>\d{1,2})|(?<y>\d{4})\s*年\s*(?<m>\d{1,2})\s*月份?|(?<y>\d{4})(?<m>\d{2}))$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthShape();

    [GeneratedRegex(@"^(?<y>\d{4})\s*(?:年度?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearShape();
}
