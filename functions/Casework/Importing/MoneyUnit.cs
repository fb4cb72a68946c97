using System.Text.RegularExpressions;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>Units that amounts are written in: 元, 千元, 万元, 亿元.</summary>
internal static partial class MoneyUnit
{
    /// <summary>Of the field's own values; null when it is no amount.</summary>
    public static string? Of(Field field) => field.Type switch
    {
        FieldType.MoneyYuan => "元",
        FieldType.MoneyWanyuan => "万元",
        FieldType.Int or FieldType.Decimal => field.Unit is { } unit && InYuan(unit) is not null ? unit : null,
        _ => null,
    };

    /// <returns>How many yuan; null for no unit of money.</returns>
    public static decimal? InYuan(string unit) => unit switch
    {
        "元" => 1m,
        "千元" => 1_000m,
        "万元" or "万" => 10_000m,
        "亿元" or "亿" => 100_000_000m,
        _ => null,
    };

    /// <summary>As headers say it: <c>营业收入（万元）</c>, <c>营业收入/万元</c>, <c>营业收入 单位：万元</c>.</summary>
    /// <returns>Null when the header names none.</returns>
    public static string? InHeader(string header) => Header().Match(header) is { Success: true } m ? m.Groups["unit"].Value : null;

    [GeneratedRegex(@"(?:[（(\[【/:：\s]|单位)\s*(?<unit>万元|亿元|千元|元)\s*[）)\]】]?\s*\*?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
