using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using static ProjectFlow.Core.Tests.Grants.GrantStory;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>Payments that meet something else on their way.</summary>
public sealed class MoneyAtTheEdge
{
    private static readonly Money One = Money.FromYuan(1);

    [Fact]
    public void Of_two_approvals_of_one_instalment_only_the_first_is_recorded()
    {
        var story = Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Do(Head, new ApproveDisbursement("p1")).Nothing(Head with { Id = new("other-head") }, new ApproveDisbursement("p1"));
        Assert.Equal(Head.Id, Assert.Single(story.History.OfType<Events.DisbursementApproved>()).By);
        story.Refused(Second, new RequestDisbursement(1, One), "exceeds-instalment");
    }

    [Fact]
    public void What_is_accounted_for_cannot_be_reversed()
    {
        var spent = Unconfirmed().On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), First, Money.Zero);
        spent.Refused(GrantStory.Funds, new ReversePayment("p1", "Bounced"), "already-accounted").Refused(Head, new ConfirmReversal("p1"), "nothing-recorded");
        var proposed = Unconfirmed().Do(GrantStory.Funds, new ReversePayment("p1", "Bounced")).On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), One, Money.Zero);
        proposed.Refused(Head, new ConfirmReversal("p1"), "already-accounted");
    }

    [Fact]
    public void A_receipt_ends_a_reversal_that_was_only_proposed() =>
        Unconfirmed().Do(GrantStory.Funds, new ReversePayment("p1", "Bounced")).Do(Editor, new ConfirmReceipt("p1", First, Sum)).Refused(Head, new ConfirmReversal("p1"), "nothing-recorded");

    [Fact]
    public void Money_from_above_waits_while_money_is_to_come_back()
    {
        var story = Active(Funded.External).Do(Officer, new RecordArrival(1, Rest, Today, Sum)).Do(Head, new ConfirmArrival("p1")).Do(Officer, new RecordArrival(1, One, Today, OtherSum));
        story.Do(Head, new OpenClawback(One, ClawbackBasis.Misuse, Sum)).Refused(Head, new ConfirmArrival("p2"), "clawback-open");
    }

    [Theory]
    [InlineData(InstalmentTrigger.Approval, true)]
    [InlineData(InstalmentTrigger.Contract, true)]
    [InlineData(InstalmentTrigger.Midterm, false)]
    [InlineData(InstalmentTrigger.Acceptance, false)]
    [InlineData(InstalmentTrigger.MidtermOrAcceptance, false)]
    [InlineData(InstalmentTrigger.Milestone, false)]
    public void An_instalment_waits_for_its_trigger(InstalmentTrigger trigger, bool free)
    {
        var story = Active(Funded.Local).Do(Officer, new PlanInstalments([new(First, trigger), new(Rest, InstalmentTrigger.Acceptance)]));
        Assert.Equal(free ? null : "trigger-not-met", (story.Try(Officer, new RequestDisbursement(1, First)) as Decision.Refused)?.Why.Code);
    }

    [Fact]
    public void Nothing_more_is_paid_after_a_bad_end() =>
        Active(Funded.Local).Pay(1, Rest).Do(Head, new ProposeTermination("Gave up", Sum)).Do(Leader, new Terminate("Gave up", Sum)).Refused(Officer, new RequestDisbursement(1, One), "trigger-not-met");

    [Fact]
    public void A_grant_is_not_closed_over_a_report_or_a_receipt_still_open()
    {
        var reported = Paid(Funded.Local).On(2023, 7, 1).Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [new("labour", First, Money.Zero)], Sum));
        Ended(reported).Refused(Head, Archive, "still-open").Do(Officer, new AcceptReport("r1")).Do(Head, Archive);
        Ended(Unconfirmed()).Refused(Head, Archive, "still-open").Do(Editor, new ConfirmReceipt("p1", First, Sum)).Refused(Head, Archive, "balance-not-zero");
    }

    [Fact]
    public void The_organisation_stays_barred_until_its_last_overdue_clawback_is_closed()
    {
        var story = Ended(Paid(Funded.Local)).Do(Head, new OpenClawback(One, ClawbackBasis.Misuse, Sum)).Do(Head, new OpenClawback(Rest, ClawbackBasis.Termination, OtherSum));
        story.At(story.Grant.Clawbacks[1].Due.Before).Tick().Tick();
        var latest = story.Do(Head, new OpenClawback(One, ClawbackBasis.Misuse, new('c', 64))).Do(Head, new CloseClawback("c3", Sum));
        var lifted = new Effect.FlagOrg(Acme, $"ban-list:{story.Grant.Id}", On: false);
        Assert.DoesNotContain(lifted, latest.Effects);
        Assert.DoesNotContain(lifted, story.Do(Head, new CloseClawback("c1", Sum)).Effects);
        Assert.Contains(lifted, story.Do(Head, new CloseClawback("c2", Sum)).Effects);
    }

    [Fact]
    public void A_mail_names_the_case_by_the_best_number_it_has()
    {
        string Number(Open opening) => new GrantStory(Funded.Local).Do(Actor.System, opening).Effects.OfType<Effect.SendMail>().First().Values["number"];
        Assert.Equal(["320381-county-2023-0001", "BE2023001", ""], new[] { Opening(Funded.Local), Opening(Funded.Local) with { Number = null }, Opening(Funded.Local) with { Number = null, ProjectNo = null } }.Select(Number));
    }

    [Fact]
    public void The_ball_is_with_the_bureau_while_something_waits_for_it()
    {
        var waiting = new[]
        {
            Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)), Active(Funded.Local).Do(Signatory, new ProposeAmendment(AmendmentKind.Leader, "Left", Sum)),
            Paid(Funded.Local).On(2023, 7, 1).Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [], Sum)), Suspended(Funded.Local), Opened(Funded.Local),
        };
        Assert.All(waiting, s => Assert.Equal("bureau", Ball(s)));
        Assert.Equal("applicant", Ball(Paid(Funded.Local)));
    }

    [Fact]
    public void Roles_reach_as_far_as_their_section_and_no_relation()
    {
        var story = Active(Funded.Local).Refused(Officer with { Sections = ["other"] }, new RequestDisbursement(1, First), "not-found");
        story.Refused(Officer with { Conflicts = [Acme] }, new RequestDisbursement(1, First), "conflict-of-interest").Refused(Expert, new RequestDisbursement(1, First), "role-forbidden");
        story.Refused(Signatory with { Org = Uni }, new ProposeAmendment(AmendmentKind.Leader, "Left", Sum), "not-found").Do(Signatory with { Conflicts = [Acme] }, new ProposeAmendment(AmendmentKind.Leader, "Left", Sum));
        Assert.False(Lifecycle.CanSee(story.Book, story.Grant, Expert));
    }

    private static DateOnly Today => new(2023, 3, 6);

    private static GrantStory Unconfirmed() =>
        Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Do(Head, new ApproveDisbursement("p1")).Do(GrantStory.Funds, new RecordPayment("p1", "V-1", Today, "B-1"));

    private static GrantStory Ended(GrantStory story) => story.Do(Head, new ProposeTermination("Gave up", Sum)).Do(Leader, new Terminate("Gave up", Sum));

    private static string Ball(GrantStory story) => Lifecycle.Project(story.Book, story.Grant).OfType<Projection.Line>().First().Shown.Ball;
}
