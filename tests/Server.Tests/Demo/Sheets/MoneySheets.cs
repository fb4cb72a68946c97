using System.Globalization;
using ProjectFlow.Core.Ledger;
using static ProjectFlow.Server.Tests.Demo.Sheets.YearSheet;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Monthly figures, tax relief, rewards paid and what others state.</summary>
internal static class MoneySheets
{
    /// <summary>December is left out on purpose: the year must say that it covers eleven months.</summary>
    private const int Months = 11;

    private const int Relieved = 140;

    public static IEnumerable<YearFile> All() =>
    [
        Monthly(2022, 1_429_969_879.52m, EnterpriseSheets.Services - EnterpriseSheets.NewServices, 101_597.16m), Monthly(2023, 1_899_000_000m, EnterpriseSheets.Services, 229_000m), Relief(), Rewards(), Statements(),
    ];

    /// <param name="rd">Of all industrial enterprises, in yuan.</param>
    /// <param name="revenue">Of all services, in 10 000 yuan.</param>
    private static YearFile Monthly(int year, decimal rd, int services, decimal revenue) => new($"企业月度数据{year}年1—11月",
        Industry(year, Split(rd, EnterpriseSheets.Industrial * Months, 0.01m)), Service(year, services, Split(revenue, services * Months, 0.01m)));

    private static LedgerSheet Industry(int year, IReadOnlyList<decimal> rd) => Of("规上工业", ["规上工业企业研发费用月报", "单位：元"], ["统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入", "当月研发费用"],
        Each(EnterpriseSheets.Industrial, (n, month, i) => [Code(n), string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月"), "工业", "是", decimal.Round(rd[i] * 26, 2), rd[i]]));

    private static LedgerSheet Service(int year, int services, IReadOnlyList<decimal> revenue) => Of("规上科技服务业", ["规上科技服务业企业月报", "单位：万元"], ["统一社会信用代码", "月份", "统计类别", "是否规上", "当月营业收入", "当月研发费用"],
        Each(services, (n, month, i) => [Code(EnterpriseSheets.Industrial + n), new DateOnly(year, month, 1), "科技服务业", "是", revenue[i], decimal.Round(revenue[i] / 25, 2)]));

    private static IEnumerable<object?[]> Each(int enterprises, Func<int, int, int, object?[]> row) =>
        from n in Enumerable.Range(1, enterprises) from month in Enumerable.Range(1, Months) select row(n, month, ((n - 1) * Months) + month - 1);

    private static YearFile Relief()
    {
        var (deduction, relief, hnte) = (Split(523_000_000m, Relieved, 0.01m), Split(131_000_000m, Relieved, 0.01m), Split(56_720_000m, 90, 0.01m));
        return new("科技税收减免", Of("2023年", ["科技税收政策落实情况（税务部门提供）", "单位：元"], ["企业", "年度", "加计扣除额", "加计扣除减免税额", "高企所得税减免额", "税务部门来文"],
            Enumerable.Range(1, Relieved).Select(n => new object?[] { Code(n), 2023, deduction[n - 1], relief[n - 1], n <= 90 ? hnte[n - 1] : null, "新税函〔2023〕示例9号" })));
    }

    /// <summary>The treasury's whole list: what the system paid itself (850 000 yuan) stands on it too, and is marked so.</summary>
    private static YearFile Rewards()
    {
        var outside = Split(24_450_000m, 126, 100m);
        return new("科技奖励资金兑现", Of("2023年", ["科技奖励资金兑现情况表", "单位：元"], ["支付凭证号", "单位", "奖励事项", "政策文号", "政策年度", "金额", "兑现日期", "资金科目", "系统内拨付"],
        [
            .. outside.Select((amount, i) => (object?[])[$"JL2023-{i + 1:D3}", Code(i + 1), i % 4 == 0 ? "高新技术企业认定奖励" : i % 4 == 1 ? "研发费用奖补" : i % 4 == 2 ? "科技型中小企业入库奖励" : "科技平台绩效奖励", "新政发〔2022〕示例18号", 2022, amount, Day(2023, i, 2, 11), "科技奖励", "否"]),
            .. DemoRewards.Paid.Select(r => (object?[])[r.Voucher, r.Org, "县级科技创新奖补", "新政发〔2023〕示例5号", 2023, r.Yuan, new DateOnly(2023, 6, 30), "科技奖励", "是"]),
        ]));
    }

    private static YearFile Statements() => new("外部口径数据", Of("2023年", ["指标编号", "年度", "对象", "口径期间", "截至日期", "表述", "数值", "单位", "来源文件", "发布日期"],
    [
        ["M49", 2023, "高企认定数、通过率、存续期、入库数和研发费用增幅", "2023年", new DateOnly(2023, 12, 20), "位居徐州五县（市）第一", 1, "位", "徐州市科技工作情况通报（示例）", new DateOnly(2023, 12, 22)],
        ["M50", 2023, "科技服务业企业数、营收、增幅和外专增幅", "2023年1—11月", new DateOnly(2023, 11, 30), "位居徐州各县（市）区第一", 1, "位", "徐州市科技服务业统计月报（示例）", new DateOnly(2023, 12, 18)],
    ]));
}
