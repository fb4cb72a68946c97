using ProjectFlow.Core.Ledger;
using ProjectFlow.Server.Demo;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Members of the five pools, and the eight supports.</summary>
internal static class PoolSheets
{
    private static readonly string[] Columns = ["培育库", "单位", "项目线索或平台名称", "入库日期", "入库理由", "目标年度"];

    public static IEnumerable<YearFile> All() =>
    [
        new("培育库成员", Services(), Many("高企库", "高新技术企业", 40, n => n + 40), Many("科小库", "科技型中小企业", 30, n => n + 260), Leads("平台库", "科创平台", 6), Leads("项目库", "科技项目", 18)), Supports(),
    ];

    private static LedgerSheet Services() => Of("规上科技服务业库", Columns, Enumerable.Range(1, EnterpriseSheets.Services).Select(n => (object?[])
    [
        "规上科技服务业企业", Code(EnterpriseSheets.Industrial + n), null, n > EnterpriseSheets.Services - EnterpriseSheets.NewServices ? Day(2023, n, 1, 11) : Day(2019 + (n % 4), n), "营业收入达到规上标准", null,
    ]));

    private static LedgerSheet Many(string sheet, string pool, int count, Func<int, int> enterprise) => Of(sheet, Columns, Enumerable.Range(1, count).Select(n => (object?[])[pool, Code(enterprise(n)), null, Day(2022 + (n % 2), n, 1, 10), "对照条件差距较小", 2024]));

    private static LedgerSheet Leads(string sheet, string pool, int count) => Of(sheet, Columns, Enumerable.Range(1, count).Select(n => (object?[])[pool, Code(n + 30), NamesOfWork.Of(n) + (pool == "科创平台" ? "中试平台" : "研发及产业化"), Day(2023, n, 1, 10), "企业有明确投入计划", 2024]));

    private static YearFile Supports() => new("八帮扶台账", Of("八帮扶", ["企业", "帮扶事项（1—8）", "帮扶责任人", "下一步工作", "完成时限"], Enumerable.Range(0, 48).Select(i => new object?[]
    {
        Code((i / 8) + 1), (i % 8) + 1, DemoPeople.Officers.At(i).Value, i % 2 == 0 ? "上门对接，形成方案" : "组织材料并跟踪进度", new DateOnly(2024, 1 + (i % 6), 15),
    })));
}
