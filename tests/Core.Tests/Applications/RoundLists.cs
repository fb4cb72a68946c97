using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

/// <summary>What the public and a round's pages are told of an application.</summary>
public class RoundLists
{
    [Fact]
    public void A_case_is_published_from_the_notice_until_the_period_has_ended()
    {
        var story = Story.Chosen(P.Local);
        Assert.Empty(Published(story));
        story.Do(Officer, new StartPublicity(new(2023, 3, 6), Sum));
        Assert.Equal(["publicity", "publicity:local:2023"], Published(story).Select(l => l.List));
        Assert.All(Published(story), l => Assert.Equal(("202303140000", new DateOnly(2023, 3, 6)), (l.Sort, l.Shown.From!.Value)));
        story.At(new(2023, 3, 13, 23, 59, 0, Monday.Offset)).Tick();
        Assert.Equal(2, Published(story).Count);
        story.At(new(2023, 3, 14, 0, 0, 0, Monday.Offset)).Tick();
        Assert.Empty(Published(story));
    }

    [Fact]
    public void What_the_public_is_told_names_no_person()
    {
        var story = Story.Published(P.Local);
        Assert.All(Published(story), l => Assert.Equal((null, null, null, null), (l.Shown.Owner, l.Shown.Facts, l.Shown.Round, l.Shown.Item)));
    }

    [Fact]
    public void An_extended_period_is_published_again()
    {
        var story = Story.Published(P.Local).Do(Officer, new RecordObjection("Li Si", "1", "Old"));
        story.After(9).Tick();
        Assert.Empty(Published(story));
        story.Do(Head, new ResolveObjection("o1", ObjectionOutcome.Dismissed, "Unfounded"));
        Assert.All(Published(story), l => Assert.Equal("202303160000", l.Sort));
    }

    [Fact]
    public void Nothing_is_published_once_it_is_decided_or_goes_up()
    {
        Assert.Empty(Published(Story.Published(P.Local).After(10).Do(Officer, Story.Yes).Do(Head, new ConfirmDecision())));
        Assert.Empty(Published(Story.Published(P.Nominated).After(10).Tick()));
    }

    [Fact]
    public void The_round_knows_scores_rank_and_how_far_a_case_got()
    {
        var scored = Round(Story.Scored(P.Upward));
        Assert.Equal((1, 60, false), (scored.Experts, Assert.Single(scored.Scores), scored.IsSealed(Monday)));
        var chosen = Round(Story.Chosen(P.Upward));
        Assert.Equal((1, true, ExternalStage.ToForward), (chosen.Rank, chosen.Recommended, chosen.At));
        Assert.Equal("R-1", Round(Story.Forwarded(P.Upward)).Forwarding!.ReceiptNo);
        Assert.True(Round(Story.Forwarded(P.Upward).Do(Officer, Story.Yes)).DecisionPending);
    }

    [Fact]
    public void Scores_are_sealed_while_one_is_outstanding_and_not_after_the_last_day()
    {
        var round = Round(Story.Passed(P.Upward).Do(Head, new AssignExperts([Xu, Yin])).Do(Expert, Story.Points));
        Assert.True(round.IsSealed(Monday));
        Assert.True(round.IsSealed(round.SealedUntil!.Value.AddMinutes(-1)));
        Assert.False(round.IsSealed(round.SealedUntil.Value));
    }

    [Fact]
    public void The_money_asked_for_is_that_of_the_form_handed_over()
    {
        var story = new Story(Asking);
        var form = FormContent.Parse("""{"project":{"title":"New alloy","goal":"Lighter","requested":"12.5"}}"""u8.ToArray());
        story.Book = story.Book with { Form = form };
        story.Do(Editor, Story.NewDraft with { Programme = Asking.Ref }).Do(Editor, new SaveDraft("New alloy", form)).Do(Editor, new AttachDocument(File()));
        Assert.Null(Round(story).Asked);
        Assert.Equal(Money.FromWanyuan(12.5m), Round(story.Do(Editor, new RequestGuidance())).Asked);
        Assert.Null(Round(Story.Guided(P.Upward)).Asked);
    }

    [Fact]
    public void Only_the_list_of_the_round_tells_what_its_pages_need() =>
        Assert.Equal(["programme:local:2023"], Lines(Story.Published(P.Local)).Where(l => l.Shown.Round is not null).Select(l => l.List));

    private static Programme Asking => P.Upward with
    {
        Form = new([P.Upward.Form.Sections[0] with { Fields = [.. P.Upward.Form.Sections[0].Fields, new("requested", FieldType.MoneyWanyuan, "申请", "Asked")] }]),
    };

    private static RoundFacts Round(Story story) => Lines(story).Select(l => l.Shown.Round).OfType<RoundFacts>().Single();

    private static List<Projection.Line> Published(Story story) => [.. Lines(story).Where(l => l.List.StartsWith("publicity", StringComparison.Ordinal))];

    private static IEnumerable<Projection.Line> Lines(Story story) => Lifecycle.Project(story.Book, story.App).OfType<Projection.Line>();
}
