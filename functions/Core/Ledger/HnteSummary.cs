using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Ledger;

/// <summary>How the cap on other costs is understood; 国科发火〔2016〕195号 says "generally at most 20 % of the total".</summary>
public enum OtherCap
{
    /// <summary>The total includes the other costs: 25 % of the rest.</summary>
    OfTotalWithOther,

    /// <summary>20 % of the rest.</summary>
    OfTheRest,
}

/// <summary>R&amp;D costs as high-tech recognition counts them: 国科发火〔2016〕195号. All money, whoever paid, expensed or capitalised.</summary>
public static class HnteSummary
{
    private const decimal EntrustedShare = 0.80m;
    private const decimal DomesticLeast = 0.60m;

    public static CalibreSummary Of(IReadOnlyList<LedgerRow> rows, OtherCap cap = OtherCap.OfTotalWithOther)
    {
        var sums = Enum.GetValues<HnteCategory>().ToDictionary(c => c, c => rows.Where(r => r.Item.Hnte == c).Sum(r => r.OnVoucher).Yuan);
        var entrusted = new Formula($"{Exact.Text(sums[HnteCategory.Entrusted])} × 80%", $"{Exact.Text(sums[HnteCategory.Entrusted])} × 80 %", sums[HnteCategory.Entrusted] * EntrustedShare);
        var rest = sums.Where(s => s.Key is not HnteCategory.Entrusted and not HnteCategory.Other).Sum(s => s.Value) + entrusted.Result;
        var other = Other(rest, sums[HnteCategory.Other], cap);
        var total = rest + other.Result;
        var lines = sums.Select(s => Line(s.Key, s.Value, s.Key switch { HnteCategory.Entrusted => entrusted, HnteCategory.Other => other, _ => null }));
        var overseas = rows.Where(r => r.Item.IsOverseas).Sum(r => r.OnVoucher).Yuan * EntrustedShare;
        return new("hnte", "高新技术企业研究开发费用", "R&D costs for high-tech recognition", [.. lines], Exact.ToMoney(total)) { Following = [Domestic(total, overseas)] };
    }

    private static Formula Other(decimal rest, decimal other, OtherCap cap)
    {
        var (most, zh, en) = cap == OtherCap.OfTotalWithOther
            ? (rest * 0.20m / 0.80m, "× 20% ÷ (1 − 20%)", "× 20 % ÷ (1 − 20 %)")
            : (rest * 0.20m, "× 20%", "× 20 %");
        return new(
            $"其余各项 {Exact.Text(rest)} {zh} = 限额 {Exact.Text(most)}；与 {Exact.Text(other)} 孰低",
            $"The rest {Exact.Text(rest)} {en} = cap {Exact.Text(most)}; the lower of it and {Exact.Text(other)}",
            Math.Min(other, most));
    }

    /// <summary>国科发火〔2016〕32号 art. 11 (5): at least 60 % of the total inside China. Nothing spent, nothing to check.</summary>
    private static SummaryLine Domestic(decimal total, decimal overseas)
    {
        var domestic = total - overseas;
        var share = total == 0 ? 0 : Math.Round(domestic / total * 100, 2, MidpointRounding.AwayFromZero);
        return new("domestic", "其中：境内研发费用", "Of which domestic", Exact.ToMoney(total), Exact.ToMoney(domestic))
        {
            By = new($"{Exact.Text(domestic)} ÷ {Exact.Text(total)} = {share}%（须不低于 60%）", $"{Exact.Text(domestic)} ÷ {Exact.Text(total)} = {share} % (at least 60 %)", share),
            Holds = domestic >= total * DomesticLeast,
        };
    }

    private static SummaryLine Line(HnteCategory category, decimal entered, Formula? by)
    {
        var (zh, en) = CategoryNames.Of(category);
        return new(Definitions.Words.Write(category), zh, en, Exact.ToMoney(entered), Exact.ToMoney(by?.Result ?? entered)) { By = by };
    }
}

/// <summary>R&amp;D costs as the statistical return counts them: everything in full.</summary>
public static class StatisticsSummary
{
    public static CalibreSummary Of(IReadOnlyList<LedgerRow> rows)
    {
        var lines = Enum.GetValues<StatisticsCategory>().Select(c => Line(c, rows.Where(r => r.Item.Statistics == c).Sum(r => r.OnVoucher))).ToList();
        return new("statistics", "统计口径研究开发费用", "R&D costs, statistics", lines, lines.Sum(l => l.Counted));
    }

    private static SummaryLine Line(StatisticsCategory category, Money amount)
    {
        var (zh, en) = CategoryNames.Of(category);
        return new(Definitions.Words.Write(category), zh, en, amount, amount);
    }
}
