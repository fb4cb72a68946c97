using ProjectFlow.Core.Ledger;
using ProjectFlow.Server.Demo;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Universities, their achievements, needs, agreements, platforms and R&amp;D institutions.</summary>
internal static class ResearchSheets
{
    private const int Achievements = 1768;
    private const int Needs = 84;
    private const int NeedEnterprises = 65;
    private const int NewAgreements = 38;
    private const int AgreementEnterprises = 35;
    private static readonly string[] Kinds = ["技术开发", "技术转让", "技术咨询", "技术服务", "共建平台"];

    public static IEnumerable<YearFile> All() => [Universities(), Pushed(), NeedList(), Agreements(), Platforms(), Institutions()];

    private static YearFile Universities() => new("高校院所名录", Of("名录", ["名称", "类别", "所在地", "优势领域", "签约结对日期", "联络部门"],
        Enumerable.Range(1, DemoRecords.Universities).Select(n => new object?[] { DemoRecords.University(n), DemoRecords.University(n).EndsWith("大学", StringComparison.Ordinal) ? "高校" : "科研院所", n % 3 == 0 ? "南京" : n % 3 == 1 ? "徐州" : "西安", NamesOfWork.Product(n), n <= 19 ? Day(2019 + (n % 4), n) : null, "技术转移中心" })));

    private static YearFile Pushed() => new("成果推送清单", Achieved("上半年", 1, 905, 1), Achieved("下半年", 906, Achievements, 7));

    private static LedgerSheet Achieved(string sheet, int first, int last, int month) => Of(sheet, ["高校院所科技成果推送清单"], ["成果编号", "成果名称", "所属高校院所", "技术领域", "成熟度", "入库日期", "首次推送日期"],
        Enumerable.Range(first, last - first + 1).Select(n => new object?[]
        {
            $"CG2023-{n:D4}", NamesOfWork.Of(n), DemoRecords.University((n % DemoRecords.Universities) + 1), NamesOfWork.Product(n), n % 3 == 0 ? "实验室" : n % 3 == 1 ? "中试" : "可产业化",
            Day(2022, n), Day(2023, n, month, month + 4),
        }));

    private static YearFile NeedList() => new("企业技术需求清单", Of("摸排需求", ["企业技术需求清单（2023年一季度摸排）", "单位：万元"], ["需求编号", "需求企业", "需求名称", "技术领域", "摸排日期", "拟解决的技术问题", "拟投入资金", "完成期限"],
        Enumerable.Range(1, Needs).Select(n => new object?[]
        {
            DemoRecords.Need(n), Code(((n - 1) % NeedEnterprises) + 1), NamesOfWork.Of(n), NamesOfWork.Product(n), Day(2023, n, 1, 2), NamesOfWork.Problem(n), 80m + (n * 13 % 400), new DateOnly(2024, 12, 31),
        })));

    private static YearFile Agreements() => new("产学研合作协议", Signed("2023年新签", NewAgreements, n => ((n - 1) % AgreementEnterprises) + 1, 2023, Split(6_881m, NewAgreements, 0.5m)), Signed("往年在研", 75, n => n, 2022, Split(9_260m, 75, 1m)), Finished());

    private static readonly string[] Agreed = ["协议编号", "项目名称", "企业", "合作高校院所", "类型", "签订日期", "项目总投资", "状态", "完成日期"];

    private static LedgerSheet Signed(string sheet, int count, Func<int, int> enterprise, int year, IReadOnlyList<decimal> amounts) => Of(sheet, ["产学研合作协议登记表", "单位：万元"], Agreed, Enumerable.Range(1, count).Select(n =>
        (object?[])[$"CXY{year}-{n:D3}", NamesOfWork.Of(n + 5) + "合作开发", Code(enterprise(n)), DemoRecords.University((n % DemoRecords.Universities) + 1), Kinds.At(n), Day(year, n, 1, 11), amounts[n - 1], "实施中", null]));

    private static LedgerSheet Finished() => Of("已完成", ["产学研合作协议登记表", "单位：万元"], Agreed, Enumerable.Range(1, 14).Select(n =>
        (object?[])[$"CXY2021-{n:D3}", NamesOfWork.Of(n + 9) + "合作开发", Code(n + 20), DemoRecords.University(n), Kinds.At(n), Day(2021, n), 60m + n, "已完成", Day(2023, n, 1, 10)]));

    private static YearFile Platforms() => new("科创平台名录", Of("名录", ["平台名称", "运营单位", "所属镇街（园区）", "类型", "级别", "认定日期", "文号"], Enumerable.Range(1, DemoRecords.Platforms).Select(n => new object?[]
    {
        DemoRecords.Platform(n), DemoPeople.Institution("platform", n).Value, DemoPeople.TownOf(n), n % 4 == 0 ? "科技企业孵化器" : n % 4 == 3 ? "新型研发机构" : "众创空间",
        n <= 2 ? "国家级" : n <= 14 ? "省级" : "市级", Day(2016 + (n % 6), n), $"苏科高发〔{2016 + (n % 6)}〕示例{n}号",
    })));

    // National 1–3 and provincial 4–82 (the last three new) and of the city's 83–98: together 1–98.
    private static YearFile Institutions() => new("企业研发机构名录", Listed("国家级", 1, 3, 2018, 3), Listed("省级", 4, 79, 2015, 7), Listed("省级（2023年新增）", 80, 82, 2023, 1), Listed("市级", 83, EnterpriseSheets.WithInstitution, 2019, 4), Listed("县级", 101, 112, 2020, 3));

    private static LedgerSheet Listed(string sheet, int first, int last, int year, int years) => Of(sheet, ["依托企业", "机构名称", "级别", "类别", "备案（认定）日期", "文号", "有研发场所", "有研发人员", "有仪器设备", "有研发经费", "有研发项目"],
        Enumerable.Range(first, last - first + 1).Select(n => new object?[]
        {
            Code(n), "新沂市" + NamesOfWork.Product(n) + (n % 2 == 0 ? "工程技术研究中心" : "企业技术中心"), sheet.Split('（')[0], n % 2 == 0 ? "工程技术研究中心" : "企业技术中心", Day(year + (n % years), n, 1, 11), $"示例〔{year + (n % years)}〕{n}号", "是", "是", "是", "是", "是",
        }));
}
