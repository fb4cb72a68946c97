using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Ledger;

/// <summary>
/// The super-deduction 加计扣除 of a year: 财税〔2015〕119号, 税务总局公告2017年第40号 and 2021年第28号, 财税〔2018〕64号. All
/// projects together; exact inside, rounded once at the total.
/// </summary>
public static class TaxSummary
{
    private const decimal OtherShare = 0.10m;
    private const decimal EntrustedShare = 0.80m;

    private static readonly TaxCategory[] Five = [TaxCategory.Personnel, TaxCategory.DirectInput, TaxCategory.Depreciation, TaxCategory.Intangibles, TaxCategory.Design];

    /// <param name="rate">1 = 100 %, the rate for all from 2023 on (财政部 税务总局公告2023年第7号).</param>
    public static CalibreSummary Of(IReadOnlyList<LedgerRow> rows, decimal rate = 1m)
    {
        var counted = rows.Where(r => r is { Source: FundSource.Self, Capitalised: false }).ToList();
        var sums = Enum.GetValues<TaxCategory>().ToDictionary(c => c, c => counted.Sum(r => r.In(c)).Yuan);
        var five = Five.Sum(c => sums[c]);
        var other = Other(five, sums[TaxCategory.Other]);
        var domestic = Domestic(sums[TaxCategory.EntrustedDomestic]);
        var overseas = Overseas(sums[TaxCategory.EntrustedOverseas], five + other.Result + domestic.Result);
        var total = five + other.Result + domestic.Result + overseas.Result;
        SummaryLine[] lines =
        [
            .. Five.Select(c => Line(c, sums[c])),
            Line(TaxCategory.Other, sums[TaxCategory.Other], other),
            Line(TaxCategory.EntrustedDomestic, sums[TaxCategory.EntrustedDomestic], domestic),
            Line(TaxCategory.EntrustedOverseas, sums[TaxCategory.EntrustedOverseas], overseas),
        ];
        return new("tax", "研发费用加计扣除", "Super-deduction", lines, Exact.ToMoney(total)) { Following = Following(total, rate), LeftOut = LeftOut(rows) };
    }

    private static Formula Other(decimal five, decimal other)
    {
        var cap = five * OtherShare / (1 - OtherShare);
        return new(
            $"前五项小计 {Exact.Text(five)} × 10% ÷ (1 − 10%) = 限额 {Exact.Text(cap)}；与 {Exact.Text(other)} 孰低",
            $"First five {Exact.Text(five)} × 10 % ÷ (1 − 10 %) = cap {Exact.Text(cap)}; the lower of it and {Exact.Text(other)}",
            Math.Min(other, cap));
    }

    private static Formula Domestic(decimal entrusted) => new(
        $"{Exact.Text(entrusted)} × 80%", $"{Exact.Text(entrusted)} × 80 %", entrusted * EntrustedShare);

    private static Formula Overseas(decimal entrusted, decimal domestic)
    {
        var (share, cap) = (entrusted * EntrustedShare, domestic * 2 / 3);
        return new(
            $"{Exact.Text(entrusted)} × 80% = {Exact.Text(share)}；境内符合条件的研发费用 {Exact.Text(domestic)} × 2/3 = 限额 {Exact.Text(cap)}；孰低",
            $"{Exact.Text(entrusted)} × 80 % = {Exact.Text(share)}; eligible domestic costs {Exact.Text(domestic)} × 2/3 = cap {Exact.Text(cap)}; the lower",
            Math.Min(share, cap));
    }

    private static SummaryLine[] Following(decimal total, decimal rate)
    {
        var deduction = total * rate;
        return
        [
            new("deduction", $"加计扣除金额（{Exact.Percent(rate)}）", $"Deduction at {Exact.Percent(rate)}", Exact.ToMoney(total), Exact.ToMoney(deduction)),
            Saved("saved-25", 0.25m, deduction),
            Saved("saved-15", 0.15m, deduction),
        ];
    }

    private static SummaryLine Saved(string id, decimal taxRate, decimal deduction) =>
        new(id, $"按 {Exact.Percent(taxRate)} 税率少缴所得税", $"Tax saved at {Exact.Percent(taxRate)}", Exact.ToMoney(deduction), Exact.ToMoney(deduction * taxRate));

    private static SummaryLine[] LeftOut(IReadOnlyList<LedgerRow> rows) =>
    [
        Out("fiscal", "财政资金支出", "Paid with fiscal money", rows.Where(r => r.Source == FundSource.Fiscal).Sum(r => r.OnVoucher)),
        Out("capitalised", "资本化支出（形成无形资产后按 200% 摊销）", "Capitalised (amortised at 200 % later)", rows.Where(r => r is { Source: FundSource.Self, Capitalised: true }).Sum(r => r.OnVoucher)),
        Out("not-deductible", "不得加计扣除部分", "Not deductible", rows.Where(r => r is { Source: FundSource.Self, Capitalised: false }).Sum(r => r.NotDeductible)),
    ];

    private static SummaryLine Out(string id, string zh, string en, Money amount) => new(id, zh, en, amount, Money.Zero);

    private static SummaryLine Line(TaxCategory category, decimal entered, Formula? by = null)
    {
        var (zh, en) = CategoryNames.Of(category);
        return new(Definitions.Words.Write(category), zh, en, Exact.ToMoney(entered), Exact.ToMoney(by?.Result ?? entered)) { By = by };
    }
}
