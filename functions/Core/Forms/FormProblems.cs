using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Forms;

/// <summary>The wording of everything that can be wrong in a form.</summary>
internal static class FormProblems
{
    public static Problem UnknownSection(string path) => new(path, "unknown-section", "表单中没有这一部分", "The form has no such section.");

    public static Problem UnknownField(string path) => new(path, "unknown-field", "表单中没有这一填写项", "The form has no such field to fill in.");

    public static Problem WrongType(string path, string zh, string en) => new(path, "wrong-type", $"应填写{zh}", $"This must be {en}.");

    public static Problem TooLong(string path, int most) => new(path, "too-long", $"不能超过{most}个字符", $"At most {most} characters.");

    public static Problem TooManyDecimals(string path, int most) => new(path, "too-many-decimals", $"最多{most}位小数", $"At most {most} decimals.");

    public static Problem NotADate(string path) => new(path, "not-a-date", "不是有效日期，应如2023-03-15", "Not a date that exists; write it as 2023-03-15.");

    public static Problem NotAMonth(string path) => new(path, "not-a-month", "不是有效月份，应如2023-03", "Not a month; write it as 2023-03.");

    public static Problem BadCreditCode(string path, Problem why) => new(path, "bad-credit-code", why.Zh, why.En);

    public static Problem NotAnOption(string path) => new(path, "not-an-option", "不在可选范围内", "Not one of the options.");

    public static Problem OutOfRange(string path, decimal? least, decimal? most) => (Shown(least), Shown(most)) switch
    {
        ({ } min, { } max) => new(path, "out-of-range", $"应在{min}至{max}之间", $"Must be from {min} to {max}."),
        ({ } min, null) => new(path, "out-of-range", $"不能小于{min}", $"At least {min}."),
        (null, { } max) => new(path, "out-of-range", $"不能大于{max}", $"At most {max}."),
        _ => new(path, "out-of-range", "数值过大", "The number is too large."),
    };

    public static Problem BadPeriod(string path) => new(path, "out-of-range", "开始日期不能晚于结束日期", "The first day must not be after the last.");

    public static Problem Required(string path, Field field) => new(path, "required", $"请填写：{field.LabelZh}", $"Fill in: {field.LabelEn}");

    private static string? Shown(decimal? limit) => limit?.ToString(CultureInfo.InvariantCulture);
}
