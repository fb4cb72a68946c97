using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using static ProjectFlow.Core.Tests.Grants.GrantStory;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>The vectors of domain.md §7.7, and the ways money may and may not go.</summary>
public class Funds
{
    private static Money Yuan(decimal yuan) => Money.FromYuan(yuan);

    [Fact]
    public void A_terminated_grant_is_closed_only_when_its_surplus_is_back()
    {
        var story = Paid(Funded.Local).On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), Yuan(1_745_924.73m), Money.Zero);
        story.Do(Signatory, new ProposeTermination("Gave up", Sum)).Do(Leader, new Terminate("Gave up", Sum));
        Assert.Equal(Yuan(54_075.27m), story.Grant.Balance);
        story.Refused(Head, Archive, "balance-not-zero").Refused(Head, new OpenClawback(Yuan(54_075.28m), ClawbackBasis.Surplus, Sum), "exceeds-balance");
        story.Do(Head, new OpenClawback(Yuan(54_075.27m), ClawbackBasis.Surplus, Sum));
        Assert.Equal((5, CountingMode.WorkingDays), (story.Grant.Clawbacks[0].Due.Count!.Days, story.Grant.Clawbacks[0].Due.Count!.Mode));
        Assert.Equal(8, story.Grant.Clawbacks[0].ProofDue.Count!.Days);
        story.Refused(Head, Archive, "still-open").Refused(Head, new CloseClawback("c1"), "clawback-unsettled");
        story.Refused(GrantStory.Funds, new RecordRepayment("c1", Yuan(54_075.28m), "R-1", story.Today), "exceeds-outstanding");
        story.Do(GrantStory.Funds, new RecordRepayment("c1", Yuan(54_075.27m), "R-1", story.Today)).Do(Head, new CloseClawback("c1")).Do(Head, Archive);
        Assert.Equal((GrantStage.Closed, GrantOutcome.Terminated, Money.Zero), (story.Grant.Stage, story.Grant.Outcome!.Value, story.Grant.Balance));
    }

    [Fact]
    public void The_second_instalment_is_not_exceeded_by_a_fen()
    {
        var story = Paid(Funded.Local).Do(Officer, new ScheduleMidterm(new(2023, 3, 6))).Do(Head, new RecordMidterm(MidtermResult.Passed, Sum));
        story.Refused(Officer, new RequestDisbursement(2, Yuan(1_200_000.01m)), "exceeds-instalment").Do(Officer, new RequestDisbursement(2, Rest));
    }

    [Fact]
    public void The_same_payment_twice_is_one_posting()
    {
        var story = Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Do(Head, new ApproveDisbursement("p1"));
        var pay = new RecordPayment("p1", "V-1", story.Today, "B-1");
        var claim = Assert.Single(Assert.IsType<Decision.Accepted>(story.Try(GrantStory.Funds, pay)).Claims);
        Assert.Equal(("voucher", "county-sci/2023/V-1", 1, "p1"), (claim.Kind, claim.Key, claim.Limit, claim.Item));
        Assert.False(Lifecycle.Holds(story.Grant, claim));
        story.Do(GrantStory.Funds, pay).Nothing(GrantStory.Funds, pay);
        Assert.True(Lifecycle.Holds(story.Grant, claim));
        Assert.Equal([("commitments", "appropriation", Award), ("advances", "bank", First)], story.Effects.OfType<Effect.PostLedger>().Select(p => (p.Debit, p.Credit, p.Amount)));
        story.Refused(GrantStory.Funds, pay with { VoucherNo = "V-2" }, "unknown-payment");
    }

    [Fact]
    public void Three_persons_handle_each_payment()
    {
        var story = Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Nothing(Officer, new RequestDisbursement(1, First));
        story.Refused(Head with { Id = Officer.Id }, new ApproveDisbursement("p1"), "same-person").Do(Head, new ApproveDisbursement("p1")).Nothing(Head, new ApproveDisbursement("p1"));
        story.Refused(GrantStory.Funds with { Id = Officer.Id }, new RecordPayment("p1", "V-1", story.Today, "B"), "same-person");
        story.Refused(GrantStory.Funds with { Id = Head.Id }, new RecordPayment("p1", "V-1", story.Today, "B"), "same-person");
        story.Refused(Head, new RecordPayment("p1", "V-1", story.Today, "B"), "role-forbidden");
        story.Refused(GrantStory.Funds, new RecordPayment("p1", "V-1", story.Today.AddDays(1), "B"), "date-in-future");
        story.Do(GrantStory.Funds, new RecordPayment("p1", "V-1", story.Today, "B")).Refused(Editor, new ConfirmReceipt("p1", Rest, Sum), "amount-differs");
        story.Do(GrantStory.Funds, new ReversePayment("p1", "Bounced")).Refused(Head with { Id = GrantStory.Funds.Id }, new ConfirmReversal("p1"), "same-person");
        story.Do(Head, new ConfirmReversal("p1")).Nothing(Head, new ConfirmReversal("p1"));
        Assert.Equal((Money.Zero, Money.Zero), (story.Grant.NetPaid, story.Grant.Balance));
        story.Pay(1, First).Refused(Head, new ConfirmReversal("p2"), "nothing-recorded").Refused(GrantStory.Funds, new ReversePayment("p2", "x"), "unknown-payment");
    }

    [Fact]
    public void A_refused_request_gives_its_instalment_back()
    {
        var story = Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)).Refused(Editor, new RequestDisbursement(1, First), "exceeds-instalment");
        story.Do(Head, new RefuseDisbursement("p1", "Too early")).Nothing(Head, new RefuseDisbursement("p1", "Too early")).Pay(1, First);
        story.Refused(Officer, new RequestDisbursement(3, First), "unknown-instalment").Refused(Officer, new RequestDisbursement(2, Rest), "trigger-not-met");
        story.Refused(Head, new ApproveDisbursement("p9"), "unknown-payment").Refused(Head, new RefuseDisbursement("p9", "x"), "unknown-payment");
    }

    [Fact]
    public void An_overdue_spending_report_and_a_missed_check_block_the_next_instalment()
    {
        var story = Active(Funded.Local).Pay(1, Rest).At(ChinaTime.EndOf(new(2023, 7, 15)).AddSeconds(-1)).Do(Officer, new RequestDisbursement(1, Yuan(1)));
        story.At(ChinaTime.EndOf(new(2023, 7, 15))).Refused(Head, new ApproveDisbursement("p2"), "report-overdue");
        story.Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [], Sum)).Do(Head, new ApproveDisbursement("p2"));
        story.On(2024, 1, 2).Refused(GrantStory.Funds, new RecordPayment("p2", "V-9", story.Today, "B"), "midterm-overdue");
    }

    [Fact]
    public void Nothing_is_paid_while_money_is_to_come_back_or_the_grant_is_suspended()
    {
        var story = Active(Funded.Local).Pay(1, Rest).Do(Head, new OpenClawback(Yuan(100), ClawbackBasis.Misuse, Sum)).Refused(Officer, new RequestDisbursement(1, Yuan(1)), "clawback-open");
        story.Do(GrantStory.Funds, new RecordRepayment("c1", Yuan(60), "R-1", story.Today)).Nothing(GrantStory.Funds, new RecordRepayment("c1", Yuan(60), "R-1", story.Today));
        story.Do(Head, new CloseClawback("c1", Sum)).Nothing(Head, new CloseClawback("c1", Sum));
        Assert.Equal((Yuan(40), Money.Zero, Rest - Yuan(100)), (story.Grant.WrittenOff, story.Grant.Outstanding, story.Grant.Balance));
        story.Do(Leader, new Suspend("Case")).Refused(Officer, new RequestDisbursement(1, Yuan(1)), "not-allowed-now").Do(Leader, new Resume("Closed", Sum)).Do(Officer, new RequestDisbursement(1, Yuan(1)));
    }

    [Fact]
    public void Misuse_reaches_into_accepted_spending()
    {
        var story = Paid(Funded.Local).On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), First, Money.Zero);
        Assert.Equal(Money.Zero, story.Grant.Balance);
        story.Refused(Head, new OpenClawback(First + Yuan(1), ClawbackBasis.Misuse, Sum), "exceeds-paid").Do(Head, new OpenClawback(Yuan(10), ClawbackBasis.Misuse, Sum));
        Assert.Equal((Yuan(10), Yuan(10), Money.Zero), (story.Grant.Balance, story.Grant.Outstanding, story.Grant.Free));
    }

    [Fact]
    public void A_revocation_orders_everything_back()
    {
        var story = Paid(Funded.Local).On(2023, 7, 1).Report(ReportKind.Spending, new(2023, 6, 30), Yuan(500_000), Money.Zero).Do(Leader, new Revoke("Fraud", Sum)).Nothing(Leader, new Revoke("Fraud", Sum));
        Assert.Equal((GrantOutcome.Revoked, First, First), (story.Grant.Outcome!.Value, story.Grant.Balance, story.Grant.Outstanding));
        Assert.Empty(Active(Funded.Local).Do(Leader, new Revoke("Fraud", Sum)).Grant.Clawbacks);
    }

    [Fact]
    public void An_overdue_clawback_bars_the_organisation_until_it_is_closed()
    {
        var story = Terminated(Funded.Local).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum)).Refused(Leader, new EscalateClawback("c1", Sum), "not-due");
        story.At(story.Grant.Clawbacks[0].Due.Before).Tick().Tick().Do(Leader, new EscalateClawback("c1", Sum)).Nothing(Leader, new EscalateClawback("c1", Sum));
        Assert.Equal([new Effect.FlagOrg(Acme, "ban-list:" + Id, On: true)], story.Effects.OfType<Effect.FlagOrg>());
        story.Do(GrantStory.Funds, new RecordRepayment("c1", First, "R-1", story.Today)).Do(Head, new CloseClawback("c1"));
        Assert.Equal(new Effect.FlagOrg(Acme, "ban-list:" + Id, On: false), story.Effects.OfType<Effect.FlagOrg>().Last());
        story.Refused(GrantStory.Funds, new RecordRepayment("c1", First, "R-2", story.Today), "unknown-clawback").Refused(Leader, new EscalateClawback("c7", Sum), "unknown-clawback").Refused(Head, new CloseClawback("c7"), "unknown-clawback");
    }

    [Fact]
    public void A_reward_is_paid_once_and_counts_in_M48()
    {
        var story = Opened(Funded.Reward).Refused(Editor, new SubmitReport(ReportKind.Annual, new(2023, 1, 1), [], Sum), "not-allowed-now").Pay(1, Award);
        Assert.Equal((GrantStage.Settlement, Money.Zero), (story.Grant.Stage, story.Grant.Balance));
        var share = Assert.Single(Core.Metrics.Shares.Of(Shipped.Metrics.All, Lifecycle.Facts(story.Book, story.Grant)));
        Assert.Equal(("M48:d:2023", Award.Fen), (share.Figure.ToString(), share.Marks.Sum(m => m.Cell.Sum)));
        story.Do(Head, Archive);
        Assert.Equal(GrantStage.Settlement, Opened(Funded.Reward, Money.Zero).Grant.Stage);
    }

    [Fact]
    public void A_reward_received_while_suspended_is_settled_on_resumption()
    {
        var story = Opened(Funded.Reward).Do(Officer, new RequestDisbursement(1, Award)).Do(Head, new ApproveDisbursement("p1")).Do(GrantStory.Funds, new RecordPayment("p1", "V", new(2023, 3, 6), "B"));
        story.Do(Leader, new Suspend("Case")).Do(Editor, new ConfirmReceipt("p1", Award, Sum)).Do(Leader, new Resume("Closed", Sum));
        Assert.Equal(GrantStage.Settlement, story.Grant.Stage);
    }

    [Fact]
    public void A_reward_needs_no_application_but_a_project_does()
    {
        var unasked = Opening(Funded.Reward) with { Source = null };
        new GrantStory(Funded.Reward).Do(Officer, unasked).Nothing(Officer, unasked).Refused(Officer, unasked with { DocumentNo = "x" }, "not-allowed-now");
        new GrantStory(Funded.Reward).Refused(Officer, Opening(Funded.Reward), "application-needed").Refused(Editor, unasked, "role-forbidden").Refused(GrantStory.Funds, Archive, "role-forbidden").Refused(Head, Archive, "not-found");
        new GrantStory(Funded.Local).Refused(Officer, Opening(Funded.Local) with { Source = null }, "application-needed");
        new GrantStory(Funded.Local with { Kind = ProgrammeKind.Filing }).Refused(Actor.System, Opening(Funded.Local), "not-a-project");
    }

    [Fact]
    public void Money_from_above_is_recorded_by_one_and_confirmed_by_another()
    {
        var story = Active(Funded.External).Refused(Officer, new RequestDisbursement(1, First), "not-allowed-now");
        var allocation = new RecordAllocation("财教〔2023〕1号", Award, new(2023, 3, 1), Sum);
        story.Refused(Officer, allocation with { Amount = Award + Yuan(1) }, "exceeds-award").Refused(Officer, allocation with { On = new(2023, 3, 7) }, "date-in-future").Do(Officer, allocation).Nothing(Officer, allocation);
        var arrival = new RecordArrival(1, First, new(2023, 3, 6), Sum);
        story.Refused(Officer, arrival with { On = new(2023, 3, 7) }, "date-in-future").Refused(Officer, arrival with { Amount = Award }, "exceeds-instalment").Do(Officer, arrival).Nothing(Officer, arrival);
        Assert.Equal(Money.Zero, story.Grant.NetPaid);
        story.Refused(Officer, new ConfirmArrival("p1"), "same-person").Refused(Head, new ConfirmArrival("p2"), "unknown-payment").Do(Head, new ConfirmArrival("p1")).Nothing(Head, new ConfirmArrival("p1"));
        Assert.Equal(First, story.Grant.Balance);
    }

    [Fact]
    public void Spending_is_accepted_up_to_what_was_paid()
    {
        var story = Paid(Funded.Local).On(2023, 7, 1).Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [new("labour", First + Yuan(0.01m), Money.Zero)], Sum));
        story.Refused(Officer, new AcceptReport("r1"), "spending-exceeds-paid").Do(Officer, new ReturnReport("r1", "Too much")).Nothing(Officer, new ReturnReport("r1", "Too much"));
        story.Refused(Officer, new AcceptReport("r1"), "unknown-report").Refused(Officer, new ReturnReport("r9", "x"), "unknown-report");
        story.Report(ReportKind.Spending, new(2023, 6, 30), First, Money.Zero).Nothing(Officer, new AcceptReport("r1"));
        story.Refused(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [], OtherSum), "report-exists").Refused(Editor, new SubmitReport(ReportKind.Spending, new(2023, 7, 2), [], Sum), "date-in-future");
        story.Refused(Editor, new SubmitReport(ReportKind.Annual, new(2023, 6, 30), [new("labour", First, First)], Sum), "figures-not-allowed");
        story.Refused(Editor, new SubmitReport(ReportKind.Final, new(2023, 6, 30), [new("travel", First, First)], Sum), "unknown-category");
    }
}
