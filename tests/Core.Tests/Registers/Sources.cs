using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>A metric file that misspells a fact of a register is told.</summary>
public sealed class Sources
{
    private static readonly MetricSources Known = RegisterSources.Of(All);

    [Theory]
    [InlineData("needs", "state", true)]
    [InlineData("needs", "status", false)]
    [InlineData("needs", "entered.published", true)]
    [InlineData("needs", "entered.printed", false)]
    [InlineData("needs", "linked.bids", true)]
    [InlineData("needs", "linked.staff", false)]
    [InlineData("needs", "need.title", true)]
    [InlineData("needs", "need.heading", false)]
    [InlineData("needs", "need.title.from", false)] // no period
    [InlineData("platforms", "ratings.ratings", false)] // a table speaks by its rows
    [InlineData("platforms/ratings.ratings", "rating", true)]
    public void A_path_is_a_fact_of_the_register_or_not(string register, string path, bool known) => Assert.Equal(known, Known.Find("register:" + register)!(path));

    [Theory]
    [InlineData("register:nowhere")]
    [InlineData("needs")]
    [InlineData("register:needs/a/b")]
    public void A_source_that_is_not_there_is_none(string source) => Assert.Null(Known.Find(source));

    [Fact]
    public void The_shipped_figures_ask_for_facts_there_are() =>
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Shipped.Root, "functions", "Metrics"), "*.json").SelectMany(f => MetricFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f), Known).Problems));
}
