using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;
using static ProjectFlow.Core.Tests.Ledger.LedgerVectors;

namespace ProjectFlow.Core.Tests.Ledger;

public class OfficialLayout
{
    private static readonly LedgerYear Year = new(2023, "示例企业", "91320381DEMA00013G", [new("RD01", "新合金", false, false), new("RD02", "新工艺", true, false)],
    [
        Row("wages", "900") with { On = new(2023, 5, 1) },
        Row("travel", "150") with { Project = "RD02" },
        Row("buildingDepreciation", "40"),
    ]);

    [Fact]
    public void A_project_has_its_sheet_with_the_fourteen_columns_in_the_order_of_vouchers()
    {
        var sheet = LedgerSheets.Of(Year)[0];

        Assert.Equal("RD01", sheet.Name);
        Assert.Equal(14, sheet.Columns.Count);
        Assert.Equal(["研发支出辅助账", "2023 年度　纳税人名称：示例企业　统一社会信用代码：91320381DEMA00013G　金额单位：元（列至角分）", "项目编号：RD01　项目名称：新合金　完成情况：未完成　支出类型：费用化"], sheet.Heading);
        Assert.Equal([new DateOnly(2023, 3, 1), "记", "12", "示例", Yuan("40"), Money.Zero, null, null, null, null, null, null, null, null], sheet.Rows[0]);
        Assert.Equal(Yuan("900"), sheet.Rows[1][6]);
        Assert.Equal([Yuan("940"), Yuan("900")], sheet.Rows[2].Skip(4).Take(2));
    }

    [Fact]
    public void The_summary_has_a_line_a_project_and_then_what_counts_with_its_formula()
    {
        var summary = LedgerSheets.Of(Year)[^1];

        Assert.Equal("汇总表", summary.Name);
        Assert.Equal(["RD01", "RD02", "合计", "前五项小计", "其他相关费用（限额后）"], summary.Rows.Take(5).Select(r => r[0]));
        Assert.Equal(["RD02", "新工艺", "已完成", "费用化", Yuan("150")], summary.Rows[1].Take(5));
        Assert.Equal(Yuan("100"), summary.Rows[4][4]);
        Assert.Equal("允许加计扣除金额合计", summary.Rows[^1][0]);
        Assert.Equal(Yuan("1000"), summary.Rows[^1][4]);
    }
}
