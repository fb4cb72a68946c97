using System.Text.RegularExpressions;

namespace ProjectFlow.Casework.Importing;

/// <summary>When two headers are the same, whatever their brackets, blanks, stars and units.</summary>
internal static partial class HeaderNames
{
    /// <summary>Words people use for the same column; the first of each line is the register files' own.</summary>
    private static readonly string[][] Synonyms =
    [
        ["统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "组织机构代码统一社会信用代码", "纳税人识别号", "uscc"],
        ["企业名称", "单位名称", "公司名称", "名称", "企业", "单位", "name"],
        ["月份", "所属月份", "统计月份", "数据月份", "所属期", "month"],
        ["所属镇街", "所属镇", "镇街", "镇街园区", "乡镇", "属地", "所属乡镇", "town"],
        ["当月研发费用", "研发费用", "本月研发费用", "研发投入"],
        ["当月营业收入", "营业收入", "本月营业收入"],
        ["当月规模以上", "规模以上", "是否规上", "规上", "是否规模以上"],
        ["规模以上", "是否规上", "规上", "是否规模以上"],
        ["联系电话", "电话", "手机", "手机号", "手机号码"],
    ];

    /// <summary>Letters and digits alone, in half width and lower case.</summary>
    public static string Plain(string header) => string.Concat(CellValues.Half(header).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The same without what stands in brackets, and without a unit at the end.</summary>
    public static string Bare(string header) => Plain(Unit().Replace(Brackets().Replace(CellValues.Half(header), ""), ""));

    /// <summary>Headers that name the field beyond doubt.</summary>
    public static IEnumerable<string> Strong(ImportField field) => new[] { field.Header, field.Field.LabelZh, field.Field.LabelEn, field.Path }.Select(Plain).Distinct();

    /// <summary>Headers that probably mean it.</summary>
    public static IEnumerable<string> Weak(ImportField field)
    {
        string[] own = [Bare(field.Field.LabelZh), Bare(field.Field.LabelEn), Plain(field.Field.Id)];
        return own.Concat(Synonyms.Where(s => s[0] == own[0]).SelectMany(s => s)).Distinct();
    }

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]|【[^】]*】", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[\s/:]+(?:单位:?)?\s*(?:万元|亿元|千元|元|人|%)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();
}
