using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Rules;

/// <summary>The innovation score of 195号 over the shipped programme (domain.md §7.4). An expert's 0 to 42 points stand in every span.</summary>
public sealed class HighTech
{
    [Theory]
    [InlineData("2400,3200,4200", "14–58")] // 32.29 %
    [InlineData("1000,1350,1822.5", "18–62")] // exactly 35 %
    [InlineData("1000,1000,1000", "0–42")]
    [InlineData("1000,900,800", "0–42")]
    [InlineData("0,1000,1250", "14–58")] // first base 0: the last two years
    [InlineData("1000,0,1250", "0–42")] // second base 0
    [InlineData("1000,1350", "18–62")] // two years only
    [InlineData("1000,1349.99", "14–58")]
    [InlineData("0,1350", "0–42")]
    [InlineData("1000", "0–42")] // one year gives no points
    public void Assets_and_sales_score_by_the_years_there_are(string years, string span) => Assert.Equal(span, Score(years, conversions: 0).Figure);

    [Theory]
    [InlineData(2, "0–42")]
    [InlineData(3, "1–48")]
    [InlineData(14, "19–66")]
    [InlineData(15, "25–72")]
    public void Conversions_score_by_their_average_of_three_years(int conversions, string span) => Assert.Equal(span, Score("1000", conversions).Figure);

    [Fact]
    public void Without_years_the_score_is_unknown() => Assert.Equal(RuleOutcome.Unknown, Score("", conversions: 15).Outcome);

    [Theory]
    [InlineData(70, RuleOutcome.Fail)]
    [InlineData(71, RuleOutcome.Pass)]
    public void Seventy_points_fail_and_seventy_one_pass(int points, RuleOutcome outcome)
    {
        var programme = Files.Read("hnte-2023");
        var asked = Assert.IsType<Rule.ScoreTable>(programme.Rules.Single(r => r.Id == "score"));
        var exact = asked with { Sheet = new("exact", [], [new("all", new Measure.Judged(points, points))]) };
        Assert.Equal(outcome, Assert.Single(RuleEvaluator.Evaluate(programme with { Rules = [exact] }, FormWorld.Content("{}"), null, new(2023, 6, 1))).Outcome);
    }

    private static RuleResult Score(string years, int conversions)
    {
        var rows = years.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(y => $$"""{"sales":{{y}},"netAssets":{{y}}}""");
        var results = string.Join(',', Enumerable.Repeat("{}", conversions));
        var form = $$$"""{"fin":{"years":[{{{string.Join(',', rows)}}}]},"ip":{"ip":[]},"conv":{"conversions":[{{{results}}}]}}""";
        return RuleEvaluator.Evaluate(Files.Read("hnte-2023"), FormWorld.Content(form), null, new(2023, 6, 1)).Single(r => r.RuleId == "score");
    }
}
