using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>Bids stay closed until the need's closing day has passed.</summary>
public sealed class Sealing
{
    private static readonly DateTimeOffset Opens = ChinaTime.EndOf(new(2023, 3, 20));

    [Fact]
    public void Until_the_closing_day_has_passed_only_the_writer_reads_a_bid()
    {
        var bid = Sealed().Record!;
        Assert.Equal(Opens, bid.SealedUntil);
        Assert.Equal(bid, RecordAccess.SeenBy(bid, Editor));
        foreach (var who in new[] { Colleague, Officer, Head, World.Leader, World.Auditor })
        {
            Assert.True(Lifecycle.CanSee(Sealed().Book(), bid, who));
            Assert.Equal(("{}", bid.Key), (RecordAccess.SeenBy(bid, who).Content.Root.GetRawText(), RecordAccess.SeenBy(bid, who).Title));
        }
    }

    [Fact]
    public void History_lists_and_figures_tell_no_more_than_that_it_is_there()
    {
        var story = Sealed();
        var seen = (Events.Entered)RecordAccess.SeenBy(story.History[0], story.Record!, Officer);
        Assert.Equal(("{}", story.Record!.Key), (seen.Content.Root.GetRawText(), seen.Face.Title));
        Assert.All(Lifecycle.Project(story.Book(), story.Record).Cast<Projections.Projection.Line>(), l => Assert.Equal(story.Record.Key, l.Shown.Title));
        Assert.Equal(["createdOn", "entered.submitted", "in.submitted", "key", "org", "state"], RecordFacts.Of(Bids, story.Record).Single().Values.Keys.Order());
    }

    [Fact]
    public void Time_opens_it_and_not_a_tick_too_early()
    {
        var story = Sealed();
        Assert.Equal(Opens, Lifecycle.NextDue(story.Book(), story.Record!));
        Assert.Equal(0, story.At(Opens.AddTicks(-1)).Adds(Actor.System, new Tick()));
        story.At(Opens).Do(Actor.System, new Tick());
        Assert.Null(Lifecycle.NextDue(story.Book(), story.Record!));
        Assert.Contains("保密方案", System.Text.Encoding.UTF8.GetString(RecordAccess.SeenBy(story.Record!, Officer).Content.Utf8.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_closing_day_put_off_meanwhile_keeps_it_closed()
    {
        var story = Sealed();
        story.SealedBy = Published("2023-04-10").Record;
        story.At(Opens).Do(Actor.System, new Tick());
        Assert.Equal(ChinaTime.EndOf(new(2023, 4, 10)), story.Record!.SealedUntil);
    }

    [Fact]
    public void A_bid_is_taken_only_while_the_need_is_on_the_board()
    {
        Assert.Equal("link-not-open", new RecordStory(Bids).CodeOfPut(Editor, Bid()));
        Assert.Equal("link-not-open", new RecordStory(Bids) { SealedBy = new RecordStory(Needs).Put(Officer, Need()).Record }.CodeOfPut(Editor, Bid()));
        Assert.Null(new RecordStory(Bids) { SealedBy = Published().Record }.At(Opens.AddTicks(-1)).CodeOfPut(Editor, Bid()));
        Assert.Equal("closed", new RecordStory(Bids) { SealedBy = Published().Record }.At(Opens).CodeOfPut(Editor, Bid()));
    }

    [Fact]
    public void A_bid_can_be_bettered_until_then_and_not_after()
    {
        var story = Sealed().Put(Editor, Bid("90"));
        Assert.Equal("record-sealed", story.CodeOf(Head, new MoveRecord("reject", Today, "x")));
        story.At(Opens).Do(Actor.System, new Tick());
        Assert.Equal("closed", story.CodeOfPut(Editor, Bid("80")));
        Assert.Null(story.CodeOf(Head, new MoveRecord("select", Today, null, Json("""{"outcome":{"score":90,"opinion":"好"}}"""))));
    }

    private static RecordStory Sealed() => new RecordStory(Bids) { SealedBy = Published().Record }.Put(Editor, Bid());
}
