using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using Events = ProjectFlow.Core.Credentials.CredentialEvent;

namespace ProjectFlow.Core.Credentials;

/// <summary>What time itself does to a credential: yearly reports are asked for, renewal is announced, validity ends (domain.md §3.4).</summary>
public static class CredentialTimetable
{
    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    private static readonly int[] Months = [6, 3, 1];

    public static DateTimeOffset? NextDue(Book book, Credential state) => state.Stage != CredentialStage.Active ? null
        : Series(book, state).Select(s => Pending(state, s).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefault()).Append(Ends(state)).Min();

    /// <summary>What is due by that moment.</summary>
    internal static IReadOnlyList<CredentialEvent> Due(Book book, Credential c, DateTimeOffset now) => c.Stage != CredentialStage.Active ? []
        : Ends(c) <= now ? [new Events.Expired()]
        : [.. Series(book, c).Select(s => Pending(c, s).TakeWhile(m => m.DueAt <= now).LastOrDefault()).OfType<Reminder>().Select(m => new Events.ReminderRaised(m.Kind, m.DueAt))];

    private static DateTimeOffset? Ends(Credential c) => c.To is { } to ? ChinaTime.EndOf(to) : null;

    private static IEnumerable<Reminder> Pending(Credential c, IEnumerable<Reminder> series) =>
        series.SkipWhile(m => m.DueAt <= c.CreatedAt || c.Reminders.Any(r => CredentialDecider.Series(r.Kind) == CredentialDecider.Series(m.Kind) && m.DueAt <= r.DueAt));

    private static IEnumerable<IEnumerable<Reminder>> Series(Book book, Credential c)
    {
        if (c.To is { } to)
        {
            yield return Months.Select(n => new Reminder(string.Create(CultureInfo.InvariantCulture, $"expiry-{n}m"), At(to.AddMonths(-n))));
        }

        if (book.Programme.Stages.Credential?.AnnualReportBy is { } by)
        {
            yield return Years(c).Where(y => !c.Reported.Contains(y)).SelectMany(y => Report(CredentialDecider.MonthDay(y + 1, by)));
        }
    }

    // The report on a year is handed in during the next; an open-ended credential goes on for good.
    private static IEnumerable<int> Years(Credential c) => Enumerable.Range(c.On.Year, (c.To?.Year ?? c.On.Year + 100) - c.On.Year);

    // 30 April, 15 May and 25 May for 31 May; afterwards the risk of being revoked.
    private static IEnumerable<Reminder> Report(DateOnly day) =>
        [new("report-31d", At(day.AddDays(-31))), new("report-16d", At(day.AddDays(-16))), new("report-6d", At(day.AddDays(-6))), new("report-overdue", ChinaTime.EndOf(day))];

    private static DateTimeOffset At(DateOnly day) => ChinaTime.StartOf(day) + Morning;
}
