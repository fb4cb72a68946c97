using System.Globalization;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>Which accounting years count on which day, and that nothing known is not zero.</summary>
public sealed class Years
{
    [Theory]
    [InlineData("2022-12-31", RuleOutcome.Unknown)] // the year runs to its last day
    [InlineData("2023-01-01", RuleOutcome.Pass)]
    [InlineData("2023-12-31", RuleOutcome.Pass)]
    [InlineData("2024-01-01", RuleOutcome.Unknown)] // by then the last year is 2023, and nobody has entered it
    public void A_condition_on_the_last_year_counts_it_from_its_end_until_the_next_has_ended(string on, RuleOutcome outcome) =>
        Assert.Equal(outcome, Condition("tech-service-2023", "revenue", on, """{"year":2022,"totalIncome":1000}""").Outcome);

    [Theory]
    [InlineData("2022-12-31", "2020 2021")]
    [InlineData("2023-01-01", "2020 2021 2022")]
    [InlineData("2023-12-31", "2020 2021 2022")]
    [InlineData("2024-01-01", "2021 2022 2023")]
    [InlineData("2026-12-31", "2023")]
    [InlineData("2027-01-01", "")]
    public void Of_three_years_asked_for_those_over_count_and_none_older(string on, string years)
    {
        var entered = Six.Enterprise("2015-01-05", "", [.. Enumerable.Range(2020, 4).Select(y => $$"""{"year":{{y}},"sales":1}""")]);
        var rows = FormValues.At(Prefilled.Of(Files.Read("hnte-2023"), entered, Day(on)), "fin.years");
        Assert.Equal(years, string.Join(' ', rows?.EnumerateArray().Select(r => r.GetProperty("year").GetInt32()) ?? []));
    }

    [Fact]
    public void An_older_year_does_not_stand_in_for_a_figure_missing_in_the_last()
    {
        string[] years = ["""{"year":2021,"totalIncome":1500,"rd":90}""", """{"year":2022,"totalIncome":1600}"""];
        Assert.Equal((RuleOutcome.Pass, RuleOutcome.Unknown), (Condition("tech-service-2023", "revenue", "2023-06-01", years).Outcome, Condition("rd-institution-2024", "rdRatio", "2023-06-01", years).Outcome));
    }

    [Fact]
    public void Three_years_that_are_all_too_old_are_unknown_and_do_not_fail() =>
        Assert.Equal(RuleOutcome.Unknown, Condition("hnte-2023", "rd", "2027-01-01", """{"year":2022,"sales":4200,"rd":1}""").Outcome);

    [Theory]
    [InlineData("ip.class1", "{\"ip\":{\"number\":\"ZL1\",\"type\":\"design\"}}", "0")]
    [InlineData("ip.class1", null, null)]
    public void None_of_a_register_that_knows_the_enterprise_is_zero_and_an_empty_register_is_unknown(string field, string? right, string? shown) =>
        Assert.Equal(shown, FormValues.At(Prefilled.Of(Files.Read("sme-2023"), right is null ? Six.Blank : [.. Six.Blank, .. Six.Record("ip", right)], Six.Day), field)?.ToString());

    [Theory]
    [InlineData("count(ip:ip.number)")]
    [InlineData("count(ip:ip.type = \"invention\") + 1")]
    [InlineData("sum(enterprises:accounts.years.rd)")]
    [InlineData("enterprises:accounts.years.rd * 2")]
    public void Arithmetic_over_an_empty_register_fills_nothing_in(string expression)
    {
        var programme = Files.Read("sme-2023") with { Prefill = [new Fill.Value("ip.class1", 1, Expression.Parse(expression)!)] };
        Assert.Null(FormValues.At(Prefilled.Of(programme, Six.Blank, Six.Day), "ip.class1"));
    }

    [Fact]
    public void With_all_registers_empty_every_pool_says_unknown_and_not_one_condition_fails()
    {
        foreach (var programme in Files.All.Select(f => Files.Read(Path.GetFileNameWithoutExtension(f))).Where(p => p.Prefill.Count > 0))
        {
            var check = Six.Check(programme, [], Six.Day);
            Assert.Equal((programme.Ref, RuleOutcome.Unknown), (programme.Ref, check.Outcome));
            Assert.DoesNotContain(check.Conditions, c => c.Outcome == RuleOutcome.Fail);
        }
    }

    private static PrecheckCondition Condition(string programme, string id, string on, params string[] years) =>
        Six.Check(Files.Read(programme), Six.Enterprise("2015-01-05", "", years), Day(on)).Conditions.Single(c => c.Id == id);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
