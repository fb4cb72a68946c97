using ProjectFlow.Server.Demo;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Enterprises by number: 1–100 above-scale industrial, 1–60 of them with 100 million yuan and more; 101–149 S&amp;T services; the rest small.</summary>
internal static class EnterpriseSheets
{
    public const int Industrial = 100;
    public const int Large = 60;
    public const int Services = 49;

    /// <summary>Services that became above-scale in 2023.</summary>
    public const int NewServices = 11;

    /// <summary>Industrial enterprises with an R&amp;D institution: 98 of 100.</summary>
    public const int WithInstitution = 98;

    private static readonly string[] Columns = ["统一社会信用代码", "企业名称", "所属镇街（园区）", "行业代码", "成立日期", "联系人", "联系电话", "规模以上", "工业企业", "科技服务业企业", "上年营业收入", "收入所属年度", "职工人数", "技术领域"];
    private static readonly string[] Codes = ["C3311", "C3562", "C2761", "C3976", "C3591", "C3459", "M7452", "C1495", "M7320", "I6513"];
    private static readonly string[] Fields = ["电子信息", "生物与新医药", "航空航天", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"];

    public static IEnumerable<YearFile> All() => [Enterprises(), Honours(), Property(), Ledger()];

    public static bool IsService(int n) => n is > Industrial and <= Industrial + Services;

    private static YearFile Enterprises() => new("企业名录", Of("企业名录", ["新沂市科技企业名录（2022年度）", "单位：万元"], Columns, Enumerable.Range(1, DemoPeople.Known).Select(Enterprise)));

    private static object?[] Enterprise(int n) =>
    [
        Code(n), Name(n), DemoPeople.TownOf(n), Codes.At(n), Day(2004 + (n % 16), n), DemoPeople.NameOf(n + 7), $"0516-8{n * 37 % 1000:D3}{n * 11 % 10000:D4}",
        YesNo(n <= Industrial + Services), YesNo(n <= Industrial || (n > Industrial + Services && n % 3 != 0)), YesNo(IsService(n)), Revenue(n), 2022, Staff(n), Fields.At(n),
    ];

    private static decimal Revenue(int n) => n <= Large ? 10_000m + (n * 3_719 % 61_000) : n <= Industrial ? 2_100m + (n * 173 % 7_600) : IsService(n) ? 1_050m + (n * 97 % 3_300) : 130m + (n * 41 % 1_650);

    private static int Staff(int n) => n <= Large ? 140 + (n * 17 % 600) : n <= Industrial + Services ? 35 + (n * 13 % 120) : 8 + (n * 7 % 60);

    private static YearFile Honours() => new("创新百强榜单", Of("2023年", ["单位", "单位名称（全称）", "荣誉名称", "年度", "级别", "名次", "公布日期", "文号"],
        Enumerable.Range(1, 11).Select(i => new object?[] { Code(i * 4), Name(i * 4), "徐州市高新技术企业创新百强", 2023, "市级", (i * 8) + 1, new DateOnly(2023, 11, 17), "徐科发〔2023〕示例61号" })));

    private static YearFile Property() => new("知识产权登记", Of("登记簿", ["申请号或登记号", "名称", "统一社会信用代码", "类型", "类别", "取得方式", "申请日", "授权日", "支撑的主要产品（服务）"],
        Enumerable.Range(1, 120).Select(i => new object?[]
        {
            $"ZL2022{i % 3 + 1}0{i * 7919 % 1_000_000:D6}.{i % 10}", NamesOfWork.Of(i) + (i % 3 == 2 ? "系统软件" : "及其制备方法"), Code(i % 60 + 1), i % 3 == 0 ? "发明专利" : i % 3 == 1 ? "实用新型" : "软件著作权",
            i % 3 == 0 ? "Ⅰ类" : "Ⅱ类", i % 11 == 0 ? "受让" : "自主研发", Day(2021, i), i % 5 == 0 ? null : Day(2022, i), NamesOfWork.Product(i),
        })));

    private static YearFile Ledger() => new("研发支出辅助账", Enumerable.Range(1, 3).Select(project => Of($"RD{project:D2}", ["研发支出辅助账（2023年度）"],
        ["企业", "项目编号", "项目名称", "年度", "完成情况", "支出类型", "凭证日期", "凭证种类", "凭证号数", "摘要", "会计凭证记载金额（元）", "费用明细", "资金来源", "税法规定的归集金额（元）", "人员人工费用（元）", "直接投入费用（元）", "其他相关费用（元）"],
        Enumerable.Range(1, 20).Select(i => Voucher(project, i)))).ToArray());

    private static object?[] Voucher(int project, int i)
    {
        var (item, amount) = (i % 3, 8_000m + (i * 1_377.25m) + (project * 410m));
        return
        [
            Code(project), $"RD2023-{project:D2}", NamesOfWork.Of(project), 2023, "未完成", "费用化", Day(2023, i, 1, 11), "记", $"{100 + i}", item switch { 0 => "研发人员工资", 1 => "领用试验材料", _ => "技术资料与评审" }, amount,
            item switch { 0 => "工资薪金", 1 => "材料", _ => "图书资料费" }, "自筹", amount, item == 0 ? amount : null, item == 1 ? amount : null, item == 2 ? amount : null,
        ];
    }
}
