using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>What is not opened is closed.</summary>
public sealed class Access
{
    private static readonly Dictionary<string, Actor> People = new()
    {
        ["editor"] = Editor,
        ["officer"] = Officer,
        ["stranger"] = Stranger,
        ["leader"] = World.Leader,
        ["town"] = World.Town with { Areas = ["草桥镇"] },
        ["towns"] = World.Town with { Areas = ["草桥镇", "时集镇"] },
        ["expert"] = World.Expert,
    };

    [Theory]
    [InlineData("needs", "officer", null, null, "register:needs")]
    [InlineData("needs", "officer", "draft", null, "register:needs:draft")]
    [InlineData("needs", "editor", null, null, "org:91320381DEMA00013G:needs")]
    [InlineData("needs", "editor", "draft", null, "org:91320381DEMA00013G:needs")]
    [InlineData("needs", "editor", "published", null, "register:needs:published")] // the board is open to all enterprises
    [InlineData("needs", "town", null, null, null)]
    [InlineData("needs", "expert", "published", null, null)]
    [InlineData("bids", "officer", null, null, "register:bids")]
    [InlineData("bids", "stranger", null, null, null)] // another section
    [InlineData("bids", "leader", null, null, "register:bids")]
    [InlineData("bids", "editor", null, null, "org:91320381DEMA00013G:bids")]
    [InlineData("staff", "town", null, null, "area:草桥镇:staff")]
    [InlineData("staff", "towns", null, null, null)] // has to say which
    [InlineData("staff", "towns", null, "时集镇", "area:时集镇:staff")]
    [InlineData("staff", "town", null, "时集镇", null)]
    [InlineData("events", "town", null, null, "register:events")]
    [InlineData("pools", "editor", null, null, "org:91320381DEMA00013G:pools")]
    public void The_list_a_person_reads_is_the_widest_opened_to_them(string register, string who, string? state, string? area, string? list) =>
        Assert.Equal(list, RecordAccess.ListOf(Named(register), People[who], state, area));

    [Theory]
    [InlineData("needs", "editor", true, true)]
    [InlineData("needs", "officer", true, true)]
    [InlineData("needs", "leader", true, false)]
    [InlineData("needs", "stranger", true, false)]
    [InlineData("needs", "town", false, false)]
    [InlineData("bids", "editor", true, true)]
    [InlineData("bids", "officer", true, false)]
    [InlineData("bids", "stranger", false, false)]
    [InlineData("pools", "editor", true, false)]
    [InlineData("staff", "editor", false, false)]
    [InlineData("staff", "town", true, false)]
    public void A_register_nothing_of_which_is_opened_does_not_exist(string register, string who, bool knows, bool writes) =>
        Assert.Equal((knows, writes), (RecordAccess.Knows(Named(register), People[who]), RecordAccess.MayWrite(Named(register), People[who])));

    [Fact]
    public void What_may_be_done_follows_role_and_state()
    {
        var draft = new RecordStory(Needs).Put(Editor, Need());
        Assert.Equal(["put-record", "move-record", "remove-record"], Permitted(draft, Officer));
        Assert.Equal([], Permitted(draft, World.Auditor));
        Assert.Equal([], Permitted(draft, Rival));
        var published = Published();
        Assert.Equal(["move-record"], Permitted(published, Officer)); // locked
        Assert.Equal(["move-record", "remove-record"], Permitted(published, Head));
        Assert.Equal([], Permitted(published, Rival));
        published.Do(Head, new RemoveRecord("误登"));
        Assert.Equal(["put-record"], Permitted(published, Head));
        Assert.Equal([], Permitted(published, World.Leader));
        var stub = new RecordStory(Needs).Do(Actor.System, new LinkRecord("needs", "XQ-1", "bids", CaseId.Record("bids", "1")));
        Assert.Equal([], Permitted(stub, Head));
        Assert.False(RecordAccess.CanSee(Needs, stub.Record!, Head));
    }

    [Fact]
    public void Whoever_has_declared_a_relation_to_the_enterprise_neither_reads_nor_writes_its_records()
    {
        var partial = Officer with { Conflicts = [World.Acme] };
        var draft = new RecordStory(Needs).Put(Editor, Need());
        Assert.False(RecordAccess.CanSee(Needs, draft.Record!, partial));
        Assert.Equal("not-found", draft.CodeOf(partial, new RemoveRecord("x")));
        Assert.Equal("conflict-of-interest", new RecordStory(Needs).CodeOfPut(partial, Need()));
        Assert.True(RecordAccess.CanSee(Needs, draft.Record!, Editor with { Conflicts = [World.Acme] })); // their own is no conflict
    }

    [Fact]
    public void A_sealed_bid_tells_nobody_but_its_writer_what_was_offered_not_even_by_its_history()
    {
        var bid = new RecordStory(Bids) { SealedBy = Published().Record }.Put(Editor, Bid()).Put(Editor, Bid("90"));
        bid.SealedBy = Published("2023-03-25").Record;
        bid.At(new(2023, 3, 21, 0, 0, 0, TimeSpan.FromHours(8))).Do(Actor.System, new Tick());
        foreach (var who in new[] { Officer, Colleague, World.Leader })
        {
            var seen = bid.History.Select(e => RecordAccess.SeenBy(e, bid.Record!, who)).ToList();
            Assert.Equal((0, bid.Record!.Key), (((Events.Entered)seen[0]).Content.Root.EnumerateObject().Count(), ((Events.Entered)seen[0]).Face.Title));
            Assert.Equal((0, bid.Record.Key), (((Events.Changed)seen[1]).Content.Root.EnumerateObject().Count(), ((Events.Changed)seen[1]).Face.Title));
            Assert.IsType<Events.Resealed>(seen[2]);
            Assert.Equal(bid.Record.Key, RecordAccess.SeenBy(bid.Record, who).Title);
        }

        Assert.Equal(bid.History, bid.History.Select(e => RecordAccess.SeenBy(e, bid.Record!, Editor)));
        Assert.Equal([], Permitted(bid, Officer));
    }

    [Theory]
    [InlineData("officer", null)]
    [InlineData("stranger", "role-forbidden")]
    [InlineData("leader", "role-forbidden")]
    [InlineData("town", "not-found")]
    public void Only_who_writes_it_removes_a_record(string who, string? code) => Assert.Equal(code, new RecordStory(Needs).Put(Editor, Need()).CodeOf(People[who], new RemoveRecord("误登")));

    [Fact]
    public void Links_and_ticks_are_the_systems_own()
    {
        var draft = new RecordStory(Needs).Put(Editor, Need());
        Assert.Equal("role-forbidden", draft.CodeOf(Head, new Tick()));
        Assert.Equal("role-forbidden", draft.CodeOf(Head, new LinkRecord("needs", "XQ-1", "bids", CaseId.Record("bids", "1"))));
        Assert.Equal("role-forbidden", draft.CodeOf(Head, new UnlinkRecord("needs", "XQ-1", "bids", CaseId.Record("bids", "1"))));
    }

    private static IReadOnlyList<string> Permitted(RecordStory story, Actor who) => RecordAccess.Permitted(Named(story.Record!.Register.Id), story.Record, who);
}
