using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Tests.Rules;

public sealed class ScoreSheets
{
    [Theory]
    [InlineData(100, 30, 600, 10_000, 9_000, 1, 0, 100, false)]
    [InlineData(100, 10, 300, 10_000, 9_000, 0, 4, 48, false)]
    [InlineData(100, 9, 600, 10_000, 9_000, 1, 0, 80, true)]
    [InlineData(100, 20, 200, 10_000, 2_000, 0, 2, 34, false)]
    public void An_SME_is_scored_by_staff_research_and_rights(int staff, int tech, int rd, int sales, int cost, int one, int two, int total, bool barred)
    {
        var values = new Known { ["staff"] = staff, ["tech"] = tech, ["rd"] = rd, ["sales"] = sales, ["cost"] = cost, ["class1"] = one, ["class2"] = two };
        Assert.Equal(new Scored(total, total, barred), ScoreSheet.Sme.Score(values));
    }

    [Fact]
    public void A_missing_input_leaves_the_score_unknown() => Assert.Null(ScoreSheet.Sme.Score(new Known { ["staff"] = 100 }));

    [Theory]
    [InlineData(2400, 3200, 4200, 7, 8)]
    [InlineData(1000, 1350, 1822.5, 9, 10)]
    [InlineData(1000, 1000, 1000, 0, 0)]
    [InlineData(1000, 900, 800, 0, 0)]
    [InlineData(0, 1000, 1350, 9, 10)]
    [InlineData(1000, 0, 1350, 0, 0)]
    public void Growth_is_banded_exactly(decimal first, decimal second, decimal third, int low, int high)
    {
        var growth = ScoreSheet.Hnte.Parts.Single(p => p.Id == "sales-growth").Measure;
        Assert.Equal(new Points(low, high), growth.Range(new Known { ["years"] = 3, ["sales1"] = first, ["sales2"] = second, ["sales3"] = third }));
    }

    [Theory]
    [InlineData(2400, 3200, 4200, "0.3229")]
    [InlineData(1000, 1350, 1822.5, "0.35")]
    [InlineData(1000, 1000, 1000, "0")]
    [InlineData(1000, 900, 800, "-0.1056")]
    public void Growth_is_the_mean_of_two_years(decimal first, decimal second, decimal third, string rate) =>
        Assert.Equal(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), decimal.Round(Measure.Rate(first, second, third)!.Value, 4));

    [Fact]
    public void Growth_without_one_of_the_years_is_unknown() => Assert.Null(Measure.Rate(1, null, 2));

    private sealed class Known : Dictionary<string, decimal>, IValues
    {
        public decimal? Number(string name) => TryGetValue(name, out var value) ? value : null;

        public decimal? Aggregate(Expression.Over over) => null;
    }
}
