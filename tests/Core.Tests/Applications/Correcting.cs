using ProjectFlow.Core.Applications;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public sealed class Correcting
{
    [Theory]
    [InlineData("receiptNo", "R-9")]
    [InlineData("documentNo", "D-9")]
    [InlineData("projectNo", "P-9")]
    [InlineData("award", "123.45")]
    [InlineData("termFrom", "2023-01-05")]
    [InlineData("termTo", "2029-12-31")]
    public void A_recorded_fact_is_put_right_by_two_persons_and_the_old_value_kept(string fact, string value)
    {
        var story = Story.Approved(P.Upward);
        story.Do(Head, new ProposeCorrection(fact, value, "Typo", Sum)).Do(Leader, new ConfirmCorrection());
        var kept = Assert.Single(story.App.Corrections);
        Assert.Equal((fact, value), (kept.Fact, kept.Value));
        story.Do(Head, new ProposeCorrection(fact, kept.Old ?? "P-1", "Typo again", Sum)).Do(Leader, new ConfirmCorrection());
        Assert.Equal(value, story.App.Corrections[1].Old);
    }

    [Theory]
    [InlineData("award", "-0.01")]
    [InlineData("award", "1000000000000.00")]
    [InlineData("award", "much")]
    [InlineData("termFrom", "2029-12-31")]
    [InlineData("termFrom", "2023-02-30")]
    [InlineData("termTo", "2001-01-01")]
    [InlineData("termTo", "soon")]
    public void A_value_that_cannot_stand_for_the_fact_is_refused(string fact, string value) =>
        Story.Approved(P.Upward).Refused(Head, new ProposeCorrection(fact, value, "Typo", Sum), "unknown-fact");
}
