using ProjectFlow.Core.Metrics;
using static ProjectFlow.Core.Tests.Metrics.Figures;

namespace ProjectFlow.Core.Tests.Metrics;

public sealed class FactConditionTests
{
    private static readonly CaseFacts Case = Facts("register:staff", ("post.role", "leader"), ("post.fullTime", true), ("linked.rd-institutions", 2), ("post.from", new DateOnly(2023, 1, 1)));

    [Theory]
    [InlineData("post.role = \"leader\"", true)]
    [InlineData("post.role = \"assistant\"", false)]
    [InlineData("post.role = \"assistant\" or \"leader\"", true)]
    [InlineData("post.role != \"leader\"", false)]
    [InlineData("post.role != \"assistant\" or \"specialist\"", true)]
    [InlineData("post.unit = \"a\"", false)]
    [InlineData("post.unit != \"a\"", true)]
    [InlineData("post.fullTime = true", true)]
    [InlineData("post.fullTime = false", false)]
    [InlineData("post.fullTime != true", false)]
    [InlineData("post.seconded = true", false)]
    [InlineData("linked.rd-institutions >= 2", true)]
    [InlineData("linked.rd-institutions >= 2.01", false)]
    [InlineData("linked.rd-institutions > 2", false)]
    [InlineData("linked.rd-institutions <= 2", true)]
    [InlineData("linked.rd-institutions < 2", false)]
    [InlineData("linked.rd-institutions = 2", true)]
    [InlineData("linked.rd-institutions != 2", false)]
    [InlineData("linked.ip >= 0", false)]
    [InlineData("post.from present", true)]
    [InlineData("post.from absent", false)]
    [InlineData("post.to present", false)]
    [InlineData("post.to absent", true)]
    public void A_condition_holds_or_does_not(string text, bool holds) => Assert.Equal(holds, FactCondition.Parse(text)!.Holds(Case));

    [Theory]
    [InlineData("")]
    [InlineData("post.role")]
    [InlineData("post.role leader")]
    [InlineData("post.role = leader")]
    [InlineData("post.role >= \"leader\"")]
    [InlineData("post.fullTime >= true")]
    [InlineData("post.role = \"a\" or")]
    [InlineData("post.role = \"a\" \"b\"")]
    [InlineData("1 = 1")]
    [InlineData("post.fromabsent")]
    public void What_is_no_condition_is_not_read(string text) => Assert.Null(FactCondition.Parse(text));
}
