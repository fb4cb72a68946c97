using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Applications;

public class Upwards
{
    private static readonly TimeSpan Second1 = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_authority_moves_forward_only_and_its_publicity_has_dates()
    {
        Story.Chosen(P.Upward).Refused(Officer, Stage(ExternalStage.Accepted), "not-forwarded");
        Story.Chosen(P.Upward).Refused(Officer, Story.Forward with { On = new(2023, 3, 7) }, "date-in-future");
        var story = Story.Forwarded(P.Upward);
        story.Nothing(Officer, Story.Forward);
        story.Refused(Officer, Stage(ExternalStage.Forwarded), "invalid");
        story.Refused(Officer, Stage(ExternalStage.Publicity), "publicity-dates");
        story.Refused(Officer, Stage(ExternalStage.Accepted) with { On = new(2023, 3, 7) }, "date-in-future");
        story.Refused(Officer, Stage(ExternalStage.Accepted) with { From = new(2023, 3, 7) }, "publicity-dates");
        story.Do(Officer, Stage(ExternalStage.Defence)).Nothing(Officer, Stage(ExternalStage.Defence));
        story.Refused(Officer, Stage(ExternalStage.Accepted), "stage-backwards");
        story.Do(Officer, Stage(ExternalStage.Publicity) with { From = new(2023, 3, 6), To = new(2023, 3, 6) });
        Assert.Equal(2, story.App.Passages.Count);
    }

    [Fact]
    public void A_decision_takes_two_persons_a_document_and_whole_data()
    {
        Story.Chosen(P.Upward).Refused(Officer, Story.Yes, "not-forwarded");
        var story = Story.Forwarded(P.Upward);
        story.Refused(Leader, new ConfirmDecision(), "nothing-proposed");
        story.Refused(Officer, Story.Yes with { Award = new Money(-1) }, "award-negative");
        story.Refused(Officer, Story.Yes with { Award = null }, "decision-data");
        story.Refused(Officer, Story.Yes with { To = Story.Yes.From }, "decision-data");
        story.Refused(Officer, Story.No with { Reason = " " }, "decision-data");
        story.Refused(Officer, Story.No with { Award = Money.Zero }, "decision-data");
        story.Do(Officer, Story.Yes with { Award = Money.Zero }).Nothing(Officer, Story.Yes with { Award = Money.Zero });
        story.Refused(Head with { Id = Officer.Id }, new ConfirmDecision(), "same-person");
        story.Refused(Head with { OnBehalfOf = Officer.Id }, new ConfirmDecision(), "same-person");
        story.Do(Leader, new ConfirmDecision()).Nothing(Leader, new ConfirmDecision());
        Assert.Equal((Money.Zero, "Approved"), (story.App.Verdict!.Award, story.App.StateName));
        var rejected = Story.Forwarded(P.Upward).Do(Officer, Story.No).Do(Head, new ConfirmDecision());
        Assert.Equal(new Stage.Rejected(RejectedAt.External, "Not chosen"), rejected.App.Stage);
        Story.Forwarded(P.Hnte).Refused(Officer, Story.Yes, "decision-data");
        Story.Forwarded(P.Hnte).Do(Officer, Story.Yes with { Award = null, From = null, To = null }).Do(Head, new ConfirmDecision());
    }

    [Fact]
    public void The_bureau_approves_only_after_its_publicity()
    {
        Story.Chosen(P.Local).Refused(Officer, Story.Yes, "publicity-running");
        var story = Story.Published(P.Local);
        var until = ((Stage.Publicity)story.App.Stage).Until!.Before;
        story.At(until - Second1).Refused(Officer, Story.Yes, "publicity-running");
        story.Do(Officer, new RecordObjection("Li Si", "1", "Old")).Nothing(Officer, new RecordObjection("Li Si", "1", "Old"));
        story.At(until).Refused(Officer, Story.Yes, "objection-open");
        story.Refused(Officer, Story.No, "objection-open");
        story.Refused(Officer, new RecordObjection("Wang Wu", "1", "Late"), "publicity-ended");
        story.Refused(Head, new ResolveObjection("o9", ObjectionOutcome.Dismissed, "x"), "unknown-objection");
        story.Do(Head, new ResolveObjection("o1", ObjectionOutcome.Dismissed, "Unfounded")).Nothing(Head, new ResolveObjection("o1", ObjectionOutcome.Dismissed, "Unfounded"));
        story.Refused(Head, new ResolveObjection("o1", ObjectionOutcome.Upheld, "True"), "not-allowed-now");
        story.Refused(Officer, Story.Yes, "publicity-running"); // extended to the end of the day
        story.After(1).Refused(Officer, Story.Forward, "not-allowed-now");
        story.Do(Officer, Story.Yes).Do(Head, new ConfirmDecision());
        Assert.Equal("Approved", story.App.StateName);
    }

    [Fact]
    public void An_upheld_objection_ends_in_a_rejection()
    {
        var story = Story.Published(P.Nominated);
        story.Refused(Leader, new NotRecommend("No", Sum), "not-allowed-now");
        story.Do(Officer, new RecordObjection("Li Si", "1", "Old")).Do(Head, new ResolveObjection("o1", ObjectionOutcome.Upheld, "True")).After(20);
        story.Refused(Officer, new ClosePublicity(), "objection-upheld");
        story.Tick();
        Assert.Equal("Publicity", story.App.StateName);
        story.Refused(Leader, new NotRecommend("No", Sum, Reserve: true), "not-allowed-now");
        story.Do(Leader, new NotRecommend("No", Sum));
        Assert.Equal(new Stage.Rejected(RejectedAt.Publicity, "No"), story.App.Stage);
        var local = Story.Published(P.Local).Do(Officer, new RecordObjection("Li Si", "1", "Old")).Do(Head, new ResolveObjection("o1", ObjectionOutcome.Upheld, "True")).After(20);
        local.Refused(Officer, Story.Yes, "objection-upheld");
        local.Do(Officer, Story.No).Do(Head, new ConfirmDecision());
    }

    [Fact]
    public void Publicity_closes_by_itself_at_its_end()
    {
        var story = Story.Published(P.Nominated);
        var until = ((Stage.Publicity)story.App.Stage).Until!.Before;
        Assert.Equal(until, Lifecycle.NextDue(story.Book, story.App));
        story.At(until - Second1).Refused(Officer, new ClosePublicity(), "publicity-running");
        Assert.Empty(((Decision.Accepted)story.Try(Actor.System, new Tick())).Events);
        story.At(until).Tick();
        Assert.Equal("External", story.App.StateName);
    }

    [Fact]
    public void A_draft_lapses_at_the_closing_second_and_can_be_brought_back()
    {
        var story = Story.Draft(P.Upward).At(Closes - Second1).Tick();
        Assert.Equal("Draft", story.App.StateName);
        story.At(Closes).Tick();
        Assert.Equal("Lapsed", story.App.StateName);
        Assert.Null(Lifecycle.NextDue(story.Book, story.App));
        story.Refused(Head, new ExtendDeadline(new(2023, 4, 30), "Storm"), "due-out-of-range");
        story.Refused(Head, new ExtendDeadline(new(2023, 7, 1), "Storm"), "due-out-of-range");
        story.Do(Head, new ExtendDeadline(new(2023, 5, 10), "Storm")).Nothing(Head, new ExtendDeadline(new(2023, 5, 10), "Storm"));
        Assert.Equal(ChinaTime.EndOf(new(2023, 5, 10)), story.App.SubmitBefore);
        story.Do(Editor, new RequestGuidance()).Do(Officer, new PassGuidance(["read"])).Do(Signatory, Story.Sign);
    }

    [Fact]
    public void Only_the_head_lets_lapse_what_the_bureau_held()
    {
        var story = Story.Guided(P.Upward).At(Closes - Second1);
        story.Refused(Head, new LapseByBureau("Overlooked"), "not-due");
        story.At(Closes).Tick();
        Assert.Equal("GuidanceReview", story.App.StateName);
        story.Do(Head, new LapseByBureau("Overlooked")).Nothing(Head, new LapseByBureau("Overlooked"));
        story.Do(Head, new ExtendDeadline(new(2023, 5, 20), "Ours"));
        Assert.Equal(("GuidanceReview", ChinaTime.EndOf(new(2023, 5, 20))), (story.App.StateName, story.App.SubmitBefore!.Value));
    }

    [Fact]
    public void Deadlines_of_every_stage_can_be_extended()
    {
        foreach (var story in new[] { Story.Guided(P.Upward), Story.Guided(P.Upward).Do(Officer, Story.SendBack), Story.Formal(P.Upward), Story.Formal(P.Upward).Do(Officer, Story.SendBack), Story.Passed(P.Upward), Story.Chosen(P.Upward), Story.Published(P.Local) })
        {
            var stage = story.App.StateName;
            story.Do(Head, new ExtendDeadline(new(2023, 6, 10), "Storm"));
            Assert.Equal(stage, story.App.StateName);
        }
    }

    [Fact]
    public void Of_several_missed_reminders_only_the_newest_is_raised()
    {
        var story = Story.Draft(P.Upward).At(Closes.AddDays(-2)).Tick();
        Assert.Equal(["guide-1d", "submit-3d"], story.History.OfType<Events.ReminderRaised>().Select(r => r.Kind));
        Assert.Equal(ChinaTime.StartOf(new(2023, 4, 29)).AddHours(9), Lifecycle.NextDue(story.Book, story.App));
        story.At(Closes.AddHours(-1)).Tick();
        Assert.Equal("submit-0d", story.History.OfType<Events.ReminderRaised>().Last().Kind);
    }

    [Fact]
    public void The_result_is_chased_after_sixty_days_and_then_monthly()
    {
        var story = Story.Forwarded(P.Upward);
        Assert.Equal(Monday.AddDays(60), Lifecycle.NextDue(story.Book, story.App));
        story.After(130).Tick();
        Assert.Equal(Monday.AddDays(150), Lifecycle.NextDue(story.Book, story.App));
    }

    [Fact]
    public void Overdue_work_of_the_bureau_climbs_the_ladder()
    {
        Assert.Equal(["guidance-day3", "guidance-overdue"], Raised(Story.Guided(P.Upward), 40));
        Assert.Equal(["formal-day3", "formal-overdue", "formal-escalated"], Raised(Story.Formal(P.Upward), 40));
        Assert.Equal(["scoring-2wd", "scoring-overdue"], Raised(Story.Passed(P.Upward), 40));
        Assert.Equal(["forward-3wd", "forward-1wd", "forward-overdue", "forward-overdue"], Raised(Story.Chosen(P.Upward), 40).Take(4));
        Assert.Equal(["revision-2wd", "revision-1wd", "revision-overdue"], Raised(Story.Guided(P.Upward).Do(Officer, Story.SendBack), 40));
        Assert.Equal(["publicity-ended"], Raised(Story.Published(P.Local), 40));
    }

    [Fact]
    public void A_provisional_deadline_is_counted_again_with_the_new_calendar()
    {
        var late = P.Upward with { Round = P.Upward.Round with { GuidanceBefore = null, SubmitBefore = null, ForwardBefore = null } };
        var story = new Story(late).At(new(2025, 3, 3, 10, 0, 0, ChinaTime.Offset)).Do(Editor, Story.NewDraft).Do(Editor, new RequestGuidance());
        Assert.True(((Stage.GuidanceReview)story.App.Stage).Due.Provisional);
        story.Book = story.Book with { Calendar = new WorkCalendar("CN-test.2", [new(2025, 3, 6)], []) };
        Assert.True(Lifecycle.NextDue(story.Book, story.App) <= story.Now);
        story.Tick();
        Assert.Equal(("CN-test.2", false), (((Stage.GuidanceReview)story.App.Stage).Due.CalendarVersion, ((Stage.GuidanceReview)story.App.Stage).Due.Provisional));
        Assert.True(Lifecycle.NextDue(story.Book, story.App) > story.Now);
    }

    [Fact]
    public void Withdrawal_after_recommendation_needs_the_authoritys_consent()
    {
        var story = Story.Forwarded(P.Upward);
        story.Refused(Signatory, new Withdraw("No"), "not-allowed-now");
        story.Refused(Officer, new ConfirmWithdrawal(Sum), "nothing-proposed");
        story.Do(Signatory, new RequestWithdrawal("No", Sum)).Nothing(Signatory, new RequestWithdrawal("No", Sum));
        Assert.Equal("External", story.App.StateName);
        story.Do(Officer, new ConfirmWithdrawal(Sum)).Nothing(Officer, new ConfirmWithdrawal(Sum));
        Assert.Contains("M20:a:2023 1", Counted(story));
    }

    [Fact]
    public void A_correction_keeps_the_old_value_and_takes_two_persons()
    {
        var story = Story.Approved(P.Upward);
        foreach (var (fact, value) in new[] { ("receiptNo", "R-9"), ("documentNo", "D-9"), ("projectNo", "P-9"), ("award", "12.50"), ("termFrom", "2023-08-01"), ("termTo", "2026-12-31") })
        {
            story.Do(Head, new ProposeCorrection(fact, value, "Typo", Sum)).Nothing(Head, new ProposeCorrection(fact, value, "Typo", Sum));
            story.Refused(Leader with { Id = Head.Id }, new ConfirmCorrection(), "same-person");
            story.Do(Leader, new ConfirmCorrection()).Nothing(Head, new ProposeCorrection(fact, value, "Typo", Sum));
        }

        Assert.Equal(["R-1", "苏科资发〔2023〕9号", "BE2023001", "1000000.00", "2023-07-01", "2026-06-30"], story.App.Corrections.Select(c => c.Old));
        Assert.Equal(Money.FromYuan(12.50m), story.App.Verdict!.Award);
        story.Refused(Head, new ProposeCorrection("award", "1.005", "Typo", Sum), "unknown-fact");
        story.Refused(Head, new ProposeCorrection("termTo", "2023-13-01", "Typo", Sum), "unknown-fact");
        story.Refused(Head, new ProposeCorrection("title", "x", "Typo", Sum), "unknown-fact");
        Story.Draft(P.Upward).Refused(Leader, new ConfirmCorrection(), "nothing-proposed");
    }

    [Fact]
    public void An_approval_counts_in_both_years_and_a_mere_draft_in_none()
    {
        Assert.Equal(["M20:a:2023 1", "M20:d:2023 1", "M21:a:2023 1", "M21:d:2023 1", "M22:a:2023 100000000", "M22:d:2023 100000000"], Counted(Story.Approved(P.Upward)));
        Assert.Empty(Counted(Story.Draft(P.Upward)));
        Assert.Equal(["M01:a:2023 1"], Counted(Story.Forwarded(P.Hnte)));
        Assert.Contains("M31:a:2023 1", Counted(Story.Forwarded(P.Upward).Do(Officer, Stage(ExternalStage.Defence))));
    }

    [Fact]
    public void A_case_stands_in_the_lists_of_those_who_have_to_do_with_it()
    {
        Assert.Equal(["cases", $"org:{Acme}", "programme:key-rd:2023", "area:Caoqiao", "officer:second", "queue:plan", "leaders", "expert:expert-xu"], Lists(Story.Scored(P.Upward).Do(Head, new Assign(Second.Id))));
        Assert.Equal(["cases", $"org:{Acme}", "programme:key-rd:2023", "area:Caoqiao"], Lists(Story.Draft(P.Upward)));
        var balls = new[] { Story.Draft(P.Upward), Story.Guided(P.Upward), Story.Forwarded(P.Upward), Story.Forwarded(P.Upward).Do(Officer, Story.Yes), Story.Approved(P.Upward) };
        Assert.Equal(["applicant", "bureau", "authority", "bureau", "none"], balls.Select(s => Lifecycle.Project(s.Book, s.App).OfType<Projection.Line>().First().Shown.Ball));
    }

    [Fact]
    public void Everybody_sees_what_is_theirs_and_nobody_related_sees_anything()
    {
        var story = Story.Scored(P.Upward);
        bool Sees(Actor who) => Lifecycle.CanSee(story.Book, story.App, who);
        Assert.All(new[] { Editor, Signatory, Town, Officer, Head, Leader, Expert, Auditor, Actor.System }, who => Assert.True(Sees(who)));
        Assert.All(new[] { Editor with { Org = Uni }, Town with { Areas = ["Other"] }, Officer with { Sections = [] }, Expert2, Officer with { Conflicts = [Acme] }, Auditor with { Roles = [Role.Administrator] }, Auditor with { Roles = [Role.FundAdministrator] } }, who => Assert.False(Sees(who)));
    }

    [Fact]
    public void Mails_go_out_at_each_step()
    {
        var story = Story.Guided(P.Local).Do(Officer, Story.SendBack).Do(Editor, new Comment("Done", "t1")).Do(Editor, new Resubmit()).Do(Officer, new PassGuidance(["read"]));
        story.Do(Signatory, Story.Sign).Do(Second, new VerifyDocument("signed", true)).Do(Second, new PassFormal(true, Sum)).Do(Leader, new Recommend(1, Sum));
        story.Do(Officer, new StartPublicity(new(2023, 3, 6), Sum)).Do(Officer, new RecordObjection("Li Si", "1", "Old")).Do(Head, new ResolveObjection("o1", ObjectionOutcome.Dismissed, "x")).After(20).Tick();
        story.Do(Officer, Story.Yes).Do(Head, new ConfirmDecision());
        Assert.Equal("E02 E03 E04 E02 E05 E06 E07 E09 E12 E13 E23 E14", Mails(story));
        Assert.EndsWith("E10 E11 E08", Mails(Story.Forwarded(P.Upward).Do(Officer, Stage(ExternalStage.Defence)).Do(Officer, Story.No).Do(Head, new ConfirmDecision())), StringComparison.Ordinal);
        Assert.EndsWith("E23", Mails(Story.Draft(P.Upward).At(Closes).Tick()), StringComparison.Ordinal);
        Assert.EndsWith("E08", Mails(Story.Scored(P.Upward).Do(Leader, new NotRecommend("No", Sum))), StringComparison.Ordinal);
        Assert.EndsWith("E08", Mails(Story.Formal(P.Upward).Do(Second, new ProposeFormalRejection("Late", "r")).Do(Head, new RejectFormal("Late", "r"))), StringComparison.Ordinal);
        Assert.EndsWith("E04 E06", Mails(Story.Formal(P.Upward).Do(Second, new ReturnForRevision([new("More", Blocking: false)])).Do(Signatory, new Resubmit())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_impossible_history_is_called_corrupt()
    {
        Assert.Throws<InvalidOperationException>(() => ApplicationDecider.Evolve(null, new Events.GuidanceSkipped()));
        Assert.Throws<InvalidOperationException>(() => ApplicationDecider.Evolve(Story.Draft(P.Upward).App, new Events.Recommended(1, Sum, false, null)));
        Assert.Throws<InvalidOperationException>(() => ApplicationDecider.Evolve(Story.Approved(P.Upward).App, new Events.DraftSaved("x", Sum)));
    }

    private static RecordExternalStage Stage(ExternalStage stage) => new(stage, new(2023, 3, 6), Sum);

    private static List<string> Raised(Story story, int days)
    {
        var known = story.History.Count;
        var end = story.Now.AddDays(days);
        while (Lifecycle.NextDue(story.Book, story.App) is { } due && due < end)
        {
            story.At(due).Tick();
        }

        return [.. story.History.Skip(known).OfType<Events.ReminderRaised>().Select(r => r.Kind)];
    }

    private static string[] Counted(Story s) =>
        [.. Core.Metrics.Shares.Of(Shipped.Metrics.All, Lifecycle.Facts(s.Book, s.App)).Select(x => FormattableString.Invariant($"{x.Figure} {x.Marks.Sum(m => m.Cell.Sum)}"))];

    private static IEnumerable<string> Lists(Story s) => Lifecycle.Project(s.Book, s.App).OfType<Projection.Line>().Select(l => l.List);

    private static string Mails(Story s)
    {
        var sent = new List<string>();
        Application? a = null;
        foreach (var e in s.History)
        {
            a = ApplicationDecider.Evolve(a, e);
            sent.AddRange(Lifecycle.Effects(s.Book, a, e).OfType<Effect.SendMail>().Select(m => m.Template));
        }

        return string.Join(' ', sent);
    }
}
