using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Grants;

/// <summary>
/// What time itself does to a grant (domain.md §3.4). Reminders of one deadline form a series; the last one raised is
/// recorded, so the series moves on, and of several missed ones only the newest is raised.
/// </summary>
public static class GrantTimetable
{
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>Calendar days from the day an instalment's trigger was met (国办发〔2021〕32号).</summary>
    internal const int DisburseWithin = 30;

    /// <summary>The next moment at which something is due; may lie in the past when a newer calendar has to be applied. Null once the grant is closed.</summary>
    public static DateTimeOffset? NextDue(Book book, Grant state)
    {
        var moments = Series(book, state).Select(s => Pending(state, s).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefault());
        return moments.Concat(Ends(state).Select(e => (DateTimeOffset?)e.At)).Append(GrantDeadlines.Stale(book, state).Any() ? state.StageSince : null).Min();
    }

    /// <summary>What is due by that moment.</summary>
    internal static IReadOnlyList<GrantEvent> Due(Book book, Grant g, DateTimeOffset now)
    {
        if (GrantDeadlines.Stale(book, g).ToList() is { Count: > 0 } stale)
        {
            return stale; // first, for what is due by the old count may not be due by the new one
        }

        var ended = Ends(g).Where(e => e.At <= now).Select(e => e.Event).ToList();
        var after = ended.Aggregate(g, GrantDecider.Evolve);
        return after.Stage != g.Stage ? ended
            : [.. ended, .. Series(book, after).Select(s => Pending(after, s).TakeWhile(m => m.DueAt <= now).LastOrDefault()).OfType<Reminder>().Select(m => new Events.ReminderRaised(m.Kind, m.DueAt))];
    }

    private static IEnumerable<(DateTimeOffset At, GrantEvent Event)> Ends(Grant g) =>
    [
        .. g.Clawbacks.Where(c => IsRunning(c) && g.Stage != GrantStage.Closed).Select(c => (c.Due.Before, (GrantEvent)new Events.ClawbackOverdue(c.Id))),
        .. g is { Stage: GrantStage.Active, Rectification: { } due } ? [(due.Before, new Events.AcceptanceFailed())] : Array.Empty<(DateTimeOffset, GrantEvent)>(),
    ];

    private static bool IsRunning(Clawback c) => !c.Closed && !c.Overdue && c.Outstanding > Money.Zero;

    private static IEnumerable<Reminder> Pending(Grant g, IEnumerable<Reminder> series) =>
        series.SkipWhile(m => m.DueAt <= g.StageSince || g.Reminders.Any(r => GrantDecider.Series(r.Kind) == GrantDecider.Series(m.Kind) && m.DueAt <= r.DueAt));

    /// <summary>Each series in order of time.</summary>
    private static IEnumerable<IEnumerable<Reminder>> Series(Book book, Grant g) => g.Stage switch
    {
        GrantStage.Closed => [],
        GrantStage.Contracting => g.ContractDue is { } due ? [[.. WorkingDays(book, "contract", due.Before, 5, 1), new("contract-overdue", due.Before)]] : [],
        GrantStage.Active => [.. Funds(book, g), .. Disbursements(book, g), .. Reports(book, g), .. Term(book, g)],
        GrantStage.Suspended => [.. Funds(book, g), .. Reports(book, g)],
        GrantStage.Acceptance => [.. Funds(book, g), .. Disbursements(book, g)],
        _ => g.HasPassed ? [.. Funds(book, g), .. Disbursements(book, g)] : Funds(book, g),
    };

    private static IEnumerable<IEnumerable<Reminder>> Funds(Book book, Grant g) =>
    [
        .. g.Payments.Where(p => p is { State: PaymentState.Paid, ReceiptDue: not null }).Select(p => Receipt(book, p)),
        .. g.Clawbacks.Where(IsRunning).Select(c => WorkingDays(book, $"clawback-{c.Id}", c.Due.Before, 1)),
    ];

    private static IEnumerable<Reminder> Receipt(Book book, Payment p) =>
    [
        new($"receipt-{p.Id}-day3", ChinaTime.StartOf(book.Calendar.LastDay(ChinaTime.DateOf(p.PaidAt!.Value), 3, CountingMode.WorkingDays)) + Morning),
        new($"receipt-{p.Id}-overdue", p.ReceiptDue!.Before),
    ];

    // What a payer above the bureau owes is not the bureau's to pay, and nothing is paid while money is to come back.
    private static IEnumerable<IEnumerable<Reminder>> Disbursements(Book book, Grant g) =>
        book.Programme.Funding.Payer != Payer.Local || g.Outstanding > Money.Zero ? []
        : g.Instalments.Where(i => IsUnpaid(g, i)).Select(i => (i.No, Since: i.Trigger == InstalmentTrigger.Date ? i.On : i.TriggeredAt is { } at ? ChinaTime.DateOf(at) : null))
            .Where(x => x.Since is not null)
            .Select(x => Disbursement(x.No, ChinaTime.EndOf(book.Calendar.LastDay(x.Since!.Value, DisburseWithin, CountingMode.CalendarDays))));

    private static IEnumerable<Reminder> Disbursement(int no, DateTimeOffset before)
    {
        var series = string.Create(CultureInfo.InvariantCulture, $"disbursement-{no}");
        return Days(series, before, 5).Append(new(series + "-overdue", before));
    }

    private static bool IsUnpaid(Grant g, Instalment i) =>
        g.Payments.Where(p => p.Instalment == i.No && p.PaidAt is not null && p.State != PaymentState.Reversed).Sum(p => p.Amount) < i.Amount;

    private static IEnumerable<IEnumerable<Reminder>> Reports(Book book, Grant g) => GrantDuties.Of(book, g).Where(d => !GrantDuties.IsHandedIn(g, d))
        .Select(d => (Name: string.Create(CultureInfo.InvariantCulture, $"report-{d.Kind}-{d.PeriodEnd:yyyyMMdd}"), d.Before))
        .Select(x => Days(x.Name, x.Before, 15, 7, 1).Append(new(x.Name + "-overdue", x.Before)));

    private static IEnumerable<IEnumerable<Reminder>> Term(Book book, Grant g)
    {
        if (GrantStages.IsFast(book.Programme) || g.To is not { } end)
        {
            yield break;
        }

        if (GrantDuties.MidtermBefore(book, g) is { } half)
        {
            yield return Days("midterm", half, 30, 15).Append(new("midterm-overdue", half));
        }

        if (g.Rectification is { } rectify)
        {
            yield return Days("rectification", rectify.Before, 30, 7);
            yield break;
        }

        yield return [new("amendment-latest", At(end.AddMonths(-4)))];
        var last = GrantDuties.Window(book, g)!.Value.To;
        yield return [.. new[] { -3, -1, 0, 3, 5 }.Select(m => new Reminder($"acceptance-{m}m".Replace("--", "-before", StringComparison.Ordinal), At(end.AddMonths(m)))).Where(m => m.DueAt < ChinaTime.StartOf(last)), new("acceptance-overdue", ChinaTime.EndOf(last))];
    }

    private static DateTimeOffset At(DateOnly day) => ChinaTime.StartOf(day) + Morning;

    private static IEnumerable<Reminder> Days(string series, DateTimeOffset before, params int[] days) =>
        days.Select(n => new Reminder($"{series}-{n}d", At(Deadlines.LastDay(before).AddDays(-n))));

    private static IEnumerable<Reminder> WorkingDays(Book book, string series, DateTimeOffset before, params int[] days) =>
        days.Select(n => new Reminder($"{series}-{n}wd", At(book.Calendar.WorkingDaysBefore(Deadlines.LastDay(before), n))));
}
