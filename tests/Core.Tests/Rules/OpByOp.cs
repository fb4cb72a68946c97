using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Rules;

/// <summary>Each op where it passes, where it fails, and where the data is missing.</summary>
public sealed class OpByOp
{
    private static readonly RuleHead Head = new("r", Severity.Block, "甲", "A", null);
    private static readonly OrgFacts Org = new(new("91320381DEMA00013G"), "enterprise", null, Verified: true, FrozenSet.Create("industrial"));

    [Theory]
    [InlineData("compare")]
    [InlineData("between")]
    [InlineData("dateAge")]
    [InlineData("ratio")]
    [InlineData("tieredRatio")]
    [InlineData("tieredThreshold")]
    [InlineData("sumEquals")]
    [InlineData("countGte")]
    [InlineData("unique")]
    [InlineData("oneOf")]
    public void Missing_data_is_unknown(string op)
    {
        var (figure, column) = (Expr("s.decimal"), Expr("sum(s.table.fiscal)"));
        Rule rule = op switch
        {
            "compare" => new Rule.Compare(Head, figure, Comparison.Gte, new(1, "1")),
            "between" => new Rule.Between(Head, figure, new(1, "1"), new(2, "2")),
            "dateAge" => new Rule.DateAgeAtLeast(Head, "s.date", 1),
            "ratio" => new Rule.RatioGte(Head, figure, Expr("2"), 0.1m),
            "tieredRatio" => new Rule.TieredRatio(Head, Expr("1"), Expr("2"), column, [new(null, 0.1m)]),
            "tieredThreshold" => new Rule.TieredThreshold(Head, figure, [new([], 1)]),
            "sumEquals" => new Rule.SumEquals(Head, column, Expr("2")),
            "countGte" => new Rule.CountGte(Head, Expr("count(s.table)"), 1),
            "unique" => new Rule.Unique(Head, "s.table.name"),
            _ => new Rule.OneOf(Head, "s.enum", ["A"]),
        };
        Assert.Equal(RuleOutcome.Unknown, Judge(rule, "{}", Org).Outcome);
    }

    [Fact]
    public void What_a_register_says_is_unknown_while_it_was_not_read()
    {
        Assert.Equal(RuleOutcome.Unknown, Judge(new Rule.RegistryHas(Head, "industrial", Negate: false), "{}", null).Outcome);
        Assert.Equal(RuleOutcome.Unknown, Judge(new Rule.TieredThreshold(Head, Expr("1"), [new([], 1)]), "{}", null).Outcome);
        Assert.Equal([RuleOutcome.Pass, RuleOutcome.Fail], new[] { false, true }.Select(negate => Judge(new Rule.RegistryHas(Head, "industrial", negate), "{}", Org).Outcome));
    }

    [Theory]
    [InlineData("""{"s":{"decimal":5,"table":[{"fiscal":2},{"fiscal":3}]}}""", RuleOutcome.Pass)]
    [InlineData("""{"s":{"decimal":5.000001,"table":[{"fiscal":2},{"fiscal":3}]}}""", RuleOutcome.Fail)]
    [InlineData("""{"s":{"decimal":5,"table":[{"fiscal":5},{}]}}""", RuleOutcome.Unknown)]
    [InlineData("""{"s":{"table":[{"fiscal":5}]}}""", RuleOutcome.Unknown)]
    [InlineData("""{"s":{"decimal":0,"table":[]}}""", RuleOutcome.Unknown)]
    public void A_sum_equals_the_other_to_the_last_decimal(string form, RuleOutcome outcome) =>
        Assert.Equal(outcome, Judge(new Rule.SumEquals(Head, Expr("sum(s.table.fiscal)"), Expr("s.decimal")), form, null).Outcome);

    [Fact]
    public void A_wrong_sum_shows_both_figures()
    {
        var result = Judge(new Rule.SumEquals(Head, Expr("sum(s.table.fiscal)"), Expr("s.decimal")), """{"s":{"decimal":1234.5,"table":[{"fiscal":1}]}}""", null);
        Assert.Equal(("1", "= 1,234.5"), (result.Figure, result.Threshold));
    }

    [Theory]
    [InlineData("count(s.table)", """[{},{}]""", RuleOutcome.Pass)]
    [InlineData("count(s.table)", """[{}]""", RuleOutcome.Fail)]
    [InlineData("count(s.table)", "[]", RuleOutcome.Fail)]
    [InlineData("count(s.table)", "null", RuleOutcome.Unknown)]
    [InlineData("count(s.table)", "\"x\"", RuleOutcome.Unknown)]
    [InlineData("count(s.table.name = \"I\")", """[{"name":"I"},{"name":"I"},{"name":"II"}]""", RuleOutcome.Pass)]
    [InlineData("count(s.table.name = \"I\")", """[{"name":"I"},{"name":"II"},{},7]""", RuleOutcome.Fail)]
    public void Rows_are_counted_all_or_by_a_value(string count, string table, RuleOutcome outcome) =>
        Assert.Equal(outcome, Judge(new Rule.CountGte(Head, Expr(count), 2), $$$"""{"s":{"table":{{{table}}}}}""", null).Outcome);

    [Theory]
    [InlineData(1, null, "0.99", RuleOutcome.Fail, "1 …")]
    [InlineData(1, null, "9", RuleOutcome.Pass, "1 …")]
    [InlineData(null, 2, "-9", RuleOutcome.Pass, "… 2")]
    [InlineData(null, 2, "2.01", RuleOutcome.Fail, "… 2")]
    public void Between_may_be_open_at_one_end(int? min, int? max, string value, RuleOutcome outcome, string asked)
    {
        var result = Judge(new Rule.Between(Head, Expr("s.decimal"), Number(min), Number(max)), $$$"""{"s":{"decimal":{{{value}}}}}""", null);
        Assert.Equal((outcome, asked), (result.Outcome, result.Threshold));
    }

    [Theory]
    [InlineData("s.date", "2023-03-15", RuleOutcome.Pass, "2023-03-15")]
    [InlineData("s.date", "2023-03-14", RuleOutcome.Fail, "2023-03-14")]
    [InlineData("s.date + 1", "2023-03-14", RuleOutcome.Pass, "2023-03-15")]
    [InlineData("s.date + 9000000", "2023-03-14", RuleOutcome.Pass, "9,738,592")] // beyond the last day there is
    [InlineData("s.date", "15 March", RuleOutcome.Unknown, null)]
    public void Days_are_compared_and_shown_as_days(string field, string date, RuleOutcome outcome, string? figure)
    {
        Operand day = new(new DateOnly(2023, 3, 15).DayNumber, "2023-03-15") { IsDate = true };
        var result = Judge(new Rule.Compare(Head, Expr(field), Comparison.Gte, day), $$$"""{"s":{"date":"{{{date}}}"}}""", null);
        Assert.Equal((outcome, figure, "≥ 2023-03-15"), (result.Outcome, result.Figure, result.Threshold));
    }

    [Theory]
    [InlineData("enterprise", RuleOutcome.Pass)] // by its type
    [InlineData("industrial", RuleOutcome.Pass)] // by a flag
    [InlineData("service", RuleOutcome.Manual)]
    [InlineData(null, RuleOutcome.Pass)] // for all
    public void A_threshold_is_for_a_type_a_flag_or_for_all(string? kind, RuleOutcome outcome) =>
        Assert.Equal(outcome, Judge(new Rule.TieredThreshold(Head, Expr("5"), [new(kind is null ? [] : [kind], 5)]), "{}", Org).Outcome);

    [Fact]
    public void The_column_that_repeats_itself_is_shown() =>
        Assert.Equal("a", Judge(new Rule.Unique(Head, "s.table.name"), """{"s":{"table":[{"name":"a"},{"name":""},{},{"name":"A"}]}}""", null).Figure);

    private static Operand? Number(int? value) => value is { } v ? new(v, $"{v}") : null;

    private static Expression Expr(string text) => Expression.Parse(text)!;

    private static RuleResult Judge(Rule rule, string form, OrgFacts? org) =>
        Assert.Single(RuleEvaluator.Evaluate(Files.Read("hnte-2023") with { Form = FormWorld.Every, Rules = [rule] }, FormWorld.Content(form), org, new(2023, 6, 1)));
}
