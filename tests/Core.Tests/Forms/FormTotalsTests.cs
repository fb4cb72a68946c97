using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Forms;

public sealed class FormTotalsTests
{
    private static readonly FormDefinition Budget = new([new("s", "部分", "Section",
    [
        new("lines", FieldType.Table, "表", "Table")
        {
            Totals = true,
            Rows = ["Staff", "Travel"],
            Columns =
            [
                new("own", FieldType.MoneyYuan, "自筹", "Own"), new("grant", FieldType.MoneyYuan, "资助", "Grant"), new("share", FieldType.Percent, "比例", "Share"),
                new("all", FieldType.Computed, "合计", "All") { Expression = "total(own) + total(grant)" },
                new("strict", FieldType.Computed, "差", "Less") { Expression = "grant - own" },
            ],
        },
        new("sum", FieldType.Computed, "总计", "Sum") { Expression = "total(s.lines.all)" },
    ])]);

    [Theory]
    [InlineData("""{"s":{}}""", 0, 0, 0, 0)]
    [InlineData("""{"s":{"lines":[{"own":1.25},{"grant":2}]}}""", 1.25, 2, 1.25, 3.25)]
    [InlineData("""{"s":{"lines":[{"own":"1","grant":2},{"own":null,"grant":0.01}]}}""", 3, 0.01, 1, 3.01)]
    [InlineData("""{"s":{"lines":[{"own":"x"},7]}}""", 0, 0, 0, 0)]
    public void Rows_and_columns_add_up_and_a_blank_counts_as_nothing(string filled, decimal first, decimal second, decimal own, decimal all)
    {
        var computed = FormCheck.Compute(Budget, FormWorld.Content(filled));
        Assert.Equal([first, second, own, all, all], new[] { "s.lines[0].all", "s.lines[1].all", "s.lines.own", "s.lines.all", "s.sum" }.Select(p => computed[p]!.Value));
        Assert.DoesNotContain("s.lines.share", computed.Keys);
    }

    [Fact]
    public void A_plain_name_says_nothing_while_it_is_blank()
    {
        var computed = FormCheck.Compute(Budget, FormWorld.Content("""{"s":{"lines":[{"own":1},{"own":1,"grant":3}]}}"""));
        Assert.Null(computed["s.lines[0].strict"]);
        Assert.Equal(2, computed["s.lines[1].strict"]);
    }

    [Theory]
    [InlineData("""{"s":{"lines":[{},{},{}]}}""", "s.lines out-of-range")]
    [InlineData("""{"s":{"lines":[{"all":3}]}}""", "s.lines[0].all unknown-field")]
    [InlineData("""{"s":{"lines":[{},{}]}}""", "")]
    public void A_table_has_no_more_rows_than_it_names_and_totals_are_never_typed(string filled, string told) =>
        Assert.Equal(told, string.Join(", ", FormCheck.Types(Budget, FormWorld.Content(filled)).Select(p => $"{p.Path} {p.Code}")));

    [Fact]
    public void The_federal_budget_adds_up_across_its_sections()
    {
        var form = Files.Read("sf-424a-2023").Form;
        var computed = FormCheck.Compute(form, FormWorld.Content(
            """
            {"a":{"lines":[{"federal":100000,"other":25000.5},{"heldFederal":10,"federal":20}]},
             "b":{"direct":[{"program1":60000},{"program1":5000,"program2":30}],"indirect":[{"program1":60000.5}]},
             "d":{"lines":[{"q1":1,"q2":2,"q3":3,"q4":4},{"q4":0.5}]}}
            """));
        Assert.Equal([125_000.5m, 30, 125_030.5m], new[] { "a.lines[0].all", "a.lines[1].all", "a.lines.all" }.Select(p => computed[p]!.Value));
        Assert.Equal([65_000, 65_030, 125_000.5m, 30, 125_030.5m], new[] { "b.direct.program1", "b.direct.all", "b.sum1", "b.sum2", "b.sum" }.Select(p => computed[p]!.Value));
        Assert.Equal([10, 0.5m, 10.5m, 4.5m], new[] { "d.lines[0].year", "d.lines[1].year", "d.lines.year", "d.lines.q4" }.Select(p => computed[p]!.Value));
    }
}
