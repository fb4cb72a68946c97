using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Importing;

/// <summary>What a column takes, for the second sheet of a template.</summary>
internal static class ImportHints
{
    public static string Of(Field field) => field.Type switch
    {
        FieldType.Int => "整数 Whole number",
        FieldType.Decimal or FieldType.Percent => "数字 Number",
        FieldType.MoneyYuan => "金额，元；也可写明单位，如 12万元 Amount in yuan; or with its unit, such as 12万元",
        FieldType.MoneyWanyuan => "金额，万元；也可写明单位，如 120000元 Amount in 万元; or with its unit, such as 120000元",
        FieldType.Date => "日期，如 2023-03-15 Date, such as 2023-03-15",
        FieldType.Month => "月份，如 2023-03 Month, such as 2023-03",
        FieldType.Year => "年份，如 2023 Year, such as 2023",
        FieldType.Bool or FieldType.Declaration => "是 或 否 Yes or no",
        FieldType.Enum => "选一项 One of: " + Options(field),
        FieldType.MultiEnum => "可选多项，用、分开 Some of, with 、 between: " + Options(field),
        FieldType.Uscc => "18 位统一社会信用代码（文本格式） Credit code of 18 characters (as text)",
        _ => "文字 Text",
    };

    private static string Options(Field field) => string.Join('、', field.OptionsZh.Count > 0 ? field.OptionsZh : field.Options);
}
