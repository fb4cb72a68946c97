using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

public sealed class Linking
{
    private static readonly Register Enterprises = Named("enterprises");
    private static readonly CaseId Source = CaseId.Record("rd-institutions", "x");
    private static readonly LinkRecord Link = new("enterprises", "91320381DEMA00013G", "rd-institutions", Source);

    [Fact]
    public void An_institution_tells_its_enterprise_that_it_counts_and_that_it_no_longer_does()
    {
        var story = new RecordStory(Institutions).Put(Officer, Institution());
        var told = Assert.IsType<Effect.Tell>(Assert.Single(Told(story)));
        Assert.Equal(CaseId.Record("enterprises", "91320381DEMA00013G"), told.Case);
        Assert.Equal(Link with { Record = story.Record!.Id }, told.Command);

        Assert.Empty(Told(story.Put(Officer, Institution(filed: "2022-06-01"))));
        Assert.IsType<UnlinkRecord>(Assert.IsType<Effect.Tell>(Assert.Single(Told(story.Move(Head, "revoke", null, "两年未考核")))).Command);
        Assert.Empty(Told(story.Do(Head, new RemoveRecord("x"))));
    }

    [Fact]
    public void An_enterprise_not_yet_on_record_remembers_what_points_at_it()
    {
        var story = new RecordStory(Enterprises).Do(Actor.System, Link);
        Assert.True(story.Record!.IsStub);
        Assert.False(Lifecycle.CanSee(story.Book(), story.Record, Officer));
        Assert.Empty(Lifecycle.Project(story.Book(), story.Record));
        Assert.Empty(RecordFacts.Of(Enterprises, story.Record));
        Assert.Equal("not-found", story.CodeOf(Officer, new RemoveRecord("x")));

        story.Put(Officer, Json("""{"enterprise":{"uscc":"91320381DEMA00013G","name":"示范","town":"草桥镇"},"size":{"aboveScale":true,"industrial":true,"service":false}}"""));
        Assert.Equal(new Fact.Number(1), RecordFacts.Of(Enterprises, story.Record!)[0].Values["linked.rd-institutions"]);
    }

    [Fact]
    public void Linking_and_unlinking_twice_is_the_same_as_once()
    {
        var story = new RecordStory(Enterprises).Do(Actor.System, Link);
        Assert.Equal(0, story.Adds(Actor.System, Link));
        var unlink = new UnlinkRecord(Link.To, Link.Key, Link.Register, Link.Record);
        Assert.Equal(0, story.Do(Actor.System, unlink).Adds(Actor.System, unlink));
        Assert.Empty(story.Record!.Linked);
        Assert.Equal(0, new RecordStory(Enterprises).Adds(Actor.System, unlink));
    }

    [Fact]
    public void Only_the_system_links() => Assert.Equal("role-forbidden", new RecordStory(Enterprises).CodeOf(Head, Link));

    private static IReadOnlyList<Effect> Told(RecordStory story) => Lifecycle.Effects(story.Book(), story.Record!, story.History[^1]);
}
