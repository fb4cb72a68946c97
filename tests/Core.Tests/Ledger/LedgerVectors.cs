using CsCheck;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;

namespace ProjectFlow.Core.Tests.Ledger;

/// <summary>domain.md §7.6, in yuan.</summary>
public class LedgerVectors
{
    [Theory]
    [InlineData("900", "150", "100", "1000", "100", "80", "720", "1800", "450", "270")]
    [InlineData("900", "80", "0", "0", "80", "0", "0", "980", "245", "147")]
    [InlineData("1234567.89", "200000", "50000", "0", "137174.21", "40000", "0", "1411742.10", "352935.53", "211761.32")]
    public void The_super_deduction_follows_the_vectors(string five, string other, string domestic, string overseas, string otherCounted, string domesticCounted, string overseasCounted, string total, string at25, string at15)
    {
        var summary = TaxSummary.Of([Row("wages", five), Row("travel", other), Row("entrustedDomestic", domestic), Row("entrustedOverseas", overseas)]);

        Assert.Equal([Yuan(otherCounted), Yuan(domesticCounted), Yuan(overseasCounted)], summary.Lines.Skip(5).Select(l => l.Counted));
        Assert.Equal(Yuan(total), summary.Total);
        Assert.Equal([Yuan(total), Yuan(at25), Yuan(at15)], summary.Following.Select(l => l.Counted));
    }

    [Fact]
    public void Every_cap_is_shown_as_a_formula_with_its_figures()
    {
        var summary = TaxSummary.Of([Row("wages", "900"), Row("travel", "150"), Row("entrustedDomestic", "100"), Row("entrustedOverseas", "1000")]);

        Assert.Equal("前五项小计 900.00 × 10% ÷ (1 − 10%) = 限额 100.00；与 150.00 孰低", summary.Lines[5].By!.Zh);
        Assert.Equal("100.00 × 80%", summary.Lines[6].By!.Zh);
        Assert.Equal("1,000.00 × 80% = 800.00；境内符合条件的研发费用 1,080.00 × 2/3 = 限额 720.00；孰低", summary.Lines[7].By!.Zh);
        Assert.Equal("1,000.00 × 80 % = 800.00; eligible domestic costs 1,080.00 × 2/3 = cap 720.00; the lower", summary.Lines[7].By!.En);
    }

    [Fact]
    public void The_cap_on_other_costs_is_over_all_projects_together()
    {
        var summary = TaxSummary.Of([Row("wages", "900") with { Project = "RD01" }, Row("travel", "100") with { Project = "RD02" }]);

        Assert.Equal(Yuan("1000"), summary.Total);
    }

    [Theory]
    [InlineData("buildingDepreciation")]
    [InlineData("longTermDeferred")]
    [InlineData("communication")]
    [InlineData("entrustedOverseasPerson")]
    public void Some_costs_are_never_deductible_and_stay_visible(string item)
    {
        var summary = TaxSummary.Of([Row(item, "500")]);

        Assert.Equal(Money.Zero, summary.Total);
        Assert.Equal(Yuan("500"), summary.LeftOut.Single(l => l.Id == "not-deductible").Entered);
    }

    [Fact]
    public void Fiscal_money_and_capitalised_costs_are_left_out_of_the_deduction_and_named()
    {
        var summary = TaxSummary.Of([Row("wages", "100"), Row("wages", "30") with { Source = FundSource.Fiscal }, Row("wages", "7") with { Capitalised = true }]);

        Assert.Equal(Yuan("100"), summary.Total);
        Assert.Equal([("fiscal", Yuan("30")), ("capitalised", Yuan("7")), ("not-deductible", Money.Zero)], summary.LeftOut.Select(l => (l.Id, l.Entered)));
    }

    [Fact]
    public void What_the_voucher_has_beyond_tax_law_is_not_deductible()
    {
        var row = Row("materials", "80") with { OnVoucher = Yuan("100") };

        Assert.Equal(Yuan("20"), row.NotDeductible);
        Assert.Equal(Yuan("80"), TaxSummary.Of([row]).Total);
    }

    [Theory]
    [InlineData(OtherCap.OfTotalWithOther, "200", "1000")]
    [InlineData(OtherCap.OfTheRest, "160", "960")]
    public void Other_costs_of_a_high_tech_enterprise_are_capped_with_the_total_including_them_unless_told_otherwise(OtherCap cap, string counted, string total)
    {
        var summary = HnteSummary.Of([Row("wages", "800"), Row("communication", "250")], cap);

        Assert.Equal(Yuan(counted), summary.Lines.Single(l => l.Id == "other").Counted);
        Assert.Equal(Yuan(total), summary.Total);
    }

    [Theory]
    [InlineData("500", true)] // 600 of 1 000
    [InlineData("500.01", false)]
    public void At_least_sixty_percent_must_be_domestic(string overseas, bool holds)
    {
        var summary = HnteSummary.Of([Row("wages", "600"), Row("entrustedOverseas", overseas)]);

        Assert.Equal(holds, summary.Following.Single().Holds);
    }

    [Fact]
    public void Nothing_spent_is_no_breach() => Assert.True(HnteSummary.Of([]).Following.Single().Holds);

    [Fact]
    public void Statistics_count_everything_in_full()
    {
        LedgerRow[] rows = [.. CostItem.All.Select(i => Row(i.Id, "1") with { Source = FundSource.Fiscal })];

        Assert.Equal(Yuan("37"), StatisticsSummary.Of(rows).Total);
        Assert.Equal(["1", "2"], StatisticsSummary.Of(rows).Lines.Where(l => l.Id.StartsWith("entrusted", StringComparison.Ordinal)).Select(l => $"{l.Counted.Yuan:0}"));
    }

    [Fact]
    public void No_calibre_counts_more_than_was_entered_and_more_cost_never_counts_less() =>
        Gen.Select(Gen.Int[0, CostItem.All.Count - 1], Gen.Long[0, 100_000_000_00]).Array[1, 12].Sample(entered =>
        {
            LedgerRow[] rows = [.. entered.Select(e => Row(CostItem.All[e.Item1].Id, new Money(e.Item2)))];
            foreach (var summary in new Func<IReadOnlyList<LedgerRow>, CalibreSummary>[] { r => TaxSummary.Of(r), r => HnteSummary.Of(r), StatisticsSummary.Of })
            {
                Assert.All(summary(rows).Lines, l => Assert.True(l.Counted <= l.Entered));
                Assert.True(summary(rows[1..]).Total <= summary(rows).Total);
            }
        }, iter: 2000);

    [Fact]
    public void Every_item_is_known_by_its_id_and_has_a_name_in_each_calibre()
    {
        Assert.All(CostItem.All, i => Assert.Same(i, CostItem.Find(i.Id)));
        Assert.Null(CostItem.Find("tea"));
        Assert.Equal(8, Enum.GetValues<TaxCategory>().Select(CategoryNames.Of).Distinct().Count());
        Assert.Equal(8, Enum.GetValues<HnteCategory>().Select(CategoryNames.Of).Distinct().Count());
        Assert.Equal(9, Enum.GetValues<StatisticsCategory>().Select(CategoryNames.Of).Distinct().Count());
    }

    internal static Money Yuan(string yuan) => Money.FromYuan(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture));

    internal static LedgerRow Row(string item, string yuan) => Row(item, Yuan(yuan));

    private static LedgerRow Row(string item, Money amount) =>
        new("RD01", new(2023, 3, 1), "记", "12", "示例", CostItem.Find(item)!, amount, LedgerRow.ByItem(CostItem.Find(item)!, amount));
}
