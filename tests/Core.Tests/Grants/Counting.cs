using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using static ProjectFlow.Core.Tests.Grants.GrantStory;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Tests.Grants;

/// <summary>Thirty days to pay, and deadlines counted again with a newer calendar (domain.md §3.4, I17).</summary>
public class Counting
{
    private static readonly WorkCalendar Newer = new("CN-test.2", [new(2025, 3, 6)], []);

    /// <summary>No notice covers 2025 yet.</summary>
    private static readonly DateTimeOffset Uncovered = new(2025, 3, 3, 10, 0, 0, ChinaTime.Offset);

    [Fact]
    public void An_instalment_is_to_be_paid_within_thirty_days_of_its_trigger()
    {
        var story = Until(Active(Funded.Local), new(2023, 5, 31)); // triggered on 6 March; 5 April is a day off
        Assert.Equal([("disbursement-1-5d", At(2023, 4, 1, 9)), ("disbursement-1-overdue", At(2023, 4, 7, 0))], Raised(story, "disbursement"));
        var mails = story.Effects.OfType<Effect.SendMail>().Where(m => m.Values.GetValueOrDefault("reason")?.StartsWith("disbursement", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(["owner,fundadministrators", "sectionheads"], mails.Select(m => string.Join(',', m.To).ToLowerInvariant()));
    }

    [Fact]
    public void Only_what_is_fully_paid_is_no_longer_asked_for()
    {
        Assert.Empty(Raised(Until(Paid(Funded.Local), new(2023, 6, 1)), "disbursement"));
        Assert.Equal(2, Raised(Until(Active(Funded.Local).Pay(1, First - new Money(1)), new(2023, 6, 1)), "disbursement").Count());
        Assert.Equal(2, Raised(Until(Active(Funded.Local).Do(Officer, new RequestDisbursement(1, First)), new(2023, 6, 1)), "disbursement").Count());
    }

    [Fact]
    public void A_day_of_the_plan_is_a_trigger_of_its_own()
    {
        PlanInstalments plan = new([new(First, InstalmentTrigger.Contract), new(Rest, InstalmentTrigger.Date, new(2023, 6, 1))]);
        var story = Until(Active(Funded.Local).Pay(1, First).Do(Officer, plan), new(2023, 7, 31));
        Assert.Equal([("disbursement-2-5d", At(2023, 6, 28, 9)), ("disbursement-2-overdue", At(2023, 7, 4, 0))], Raised(story, "disbursement")); // 1 July is a Saturday
    }

    [Fact]
    public void Nobody_is_asked_to_pay_what_others_pay_what_is_suspended_or_what_failed()
    {
        Assert.Empty(Raised(Until(Active(Funded.External), new(2023, 6, 1)), "disbursement"));
        Assert.Empty(Raised(Until(Active(Funded.Local).Do(Leader, new Suspend("Case")), new(2023, 6, 1)), "disbursement"));
        Assert.Empty(Raised(Until(Active(Funded.Local).Do(Head, new ProposeTermination("Gave up", Sum)).Do(Leader, new Terminate("Gave up", Sum)), new(2023, 6, 1)), "disbursement"));
        Assert.Empty(Raised(Until(Active(Funded.Local).Pay(1, new Money(1)).Do(Head, new OpenClawback(new Money(1), ClawbackBasis.Misuse, Sum)), new(2023, 6, 1)), "disbursement"));
    }

    [Fact]
    public void A_new_plan_does_not_begin_the_thirty_days_again()
    {
        var story = Active(Funded.Local).On(2023, 3, 20).Do(Officer, new PlanInstalments([new(Rest, InstalmentTrigger.Contract), new(First, InstalmentTrigger.Acceptance)]));
        Assert.Equal(At(2023, 3, 6, 10), story.Grant.Instalments[0].TriggeredAt);
        Assert.Null(story.Grant.Instalments[1].TriggeredAt);
    }

    [Fact]
    public void A_provisional_contract_deadline_is_counted_again()
    {
        var story = new GrantStory(Funded.Local).At(Uncovered).Do(Actor.System, Opening(Funded.Local));
        var before = story.Grant.ContractDue!;
        Assert.True(before.Provisional);
        Recount(story);
        Assert.Equal((before.Before.AddDays(1), "CN-test.2", false), (story.Grant.ContractDue!.Before, story.Grant.ContractDue.CalendarVersion, story.Grant.ContractDue.Provisional));
        Assert.True(Lifecycle.NextDue(story.Book, story.Grant) > story.Now);
    }

    [Fact]
    public void So_are_those_of_receipt_and_repayment_while_they_run()
    {
        var story = Active(Funded.Local).At(Uncovered).Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 6, 30), [], Sum)).Do(Editor, new SubmitReport(ReportKind.Spending, new(2023, 12, 31), [], Sum));
        story.Do(Editor, new SubmitReport(ReportKind.Spending, new(2024, 6, 30), [], Sum)).Do(Editor, new SubmitReport(ReportKind.Spending, new(2024, 12, 31), [], Sum));
        story.Do(Officer, new ScheduleMidterm(story.Today)).Do(Head, new RecordMidterm(MidtermResult.Passed, Sum)).Pay(2, Rest);
        story.Do(Officer, new RequestDisbursement(1, First)).Do(Head, new ApproveDisbursement("p2")).Do(GrantStory.Funds, new RecordPayment("p2", "V-2", story.Today, "B")).Do(Head, new OpenClawback(Rest, ClawbackBasis.Misuse, Sum));
        Recount(story);
        Assert.Equal([(GrantDeadline.Receipt, "p2"), (GrantDeadline.Repayment, "c1"), (GrantDeadline.RepaymentProof, "c1")], story.History.OfType<Events.DeadlineRecomputed>().Select(d => (d.Kind, d.Item)));
        Assert.Equal(At(2025, 3, 12, 0), story.Grant.Payments[1].ReceiptDue!.Before); // 4, 5, 7, 10 and 11 March
        Assert.Equal((At(2025, 3, 12, 0), At(2025, 3, 15, 0)), (story.Grant.Clawbacks[0].Due.Before, story.Grant.Clawbacks[0].ProofDue.Before));
        Assert.True(story.Grant.Payments[0].ReceiptDue!.Provisional); // confirmed before: nothing left to keep
    }

    [Fact]
    public void A_repayment_is_not_called_overdue_by_the_old_count()
    {
        var story = Terminated(Funded.Local).At(Uncovered).Do(Head, new OpenClawback(First, ClawbackBasis.Termination, Sum));
        story.Book = story.Book with { Calendar = Newer };
        story.At(story.Grant.Clawbacks[0].Due.Before).Tick().Tick();
        Assert.False(story.Grant.Clawbacks[0].Overdue);
        Assert.True(story.At(story.Grant.Clawbacks[0].Due.Before).Tick().Grant.Clawbacks[0].Overdue);
    }

    private static void Recount(GrantStory story)
    {
        story.Book = story.Book with { Calendar = Newer };
        Assert.True(Lifecycle.NextDue(story.Book, story.Grant) <= story.Now);
        story.Tick();
    }

    private static GrantStory Until(GrantStory story, DateOnly end)
    {
        while (Lifecycle.NextDue(story.Book, story.Grant) is { } due && ChinaTime.DateOf(due) <= end)
        {
            story.At(due).Tick();
        }

        return story;
    }

    private static IEnumerable<(string Kind, DateTimeOffset At)> Raised(GrantStory story, string series) =>
        story.History.OfType<Events.ReminderRaised>().Where(r => r.Kind.StartsWith(series, StringComparison.Ordinal)).Select(r => (r.Kind, r.DueAt));

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, ChinaTime.Offset);
}
