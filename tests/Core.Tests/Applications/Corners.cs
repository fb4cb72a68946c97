using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public class Corners
{
    [Theory]
    [InlineData("submit-3d", Audience.Editors)]
    [InlineData("guide-3d", Audience.Editors)]
    [InlineData("guidance-day3", Audience.Owner)]
    [InlineData("guidance-overdue", Audience.SectionHeads)]
    [InlineData("formal-overdue", Audience.SectionHeads)]
    [InlineData("revision-overdue", Audience.SectionHeads)]
    [InlineData("scoring-overdue", Audience.SectionHeads)]
    [InlineData("formal-escalated", Audience.Leaders)]
    [InlineData("forward-overdue", Audience.Leaders)]
    [InlineData("scoring-2wd", Audience.Experts)]
    [InlineData("revision-1wd", Audience.Editors)]
    [InlineData("result-chaser", Audience.Owner)]
    public void A_reminder_reaches_the_person_who_can_act(string kind, Audience audience)
    {
        var story = Story.Draft(P.Upward);
        var mail = Assert.IsType<Effect.SendMail>(Assert.Single(Lifecycle.Effects(story.Book, story.App, new Events.ReminderRaised(kind, Monday))));
        Assert.Equal(("E23", "Draft", audience), (mail.Template, mail.OnlyWhile, Assert.Single(mail.To)));
    }

    [Fact]
    public void A_lapse_by_the_bureau_is_reported_to_the_leader()
    {
        var story = Story.Guided(P.Upward).At(Closes);
        var lapsed = (ApplicationEvent)((Decision.Accepted)story.Try(Head, new LapseByBureau("Overlooked"))).Events[0];
        var mail = (Effect.SendMail)Lifecycle.Effects(story.Book, ApplicationDecider.Evolve(story.App, lapsed), lapsed)[0];
        Assert.Contains(Audience.Leaders, mail.To);
    }

    [Fact]
    public void A_partner_reads_but_does_not_write()
    {
        var story = new Story(P.Upward).Do(Editor, Story.NewDraft with { Partners = [new(Uni, "partner", "Uni"), new(Uni, "partner", "Uni again")] });
        var partner = Editor with { Org = Uni };
        Assert.True(Lifecycle.CanSee(story.Book, story.App, partner));
        Assert.False(Lifecycle.CanSee(story.Book, story.App, partner with { Conflicts = [Acme] }));
        Assert.Empty(Lifecycle.Permitted(story.Book, story.App, partner));
        Assert.Single(Lifecycle.Project(story.Book, story.App).OfType<Projections.Projection.Line>(), l => l.List == $"org:{Uni}");
    }

    [Theory]
    [InlineData("""{"project":{"title":"a","goal":"b"},"leader":{"leader":"Zhang San"}}""", 1)]
    [InlineData("""{"project":{"title":"a","goal":"b"},"leader":{"leader":{"name":" "}}}""", 0)]
    [InlineData("""{"project":{"title":"a","goal":"b"},"leader":{"leader":{"name":1}}}""", 0)]
    [InlineData("""{"project":{"title":"a","goal":"b"},"leader":{"leader":{}}}""", 0)]
    [InlineData("""{"project":{"title":"a","goal":"b"},"leader":{}}""", 0)]
    [InlineData("""{"project":{"title":"a","goal":"b"}}""", 0)]
    public void A_leader_named_in_the_form_takes_a_place(string form, int places)
    {
        var story = Story.Ready(P.Upward);
        story.Book = story.Book with { Form = FormContent.Parse(System.Text.Encoding.UTF8.GetBytes(form)) };
        if (story.Try(Signatory, Story.Sign) is Decision.Accepted accepted)
        {
            Assert.Equal(places, accepted.Claims.Count);
        }
        else
        {
            Assert.Equal(0, places);
        }
    }

    [Fact]
    public void A_rolling_call_counts_in_the_year_of_submission_and_has_no_closing()
    {
        var rolling = P.Upward with { Round = new Round(2022) { Rolling = true } };
        var story = Story.Ready(rolling);
        story.After(400).Tick();
        Assert.Null(Lifecycle.NextDue(story.Book, story.App));
        story.Refused(Head, new ExtendDeadline(new(2025, 1, 1), "x"), "not-allowed-now");
        var accepted = Assert.IsType<Decision.Accepted>(story.Try(Signatory, Story.Sign));
        Assert.Equal(2024, Assert.IsType<Events.Submitted>(accepted.Events[0]).Year);
        Assert.Empty(accepted.Claims);
        var guided = Story.Guided(rolling).After(60);
        guided.Do(Head, new LapseByBureau("Nobody came"));
    }

    [Fact]
    public void A_case_lapsed_after_submission_takes_its_places_again_when_it_is_brought_back()
    {
        var story = Story.Formal(P.Upward).Do(Officer, Story.SendBack).At(ForwardBy).Tick();
        Assert.Equal("Lapsed", story.App.StateName);
        var open = story.Book.Programme with { Round = story.Book.Programme.Round with { ForwardBefore = null } };
        story.Book = story.Book with { Programme = open };
        var back = Assert.IsType<Decision.Accepted>(story.Try(Head, new ExtendDeadline(new(2023, 7, 9), "Storm")));
        Assert.Equal(["org-round", "leader-round"], back.Claims.Select(c => c.Kind));
        story.Do(Head, new ExtendDeadline(new(2023, 7, 9), "Storm")).Do(Editor, new Comment("Done", "t1")).Do(Signatory, new Resubmit());
    }

    [Fact]
    public void Missing_context_is_a_defect_and_not_a_refusal()
    {
        var story = new Story(P.Upward);
        story.Book = story.Book with { NewCase = null };
        Assert.Throws<InvalidOperationException>(() => story.Try(Editor, Story.NewDraft));
        var ready = Story.Ready(P.Upward);
        ready.Book = ready.Book with { Number = null };
        Assert.Throws<InvalidOperationException>(() => ready.Try(Signatory, Story.Sign));
    }

    [Fact]
    public void A_programme_that_lets_the_bureau_decide_without_publicity_decides_at_once()
    {
        var silent = P.Local with { Stages = P.Local.Stages with { Publicity = null } };
        var story = Story.Chosen(silent);
        Assert.Equal("External", story.App.StateName);
        Assert.Null(((Stage.External)story.App.Stage).ForwardDue);
        story.Do(Officer, Story.Yes).Do(Head, new ConfirmDecision());
        Assert.Equal("Approved", story.App.StateName);
    }

    [Fact]
    public void Repeats_after_the_move_record_nothing()
    {
        Story.Formal(P.Upward).Nothing(Signatory, Story.Sign);
        Story.Guided(P.Upward).Nothing(Editor, new RequestGuidance());
        Story.Draft(P.Upward).Nothing(Editor, new SaveDraft("New alloy", Form));
        Story.Draft(P.Upward).Nothing(Editor, new AttachDocument(File()));
        Story.Published(P.Nominated).Nothing(Head, new StartPublicity(new(2023, 3, 6), Sum));
        Story.Passed(P.Hnte).Nothing(Second, new PassFormal(true, Sum));
        Story.Draft(P.Upward).Do(Signatory, new Withdraw("No")).Nothing(Signatory, new Withdraw("No"));
    }

    [Fact]
    public void An_edit_after_guidance_asks_for_guidance_again()
    {
        Assert.Equal("Draft", Story.Ready(P.Upward).Do(Editor, new SaveDraft("Newer", Form)).App.StateName);
        Assert.Equal("Draft", Story.Ready(P.Upward).Do(Editor, new AttachDocument(File(hash: OtherSum))).App.StateName);
        Assert.Equal("Draft", Story.Ready(P.Upward).Do(Editor, new RemoveDocument("signed", Sum)).App.StateName);
    }
}
