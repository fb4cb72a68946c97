using System.Text;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Tests.Forms;

/// <summary>One section <c>s</c> with one field of each type.</summary>
internal static class FormWorld
{
    public static readonly FormDefinition Every = new([new("s", "部分", "Section",
    [
        new("text", FieldType.Text, "文", "Text") { Required = true, RequiredForGuidance = true }, new("long", FieldType.LongText, "长文", "Long"), new("int", FieldType.Int, "整", "Int") { Min = 1, Max = 9 },
        new("decimal", FieldType.Decimal, "小数", "Decimal"), new("yuan", FieldType.MoneyYuan, "元", "Yuan"), new("wan", FieldType.MoneyWanyuan, "万元", "Wanyuan"), new("percent", FieldType.Percent, "百分比", "Percent") { Max = 100 },
        new("date", FieldType.Date, "日期", "Date"), new("period", FieldType.Period, "期间", "Period"), new("bool", FieldType.Bool, "是否", "Bool"),
        new("enum", FieldType.Enum, "单选", "Enum") { Options = ["A", "B"] }, new("multi", FieldType.MultiEnum, "多选", "Multi") { Options = ["A", "B", "C"], Max = 2 },
        new("uscc", FieldType.Uscc, "代码", "Code"), new("person", FieldType.Person, "人", "Person"), new("phone", FieldType.Phone, "电话", "Phone"), new("email", FieldType.Email, "邮箱", "Email"),
        new("region", FieldType.Region, "区划", "Region"), new("file", FieldType.File, "文件", "File"), new("declaration", FieldType.Declaration, "声明", "Declaration") { Required = true },
        new("table", FieldType.Table, "表", "Table") { Max = 3, Columns = [new("name", FieldType.Text, "名称", "Name") { Required = true }, new("fiscal", FieldType.MoneyWanyuan, "财政", "Fiscal")] },
        new("total", FieldType.Computed, "合计", "Total") { Expression = "sum(s.table.fiscal) * 2" },
        new("extra", FieldType.Text, "补充", "Extra") { Required = true, When = "s.enum = \"B\"" },
    ])]);

    public static FormContent Content(string json) => FormContent.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>A form with one value in section <c>s</c>.</summary>
    public static FormContent With(string field, string json) => Content("{\"s\":{\"" + field + "\":" + json + "}}");
}
