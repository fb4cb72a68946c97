using ProjectFlow.Core.Calendar;
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

public class Running
{
    [Fact]
    public void A_contract_adds_up_and_is_countersigned()
    {
        var story = Opened(Funded.Local).Refused(Signatory, new CountersignContract(), "nothing-recorded");
        story.Refused(Officer, Signing with { Budget = [new("labour", Rest, Award)] }, "budget-not-award").Refused(Officer, Signing with { Budget = [new("travel", Award, Award)] }, "unknown-category");
        story.Refused(Officer, Signing with { Budget = [new("labour", Award, Award - new Money(1))] }, "own-funds-too-low").Refused(Officer, Signing with { Targets = [] }, "command-invalid").Refused(Officer, Signing with { Document = "x" }, "command-invalid");
        story.Do(Officer, Signing).Nothing(Officer, Signing).Refused(Signatory with { Id = Officer.Id }, new CountersignContract(), "same-person").Do(Signatory, new CountersignContract());
        Assert.Equal((GrantStage.Active, 1), (story.Grant.Stage, story.Grant.Contract!.Version));
    }

    [Fact]
    public void A_contract_never_signed_ends_the_grant_after_its_deadline()
    {
        var story = Opened(Funded.Local).Refused(Head, new DeclareNotSigned("No reply"), "not-due");
        story.At(story.Grant.ContractDue!.Before).Do(Head, new DeclareNotSigned("No reply")).Nothing(Head, new DeclareNotSigned("No reply"));
        Assert.Equal((GrantStage.Closed, GrantOutcome.NotContracted), (story.Grant.Stage, story.Grant.Outcome!.Value));
        Assert.Equal(Money.Zero, story.Effects.OfType<Effect.PostLedger>().Where(p => p.Debit == "commitments").Sum(p => p.Amount) - story.Effects.OfType<Effect.PostLedger>().Where(p => p.Credit == "commitments").Sum(p => p.Amount));
    }

    [Fact]
    public void The_plan_sums_to_the_award_and_keeps_what_was_paid()
    {
        Assert.Equal([First, Rest], Opened(Funded.Local).Grant.Instalments.Select(i => i.Amount));
        Assert.Equal([new Money(1)], Opened(Funded.Local, new Money(1)).Grant.Instalments.Select(i => i.Amount));
        Assert.Empty(Opened(Funded.Local, Money.Zero).Grant.Instalments);
        Assert.Empty(Opened(Funded.Guiding).Grant.Instalments);
        var story = Paid(Funded.Local).Refused(Officer, new PlanInstalments([new(First, InstalmentTrigger.Contract)]), "plan-not-award").Refused(Officer, new PlanInstalments([new(Rest, InstalmentTrigger.Contract), new(First, InstalmentTrigger.Date, new(2023, 4, 1))]), "plan-below-paid");
        PlanInstalments plan = new([new(First, InstalmentTrigger.Contract), new(Money.FromYuan(200_000), InstalmentTrigger.Date, new(2023, 3, 7)), new(Money.FromYuan(1_000_000), InstalmentTrigger.Milestone)]);
        story.Do(GrantStory.Funds, plan).Nothing(GrantStory.Funds, plan).Refused(Officer, new RequestDisbursement(2, Money.FromYuan(1)), "trigger-not-met").Refused(Officer, new RequestDisbursement(3, Money.FromYuan(1)), "trigger-not-met");
        story.Refused(Officer, new ReachMilestone(2, Sum), "unknown-instalment").Do(Officer, new ReachMilestone(3, Sum)).Nothing(Officer, new ReachMilestone(3, Sum)).Do(Officer, new RequestDisbursement(3, Money.FromYuan(1)));
        story.At(Monday.AddDays(1)).Do(Officer, new RequestDisbursement(2, Money.FromYuan(1)));
    }

    [Fact]
    public void The_term_is_extended_once_by_at_most_twelve_months_and_in_time()
    {
        ProposeAmendment longer = new(AmendmentKind.Period, "Delay", Sum, To: new(2025, 12, 31));
        var story = Active(Funded.Local).Refused(Signatory, longer with { To = new(2026, 1, 1) }, "extension-too-long").Refused(Signatory, longer with { To = new(2024, 12, 31) }, "amendment-invalid").Refused(Signatory, longer with { To = null }, "amendment-invalid");
        story.On(2024, 10, 1).Refused(Signatory, longer, "amendment-too-late").On(2024, 9, 30).Do(Signatory, longer).Nothing(Signatory, longer).Refused(Signatory, longer with { Document = OtherSum }, "amendment-open");
        story.Refused(Officer, new DecideAmendment(true), "role-forbidden").Refused(Head with { Id = Signatory.Id }, new DecideAmendment(true), "same-person").Do(Head, new DecideAmendment(true));
        Assert.Equal((new DateOnly(2025, 12, 31), 2, true), (story.Grant.To!.Value, story.Grant.Contract!.Version, story.Grant.Extended));
        story.Refused(Signatory, longer with { To = new(2026, 6, 30) }, "already-extended").Refused(Head, new DecideAmendment(true), "nothing-recorded");
    }

    [Fact]
    public void A_reallocation_is_filed_and_a_new_total_needs_consent()
    {
        BudgetLine[] moved = [new("labour", Award, Award)];
        var story = Active(Funded.Local).Refused(Signatory, new ProposeAmendment(AmendmentKind.BudgetReallocate, "x", Sum, [new("labour", Award, Award + Rest)]), "amendment-invalid");
        story.Do(Signatory, new ProposeAmendment(AmendmentKind.BudgetReallocate, "x", Sum, moved)).Refused(Head, new DecideAmendment(true), "role-forbidden").Do(Officer, new DecideAmendment(true));
        Assert.Equal(moved, story.Grant.Contract!.Budget);
        story.Refused(Signatory, new ProposeAmendment(AmendmentKind.BudgetTotal, "x", Sum, [new("labour", Rest, Award)]), "budget-not-award");
        story.Do(Signatory, new ProposeAmendment(AmendmentKind.BudgetTotal, "x", Sum, [new("labour", Award, Award + Rest)])).Refused(Head, new DecideAmendment(true), "consent-missing").Refused(Head, new DecideAmendment(false), "command-invalid").Do(Head, new DecideAmendment(false, "No"));
        story.Do(Signatory, new ProposeAmendment(AmendmentKind.Targets, "x", Sum, Targets: ["Lighter"])).Do(Head, new DecideAmendment(true));
        Assert.Single(story.Grant.Contract!.Targets);
        Opened(Funded.Guiding with { Stages = new Stages() }).Refused(Signatory, new ProposeAmendment(AmendmentKind.Targets, "x", Sum, Targets: ["Lighter"]), "amendment-invalid");
    }

    [Fact]
    public void A_failed_mid_term_check_suspends_the_grant()
    {
        var story = Active(Funded.Local).Refused(Head, new RecordMidterm(MidtermResult.Passed, Sum), "nothing-recorded").Do(Officer, new ScheduleMidterm(new(2023, 6, 1))).Refused(Officer, new ScheduleMidterm(new(2024, 6, 1)), "still-open");
        story.Refused(Head, new RecordMidterm(MidtermResult.Passed, Sum), "date-in-future").On(2023, 6, 1).Do(Head, new RecordMidterm(MidtermResult.Failed, Sum));
        Assert.Equal(GrantStage.Suspended, story.Grant.Stage);
        story.Do(Leader, new Resume("Improved", Sum)).Refused(Officer, new ScheduleMidterm(new(2023, 12, 1)), "midterm-this-year").Do(Officer, new ScheduleMidterm(new(2024, 6, 1)));
    }

    [Fact]
    public void Acceptance_has_a_window_and_its_papers()
    {
        var story = Reported(Funded.Local).On(2024, 9, 29).Refused(Signatory, Apply, "outside-window").On(2025, 7, 1).Refused(Signatory, Apply, "outside-window").On(2025, 2, 1).Refused(Signatory, Apply, "reports-missing");
        story.On(2024, 9, 30).Refused(Signatory, Apply with { Audit = null }, "audit-missing").Do(Signatory, new ProposeAmendment(AmendmentKind.Leader, "x", Sum)).Refused(Signatory, Apply, "still-open").Do(Head, new DecideAmendment(true)).Do(Signatory, Apply);
        story.Refused(Head, new ConfirmAcceptance(), "nothing-recorded").Refused(Officer, Opinion with { TargetsMet = [true] }, "targets-unjudged").Refused(Officer, Opinion with { RectifyBy = new(2025, 1, 1) }, "command-invalid");
        story.Do(Officer, Opinion).Refused(Head with { Id = Officer.Id }, new ConfirmAcceptance(), "same-person").Do(Head, new ConfirmAcceptance()).Nothing(Head, new ConfirmAcceptance());
        Assert.Equal(GrantOutcome.Passed, story.Grant.Outcome);
        story.Do(Head, Archive).Do(Officer, new EvaluatePerformance(85, Sum)).Nothing(Officer, new EvaluatePerformance(85, Sum)).Refused(Officer, new EvaluatePerformance(101, Sum), "command-invalid");
        Assert.Null(Lifecycle.NextDue(story.Book, story.Grant));
    }

    [Fact]
    public void Without_its_own_funds_a_grant_does_not_pass()
    {
        var story = Applied(Funded.Local);
        story.Book = story.Book with { Programme = story.Book.Programme with { Funding = story.Book.Programme.Funding with { SelfFundMinBasisPoints = 10_001 } } };
        story.Refused(Officer, Opinion, "own-funds-too-low");
    }

    [Fact]
    public void Rectification_is_ordered_once_and_fails_by_time()
    {
        RecordAcceptance rectify = new(AcceptanceResult.Rectify, [true, false], Sum, new(2025, 3, 31));
        var story = Applied(Funded.Local).Refused(Officer, rectify with { RectifyBy = new(2025, 4, 2) }, "rectify-out-of-range").Do(Officer, rectify).Do(Head, new ConfirmAcceptance());
        Assert.Equal((GrantStage.Active, ChinaTime.EndOf(new(2025, 3, 31))), (story.Grant.Stage, story.Grant.Rectification!.Before));
        story.Do(Signatory, Apply).Refused(Officer, rectify, "already-rectified").Do(Officer, Opinion).Do(Head, new ConfirmAcceptance());
        Assert.Equal(GrantOutcome.PassedAfterRectification, story.Grant.Outcome);
        var late = Applied(Funded.Local).Do(Officer, rectify).Do(Head, new ConfirmAcceptance()).At(ChinaTime.EndOf(new(2025, 3, 31))).Tick();
        Assert.Equal(GrantOutcome.Failed, late.Grant.Outcome);
    }

    [Fact]
    public void Only_the_leader_lets_an_acceptance_fail()
    {
        var story = Applied(Funded.Local).Do(Officer, Opinion with { Result = AcceptanceResult.Failed }).Refused(Head, new ConfirmAcceptance(), "role-forbidden").Do(Leader, new ConfirmAcceptance());
        story.Refused(Head, new RetainSurplus(new Money(1), Sum), "not-passed").Refused(Officer, new RequestDisbursement(2, Rest), "exceeds-instalment");
        Paid(Funded.Local).Do(Head, new ProposeTermination("x", Sum)).Refused(Leader with { Id = Head.Id }, new Terminate("x", Sum), "same-person");
        Paid(Funded.Local).Refused(Leader, new Terminate("x", Sum), "nothing-recorded");
    }

    [Fact]
    public void A_surplus_may_be_left_to_who_passed()
    {
        var programme = Funded.Local with { Stages = Funded.Local.Stages with { Reports = [] }, Funding = Funded.Local.Funding with { SelfFundMinBasisPoints = 0 } };
        var story = Paid(programme).On(2024, 12, 1).Do(Signatory, Apply).Do(Officer, Opinion).Do(Head, new ConfirmAcceptance()).Refused(Head, new RetainSurplus(First + new Money(1), Sum), "exceeds-balance");
        story.Do(Head, new RetainSurplus(First, Sum)).Nothing(Head, new RetainSurplus(First, Sum)).Do(Head, Archive);
        Assert.Equal(("appropriation", Rest), story.Effects.OfType<Effect.PostLedger>().Select(p => (p.Debit, p.Amount)).Last());
    }

    [Fact]
    public void Reminders_come_in_order_and_only_the_newest_after_a_gap()
    {
        Assert.Equal(["contract-5wd", "contract-1wd", "contract-overdue"], Raised(Opened(Funded.Local), 90));
        var reports = Raised(Paid(Funded.Local), 900).Where(k => k.StartsWith("report-Spending-20230630", StringComparison.Ordinal));
        Assert.Equal(["report-Spending-20230630-15d", "report-Spending-20230630-7d", "report-Spending-20230630-1d", "report-Spending-20230630-overdue"], reports);
        Assert.Equal(["midterm-30d", "midterm-15d", "amendment-latest", "acceptance-before3m", "acceptance-before1m", "acceptance-0m", "acceptance-3m", "acceptance-5m", "acceptance-overdue"],
            Raised(Active(Funded.Local), 900).Where(k => !k.StartsWith("report", StringComparison.Ordinal) && !k.StartsWith("disbursement", StringComparison.Ordinal) && k != "midterm-overdue"));
        var gap = Paid(Funded.Local).On(2023, 7, 20).Tick();
        Assert.Equal(["report-Spending-20230630-overdue"], gap.History.OfType<Events.ReminderRaised>().Select(r => r.Kind));
        var receipt = Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Do(Head, new ApproveDisbursement("p1")).Do(GrantStory.Funds, new RecordPayment("p1", "V", new(2023, 3, 6), "B"));
        Assert.Equal(["receipt-p1-day3", "receipt-p1-overdue"], Raised(receipt, 20));
        Assert.Equal(["clawback-c1-1wd"], Raised(Terminated(Funded.Local).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum)), 20));
    }

    [Fact]
    public void Mails_go_out_at_each_step()
    {
        var story = Passed(Funded.Local).Do(Head, Archive);
        Assert.Equal("E15 E16 E18 E16 E21 E22", Mails(story));
        Assert.Equal("E15 E19 E19 E19", Mails(Active(Funded.Local).Do(Signatory, Leaver).Do(Head, new DecideAmendment(true)).Do(Signatory, Leaver).Do(Head, new DecideAmendment(false, "No")).Do(Signatory, new ProposeAmendment(AmendmentKind.BudgetReallocate, "x", Sum, Budget)).Do(Officer, new DecideAmendment(true))));
        Assert.Equal("E15 E16 E20 E23 E23", Mails(Until(Terminated(Funded.Local).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum)), 20)));
        Assert.Equal("E15 E15 E15 E15", Mails(Until(Opened(Funded.Local), 60)));
        Assert.Contains("E17", Mails(Until(Paid(Funded.Local), 200)), StringComparison.Ordinal);
        var paid = story.Effects.OfType<Effect.SendMail>().First(m => m.Template == "E16");
        Assert.Equal(("1", "1,800,000.00", "320381-county-2023-0001"), (paid.Values["n"], paid.Values["amount"], paid.Values["number"]));
    }

    [Fact]
    public void A_grant_stands_in_the_lists_of_those_who_have_to_do_with_it()
    {
        Assert.Equal(["cases", $"org:{Acme}", $"grants-of:{Acme}", "grants:county:2023", "officer:officer", "queue:plan", "funds"], Lists(Opened(Funded.Local)));
        Assert.Equal(["cases", $"org:{Acme}", $"grants-of:{Acme}", "grants:county:2023", "money:confirmed", "money:confirmed:plan"], Lists(Passed(Funded.Local).Do(Head, Archive)).Distinct());
        var balls = new[] { Recorded(Funded.Local), Active(Funded.Local), Applied(Funded.Local), Passed(Funded.Local), Terminated(Funded.Local).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum)) };
        Assert.Equal(["applicant", "applicant", "bureau", "bureau", "applicant"], balls.Select(s => Lifecycle.Project(s.Book, s.Grant).OfType<Projection.Line>().First().Shown.Ball));
    }

    [Fact]
    public void An_impossible_history_is_called_corrupt()
    {
        Assert.Throws<InvalidOperationException>(() => GrantDecider.Evolve(null, new Events.ContractSigned()));
        Assert.Throws<InvalidOperationException>(() => GrantDecider.Evolve(Opened(Funded.Local).Grant, new Events.Accepted()));
        Assert.Throws<InvalidOperationException>(() => GrantDecider.Evolve(Passed(Funded.Local).Do(Head, Archive).Grant, new Events.Suspended("x")));
    }

    private static ProposeAmendment Leaver => new(AmendmentKind.Leader, "Left", Sum);

    private static GrantStory Until(GrantStory story, int days)
    {
        var end = story.Now.AddDays(days);
        while (Lifecycle.NextDue(story.Book, story.Grant) is { } due && due < end)
        {
            story.At(due).Tick();
        }

        return story;
    }

    private static IEnumerable<string> Raised(GrantStory story, int days) => Until(story, days).History.OfType<Events.ReminderRaised>().Select(r => r.Kind);

    private static string Mails(GrantStory story) => string.Join(' ', story.Effects.OfType<Effect.SendMail>().Select(m => m.Template));

    private static IEnumerable<string> Lists(GrantStory story) => Lifecycle.Project(story.Book, story.Grant).OfType<Projection.Line>().Select(l => l.List);
}
