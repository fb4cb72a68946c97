using ProjectFlow.Core.Ledger;
using ProjectFlow.Server.Demo;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Staff, mentoring pairs and talent.</summary>
internal static class PeopleSheets
{
    private const int InParks = 48;
    private const int InBureau = 63;
    private static readonly string[] Posts = ["分管领导", "科技助理", "科技专员"];
    private static readonly string[] Columns = ["单位（镇街、园区或科室）", "单位类别", "姓名", "岗位", "专职", "任职日期"];
    private static readonly string[] Sections = ["高新技术科", "计划项目科", "科技人才科", "办公室"];

    public static IEnumerable<YearFile> All() => [Staff(), Mentors(), Talent()];

    // 18 × 3 + 48 + 63 = 165 full-time; the delegation of seconded academics is not.
    private static YearFile Staff() => new("科技队伍名册",
        Of("镇街", ["科技专职队伍名册"], Columns, from town in Enumerable.Range(0, DemoPeople.TownsAndStreets) from post in Enumerable.Range(0, 3) select Person(DemoPeople.Towns[town], "镇街", Posts[post], (town * 3) + post)),
        Of("园区", Columns, Enumerable.Range(0, InParks).Select(i => Person(DemoPeople.Towns[DemoPeople.TownsAndStreets + (i % 2)], "园区", "其他", 60 + i))),
        Of("科技局", Columns, Enumerable.Range(0, InBureau).Select(i => Person(Sections.At(i), "科技局", "其他", 110 + i))),
        Of("科技镇长团", Columns, Enumerable.Range(0, 5).Select(i => Person(DemoPeople.Towns[i], "镇街", "科技镇长团", 180 + i, fullTime: false))));

    private static object?[] Person(string unit, string kind, string post, int n, bool fullTime = true) => [unit, kind, DemoPeople.NameOf(n), post, YesNo(fullTime), Day(2020 + (n % 3), n)];

    private static YearFile Mentors() => new("师徒结对登记", Of("2023年", ["导师", "青年干部", "单位", "结对日期", "培养目标"],
        Enumerable.Range(0, 12).Select(i => new object?[] { DemoPeople.NameOf(110 + i), DemoPeople.NameOf(150 + i), Sections.At(i), new DateOnly(2023, 3, 6), "一年内独立承担项目辅导" })));

    /// <summary>35 + 8 foreign and 140 domestic are here: 183. Five more stand on a national short list.</summary>
    private static YearFile Talent() => new("人才登记", Foreign("2023年外专", 2023, 35, 14), Foreign("2022年外专", 2022, 8, 2), Domestic(),
        Of("国家人才工程入围", [.. Talents, "入围日期"], Enumerable.Range(0, 5).Select(i => (object?[])[$"RC2023-N{i + 1:D2}", DemoPeople.NameOf(400 + i), Code((i * 9) + 2), "国内", "否", "国家级", "国家重大人才工程", "入围", null, Day(2023, i, 5, 9)])));

    private static readonly string[] Talents = ["登记编号", "姓名", "所在企业", "类型", "A类高端人才", "级别", "人才计划", "阶段", "引进日期"];

    private static LedgerSheet Foreign(string sheet, int year, int count, int classA) => Of(sheet, Talents, Enumerable.Range(0, count).Select(i =>
        (object?[])[$"RC{year}-W{i + 1:D2}", "外国专家" + (char)('A' + (i % 26)) + (i / 26 > 0 ? "2" : ""), Code((i * 2) + 1), "外国专家", YesNo(i < classA), i < classA ? "省级" : "市级", "外国人来华工作", "已引进", Day(year, i, 1, 11)]));

    private static LedgerSheet Domestic() => Of("累计引进", Talents, Enumerable.Range(0, 140).Select(i =>
        (object?[])[$"RC{2016 + (i % 7)}-{i + 1:D3}", DemoPeople.NameOf(200 + i), Code((i % 90) + 1), "国内", "否", i % 4 == 0 ? "省级" : i % 4 == 1 ? "市级" : "县级", i % 4 == 0 ? "省双创计划" : "钟吾英才", "已引进", Day(2016 + (i % 7), i)]));
}
