using System.Globalization;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Tests.Pools;
using ProjectFlow.Core.Tests.Registers;

namespace ProjectFlow.Core.Tests.Ledger;

/// <summary>The ledger as the register holds it: vectors of domain.md §7.6 come out of its records.</summary>
public sealed class LedgerOfRegister
{
    [Fact]
    public void The_register_and_the_rules_know_the_same_cost_items() =>
        Assert.Equal(CostItem.All.Select(i => i.Id).Order(), RecordWorld.Named("rd-ledger").Form.Sections[1].Fields.Single(f => f.Id == "costItem").Options.Order());

    [Theory]
    [InlineData("900", "150", "100", "1000", 1_800_00, 450_00, 270_00)]
    [InlineData("900", "80", "0", "0", 980_00, 245_00, 147_00)]
    [InlineData("1234567.89", "200000", "50000", "0", 1_411_742_10, 352_935_53, 211_761_32)]
    public void The_super_deduction_of_a_year(string five, string other, string domestic, string overseas, long total, long at25, long at15)
    {
        var tax = TaxSummary.Of(Year(Row("wages", five), Row("travel", other), Row("entrustedDomestic", domestic), Row("entrustedOverseas", overseas)).Rows);
        Assert.Equal((total, at25, at15), (tax.Total.Fen, tax.Following[1].Counted.Fen, tax.Following[2].Counted.Fen));
        Assert.Equal(3, tax.Lines.Count(l => l.By is not null));
    }

    [Fact]
    public void Other_costs_count_to_a_fifth_of_the_whole_for_high_tech_recognition() =>
        Assert.Equal(Money.FromYuan(1_000), HnteSummary.Of(Year(Row("wages", "800"), Row("travel", "250")).Rows).Total);

    [Fact]
    public void An_overseas_person_counts_for_statistics_and_never_for_tax()
    {
        var rows = Year(Row("wages", "900"), Row("entrustedOverseasPerson", "100")).Rows;
        Assert.Equal((Money.FromYuan(900), Money.FromYuan(1_000)), (TaxSummary.Of(rows).Total, StatisticsSummary.Of(rows).Total));
    }

    [Fact]
    public void Columns_that_were_entered_stand_as_entered_and_the_rest_of_the_voucher_is_not_deductible()
    {
        var row = Assert.Single(Year(Row("wages", "1000", total: "900", columns: ",\"personnel\":600,\"other\":300")).Rows);
        Assert.Equal((Money.FromYuan(600), Money.FromYuan(300), Money.FromYuan(100)), (row.In(TaxCategory.Personnel), row.In(TaxCategory.Other), row.NotDeductible));
        Assert.Equal(("记", new DateOnly(2023, 3, 1), FundSource.Self), (row.VoucherType, row.On, row.Source));
    }

    [Fact]
    public void A_project_with_both_kinds_of_spending_has_a_sheet_for_each()
    {
        var year = Year(Row("wages", "900"), Row("materials", "100", spending: "capitalised"));
        Assert.Equal(["费用化 RD01", "资本化 RD01", "汇总表"], LedgerSheets.Of(year).Select(s => s.Name));
        Assert.Equal([2, 2], LedgerSheets.Of(year).Take(2).Select(s => s.Rows.Count));
        Assert.Equal(2, LedgerSheets.Table(year).Rows.Count);
    }

    [Fact]
    public void Each_row_of_such_a_project_stands_on_one_sheet_once_and_in_one_line_of_the_summary()
    {
        var year = Year(Row("wages", "900"), Row("materials", "100", spending: "capitalised"), Row("travel", "10"));
        var sheets = LedgerSheets.Of(year);
        Assert.Equal(["travel", "wages", "materials"], sheets.Take(2).SelectMany(s => s.Rows.SkipLast(1)).Select(r => r[2]));
        Assert.Equal([Money.FromYuan(910), Money.FromYuan(100)], sheets.Take(2).Select(s => s.Rows[^1][4]));
        Assert.Equal([("RD01", "费用化", Money.FromYuan(910)), ("RD01", "资本化", Money.FromYuan(100))], sheets[2].Rows.Take(2).Select(r => ((string)r[0]!, (string)r[3]!, (Money)r[4]!)));
        Assert.Equal(3, LedgerSheets.Table(year).Rows.Select(r => r[6]).Distinct().Count());
    }

    [Theory]
    [InlineData("journal", "记")]
    [InlineData("transfer", "转")]
    [InlineData("receipt", "收")]
    [InlineData("payment", "付")]
    public void A_voucher_has_the_word_of_its_kind(string type, string word) =>
        Assert.Equal(word, Assert.Single(Year(Row("wages", "1", type: type)).Rows).VoucherType);

    private static LedgerYear Year(params IReadOnlyList<CaseFacts>[] rows) => LedgerFacts.Year(2023, "示例", new(Six.Code), [.. rows.SelectMany(r => r)]);

    private static IReadOnlyList<CaseFacts> Row(string item, string amount, string? total = null, string columns = "", string spending = "expensed", string type = "journal") => Six.Record("rd-ledger", string.Create(CultureInfo.InvariantCulture, $$$"""
        {"ledger":{"uscc":"{{{Six.Code}}}","project":"RD01","projectName":"新合金","year":2023,"completion":"unfinished","spending":"{{{spending}}}"},
         "voucher":{"on":"2023-03-01","type":"{{{type}}}","number":"{{{item}}}","summary":"示例","amount":{{{amount}}},"costItem":"{{{item}}}","fundSource":"self"},
         "collected":{"total":{{{total ?? amount}}}{{{columns}}}}}
        """));
}
