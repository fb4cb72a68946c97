using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

public sealed class Moving
{
    [Fact]
    public void A_need_runs_from_draft_to_closed_and_remembers_each_day()
    {
        var story = Published();
        story.At(Monday.AddDays(20)).Move(Officer, "match", """{"match":{"partner":"12320000DEMA00014U"}}""").Move(Officer, "contract").At(Monday.AddDays(30)).Move(Officer, "close");
        Assert.Equal("closed", story.Record!.StateName);
        Assert.Equal(
            ["draft 2023-02-01", "reviewed 2023-03-06", "published 2023-03-06", "matched 2023-03-26", "contracted 2023-03-26", "closed 2023-04-05"],
            story.Record.Entered.Select(e => $"{e.Key} {e.Value:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_move_asks_for_its_fields_and_takes_no_others()
    {
        var story = new RecordStory(Needs).Put(Officer, Need()).Move(Officer, "review", """{"review":{"score":80,"opinion":"可行"}}""");
        Assert.Equal(["publication.prize required", "publication.closesOn required"], Told(story, new MoveRecord("publish", Today)));
        Assert.Contains("need.title unknown-field", Told(story, new MoveRecord("publish", Today, null, Json("""{"need":{"title":"x"},"publication":{"prize":1,"closesOn":"2023-04-01"}}"""))));
        Assert.Contains("publication.prize too-many-decimals", Told(story, new MoveRecord("publish", Today, null, Json("""{"publication":{"prize":1.0000001,"closesOn":"2023-04-01"}}"""))));
    }

    [Fact]
    public void A_move_is_made_by_its_roles_as_far_as_they_reach()
    {
        var story = new RecordStory(Needs).Put(Editor, Need());
        Assert.Equal("role-forbidden", story.CodeOf(Editor, new MoveRecord("review", Today)));
        Assert.Equal("role-forbidden", story.CodeOf(Stranger, new MoveRecord("review", Today)));
        Assert.Equal("not-found", story.CodeOf(Rival, new MoveRecord("withdraw", Today, "x")));
        Assert.Null(story.CodeOf(Editor, new MoveRecord("withdraw", Today, "x")));
    }

    [Theory]
    [InlineData("2023-03-06", null)]
    [InlineData("2023-03-07", "date-in-future")]
    [InlineData("2023-02-01", null)]
    [InlineData("2023-01-31", "date-before-state")]
    public void The_day_lies_between_the_last_move_and_today(string on, string? code) => Assert.Equal(
        code, new RecordStory(Needs).Put(Officer, Need()).CodeOf(Officer, new MoveRecord("withdraw", DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), "停产")));

    [Fact]
    public void Where_a_reason_is_asked_for_a_blank_is_none() =>
        Assert.Equal(["reason required"], Told(new RecordStory(Needs).Put(Officer, Need()), new MoveRecord("withdraw", Today, " ")));

    [Fact]
    public void What_the_state_does_not_know_is_refused_and_a_repeat_adds_nothing()
    {
        var story = new RecordStory(Needs).Put(Officer, Need());
        Assert.Equal("not-allowed-now", story.CodeOf(Officer, new MoveRecord("close", Today)));
        Assert.Equal("no-such-move", story.CodeOf(Officer, new MoveRecord("sell", Today)));
        var review = new MoveRecord("review", Today, null, Json("""{"review":{"score":80,"opinion":"可行"}}"""));
        Assert.Equal(0, story.Do(Officer, review).Adds(Officer, review));
    }

    [Fact]
    public void A_published_need_changes_by_moves_only()
    {
        var story = Published();
        Assert.Equal("record-locked", story.CodeOfPut(Editor, Need("另一题目")));
        Assert.Equal("record-locked", story.CodeOf(Officer, new RemoveRecord("x")));
        Assert.Null(story.CodeOf(Head, new RemoveRecord("x")));
    }

    [Fact]
    public void Putting_the_closing_day_off_does_not_publish_it_anew()
    {
        var story = Published().At(Monday.AddDays(5)).Move(Head, "extend", """{"publication":{"closesOn":"2023-04-01"}}""", "应企业要求");
        Assert.Equal(Today, story.Record!.Entered["published"]);
        Assert.Contains("2023-04-01", System.Text.Encoding.UTF8.GetString(story.Record.Content.Utf8.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_offers_what_would_be_accepted()
    {
        var story = new RecordStory(Needs).Put(Editor, Need());
        Assert.Equal(["put-record", "move-record", "remove-record"], Lifecycle.Permitted(story.Book(), story.Record!, Editor));
        Assert.Equal(["move-record"], Lifecycle.Permitted(Published().Book(), Published().Record!, Editor));
        Assert.Empty(Lifecycle.Permitted(story.Book(), story.Record!, World.Leader));
    }

    [Fact]
    public void A_corrected_first_day_corrects_the_day_the_first_state_was_entered()
    {
        var story = new RecordStory(Institutions).Put(Officer, Institution()).Put(Officer, Institution(filed: "2022-06-01"));
        Assert.Equal(new DateOnly(2022, 6, 1), story.Record!.Entered["active"]);
    }

    private static IEnumerable<string> Told(RecordStory story, RecordCommand command) => story.Why(Head, command)!.Problems.Select(p => $"{p.Path} {p.Code}");
}
