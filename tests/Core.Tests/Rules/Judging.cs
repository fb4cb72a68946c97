using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Rules;

public sealed class Judging
{
    private static readonly DateOnly Day = new(2023, 6, 1);
    private static readonly RuleHead Head = new("r", Severity.Block, "甲", "A", null);

    [Theory]
    [InlineData("5000.00", "≥ 5 %")]
    [InlineData("5000.01", "≥ 4 %")]
    [InlineData("20000.00", "≥ 4 %")]
    [InlineData("20000.01", "≥ 3 %")]
    public void The_latest_sales_pick_the_research_share_asked(string sales, string asked) =>
        Assert.Equal(asked, Hnte("rd", "{\"fin\":{\"years\":[{\"rdTotal\":1,\"sales\":" + sales + "}]}}").Threshold);

    [Fact]
    public void Research_is_taken_over_three_years()
    {
        var result = Hnte("rd", """{"fin":{"years":[{"sales":2400,"rdTotal":150},{"sales":3200,"rdTotal":220},{"sales":4200,"rdTotal":300}]}}""");
        Assert.Equal((RuleOutcome.Pass, "6.84 %", "≥ 5 %"), (result.Outcome, result.Figure, result.Threshold));
    }

    [Theory]
    [InlineData("""{"staff":100,"techStaff":10}""", RuleOutcome.Pass)]
    [InlineData("""{"staff":99,"techStaff":9}""", RuleOutcome.Fail)]
    [InlineData("""{"staff":0,"techStaff":0}""", RuleOutcome.Unknown)]
    [InlineData("""{"staff":99}""", RuleOutcome.Unknown)]
    public void A_tenth_of_the_staff_must_be_technical(string basic, RuleOutcome outcome) => Assert.Equal(outcome, Hnte("staff", "{\"basic\":" + basic + "}").Outcome);

    [Theory]
    [InlineData("2022-06-01", RuleOutcome.Pass)]
    [InlineData("2022-06-02", RuleOutcome.Fail)]
    public void Age_is_counted_to_the_day(string founded, RuleOutcome outcome) => Assert.Equal(outcome, Hnte("age", "{\"basic\":{\"estDate\":\"" + founded + "\"}}").Outcome);

    [Fact]
    public void An_empty_form_fails_no_rule_of_any_programme() =>
        Assert.All(Files.All, f => Assert.DoesNotContain(RuleEvaluator.Evaluate(Files.Read(Path.GetFileNameWithoutExtension(f)), FormContent.Empty, null, Day), r => r.Outcome == RuleOutcome.Fail));

    [Theory]
    [InlineData("industrial", "1999", RuleOutcome.Fail)]
    [InlineData("industrial", "2000", RuleOutcome.Pass)]
    [InlineData("hnte", "1000", RuleOutcome.Pass)]
    [InlineData("other", "1000", RuleOutcome.Manual)]
    public void Revenue_is_asked_by_kind_of_organisation(string flag, string revenue, RuleOutcome outcome) =>
        Assert.Equal(outcome, RuleEvaluator.Evaluate(Files.Read("rd-institution-2024"), FormWorld.Content("{\"five\":{\"revenue\":" + revenue + "}}"), Org(flag), Day).Single(r => r.RuleId == "revenue").Outcome);

    [Theory]
    [InlineData("ban-list", RuleOutcome.Fail)]
    [InlineData("hnte", RuleOutcome.Pass)]
    public void A_banned_organisation_fails(string flag, RuleOutcome outcome) =>
        Assert.Equal(outcome, RuleEvaluator.Evaluate(Files.Read("key-rd-2023"), FormContent.Empty, Org(flag), Day).Single(r => r.RuleId == "ban").Outcome);

    [Theory]
    [InlineData(Comparison.Gte, true, false, true)]
    [InlineData(Comparison.Gt, true, false, false)]
    [InlineData(Comparison.Lte, false, true, true)]
    [InlineData(Comparison.Lt, false, true, false)]
    [InlineData(Comparison.Eq, false, false, true)]
    public void A_comparison_holds_on_its_side(Comparison comparison, bool above, bool below, bool at)
    {
        RuleOutcome On(string value) => Judge(new Rule.Compare(Head, Expression.Parse("s.decimal")!, comparison, new(5, "5")), FormWorld.With("decimal", value));
        Assert.Equal([Said(above), Said(below), Said(at)], new[] { On("5.01"), On("4.99"), On("5") });
    }

    [Theory]
    [InlineData("""[{"name":"a"},{"name":"B"}]""", RuleOutcome.Pass)]
    [InlineData("""[{"name":"a"},{"name":" A "}]""", RuleOutcome.Fail)]
    public void A_unique_column_ignores_case_and_outer_blanks(string rows, RuleOutcome outcome) => Assert.Equal(outcome, Judge(new Rule.Unique(Head, "s.table.name"), FormWorld.With("table", rows)));

    [Fact]
    public void Both_ends_of_between_belong_to_it()
    {
        RuleOutcome On(string value) => Judge(new Rule.Between(Head, Expression.Parse("s.decimal")!, new(1, "1"), new(2, "2")), FormWorld.With("decimal", value));
        Assert.Equal([RuleOutcome.Fail, RuleOutcome.Pass, RuleOutcome.Pass, RuleOutcome.Fail], new[] { On("0.99"), On("1"), On("2"), On("2.01") });
    }

    [Fact]
    public void Joined_rules_let_the_strongest_outcome_win()
    {
        Rule pass = new Rule.OneOf(Head, "s.enum", ["A"]), fail = new Rule.Not(Head, pass), unknown = new Rule.OneOf(Head, "s.text", ["A"]), manual = new Rule.Manual("m", Severity.Block, "", "", null);
        RuleOutcome On(Rule rule) => Judge(rule, FormWorld.With("enum", "\"A\""));
        Assert.Equal([RuleOutcome.Fail, RuleOutcome.Unknown, RuleOutcome.Manual, RuleOutcome.Pass],
            new[] { On(new Rule.All(Head, [pass, unknown, fail])), On(new Rule.All(Head, [pass, unknown, manual])), On(new Rule.All(Head, [pass, manual])), On(new Rule.All(Head, [pass])) });
        Assert.Equal([RuleOutcome.Pass, RuleOutcome.Unknown, RuleOutcome.Manual, RuleOutcome.Fail],
            new[] { On(new Rule.Any(Head, [pass, unknown, fail])), On(new Rule.Any(Head, [fail, unknown, manual])), On(new Rule.Any(Head, [fail, manual])), On(new Rule.Any(Head, [fail])) });
        Assert.Equal(RuleOutcome.Unknown, On(new Rule.Not(Head, unknown)));
    }

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3 - 4 / 2", "7")]
    [InlineData("1 / 0", null)]
    [InlineData("s.decimal + 1", "3")]
    [InlineData("sum(s.table.fiscal)", "5")]
    [InlineData("first(s.table.fiscal) - last(s.table.fiscal)", "-1")]
    [InlineData("second(s.table.fiscal)", "3")]
    [InlineData("count(s.table) + count(s.table.name = \"a\")", "3")]
    public void Arithmetic_is_worked_out_in_the_usual_order(string text, string? value) =>
        Assert.Equal(value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
            Expression.Parse(text)!.Evaluate(new FormValues(FormWorld.Every, FormWorld.Content("""{"s":{"decimal":2,"table":[{"name":"a","fiscal":2},{"name":"b","fiscal":3}]}}"""))));

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("max(a.b)")]
    [InlineData("sum()")]
    [InlineData("1 2")]
    [InlineData("count(a.b = x)")]
    [InlineData("count(a.b = \"x)")]
    [InlineData("sum(a.b")]
    [InlineData("1 + * 2")]
    [InlineData("1.2.3")]
    [InlineData("(((((((((((((((((((((1)))))))))))))))))))))")] // deeper than anyone writes
    public void What_is_no_arithmetic_is_not_read(string text) => Assert.Null(Expression.Parse(text));

    private static RuleOutcome Said(bool pass) => pass ? RuleOutcome.Pass : RuleOutcome.Fail;

    private static RuleOutcome Judge(Rule rule, FormContent form) =>
        Assert.Single(RuleEvaluator.Evaluate(Files.Read("hnte-2023") with { Form = FormWorld.Every, Rules = [rule] }, form, null, Day)).Outcome;

    private static RuleResult Hnte(string rule, string json) => RuleEvaluator.Evaluate(Files.Read("hnte-2023"), FormWorld.Content(json), null, Day).Single(r => r.RuleId == rule);

    private static OrgFacts Org(params string[] flags) => new(new("91320381DEMA00013G"), "enterprise", null, Verified: true, flags.ToFrozenSet());
}
