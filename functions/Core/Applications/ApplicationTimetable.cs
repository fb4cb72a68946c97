using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Programmes;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;

namespace ProjectFlow.Core.Applications;

/// <summary>
/// What time itself does to an application (domain.md §3.4). Reminders of one deadline form a series; the last one
/// raised is recorded, so the series moves on, and of several missed ones only the newest is raised.
/// </summary>
public static class ApplicationTimetable
{
    /// <summary>Raised when a period of publicity is over.</summary>
    internal const string PublicityEnded = "publicity-ended";

    private static readonly TimeSpan Morning = TimeSpan.FromHours(9);

    /// <summary>The next moment at which something is due; may lie in the past when a newer calendar has to be applied.</summary>
    public static DateTimeOffset? NextDue(Book book, Application state)
    {
        var moments = Series(book, state).Select(s => Pending(state, s).Select(m => (DateTimeOffset?)m.DueAt).FirstOrDefault());
        return moments.Append(Ends(book, state)).Append(IsStale(book, state) ? state.StageSince : null).Min();
    }

    /// <summary>What is due by that moment.</summary>
    internal static IReadOnlyList<ApplicationEvent> Due(Book book, Application a, DateTimeOffset now) =>
        IsStale(book, a) ? [new Events.DeadlineRecomputed(Deadlines.Again(book, Deadlines.Of(a.Stage)!))]
        : Ends(book, a) <= now ? [Ending(book, a, now)]
        : [.. Series(book, a).Select(s => Newest(Pending(a, s), now)).OfType<Reminder>().Select(m => new Events.ReminderRaised(m.Kind, m.DueAt))];

    /// <summary>When the stage ends by itself.</summary>
    private static DateTimeOffset? Ends(Book book, Application a) => a.Stage switch
    {
        Stage.Draft or Stage.ReadyToSubmit => Deadlines.Submit(book, a),
        Stage.Returned r => Deadlines.Hard(book, a, r),
        Stage.Publicity { Until: { } until } when book.Programme.DecisionBy == DecisionBy.External && !a.Objections.Any(o => o.Outcome is null or ObjectionOutcome.Upheld) => until.Before,
        _ => null,
    };

    private static ApplicationEvent Ending(Book book, Application a, DateTimeOffset now) => a.Stage is Stage.Publicity
        ? new Events.PublicityClosed(Deadlines.Within(book, now, book.Programme.Stages.ForwardDays, book.Programme.Round.ForwardBefore))
        : new Events.Lapsed(Reason: null);

    private static bool IsStale(Book book, Application a) => Deadlines.Of(a.Stage) is { } due && Deadlines.IsStale(book, due);

    private static IEnumerable<Reminder> Pending(Application a, IEnumerable<Reminder> series) =>
        series.SkipWhile(m => m.DueAt <= a.StageSince || a.Reminders.Any(r => ApplicationDecider.Series(r.Kind) == ApplicationDecider.Series(m.Kind) && m.DueAt <= r.DueAt));

    private static Reminder? Newest(IEnumerable<Reminder> pending, DateTimeOffset now) => pending.TakeWhile(m => m.DueAt <= now).LastOrDefault();

    /// <summary>Each series in order of time; some never end.</summary>
    private static IEnumerable<IEnumerable<Reminder>> Series(Book book, Application a) => a.Stage switch
    {
        Stage.Draft => [.. GuidanceClosing(book, a), .. SubmitClosing(book, a)],
        Stage.ReadyToSubmit => SubmitClosing(book, a),
        Stage.GuidanceReview s => [Review(book, "guidance", s.Since, s.Due, leaderAfter: null)],
        Stage.FormalReview s => [Review(book, "formal", s.Since, s.Due, leaderAfter: 8)],
        Stage.Returned s => [[.. WorkingDays(book, "revision", s.Due, 2, 1), new("revision-overdue", s.Due.Before)]],
        Stage.Selection s when book.Programme.Stages.Selection == SelectionMode.Score && ApplicationDecider.AreScoresSealed(a, DateTimeOffset.MinValue) =>
            [[.. WorkingDays(book, "scoring", s.Due, 2), new("scoring-overdue", s.Due.Before)]],
        Stage.External { ForwardDue: { } due } => [WorkingDays(book, "forward", due, 3, 1).Concat(EveryWorkingDay(book, "forward-overdue", due.Before))],
        Stage.External { At: not ExternalStage.ToForward } s => [Chasing(s.Since)],
        Stage.Publicity { Until: { } until } => [[new(PublicityEnded, until.Before)]],
        _ => [],
    };

    private static IEnumerable<IEnumerable<Reminder>> GuidanceClosing(Book book, Application a) =>
        book.Programme.Stages.Guidance != GuidanceMode.None && Deadlines.Guidance(book, a) is { } before ? [Days("guide", before, 14, 7, 3, 1)] : [];

    private static IEnumerable<IEnumerable<Reminder>> SubmitClosing(Book book, Application a) =>
        Deadlines.Submit(book, a) is { } before ? [Days("submit", before, 7, 3, 1, 0).Where(m => m.DueAt < before)] : [];

    // Day 3 to the officer, the deadline to the head of section, later still to the leader.
    private static IEnumerable<Reminder> Review(Book book, string series, DateTimeOffset since, Deadline due, int? leaderAfter)
    {
        var third = Nth(book, since, 3);
        if (third < due.Before)
        {
            yield return new(series + "-day3", third);
        }

        yield return new(series + "-overdue", due.Before);
        if (leaderAfter is { } n)
        {
            var late = Nth(book, since, n);
            yield return new(series + "-escalated", late > due.Before ? late : due.Before.AddDays(1));
        }
    }

    private static DateTimeOffset Nth(Book book, DateTimeOffset since, int n) =>
        ChinaTime.StartOf(book.Calendar.LastDay(ChinaTime.DateOf(since), n, CountingMode.WorkingDays)) + Morning;

    private static IEnumerable<Reminder> Days(string series, DateTimeOffset before, params int[] days) =>
        days.Select(n => new Reminder($"{series}-{n}d", ChinaTime.StartOf(Deadlines.LastDay(before).AddDays(-n)) + Morning));

    private static IEnumerable<Reminder> WorkingDays(Book book, string series, Deadline due, params int[] days) =>
        days.Select(n => new Reminder($"{series}-{n}wd", ChinaTime.StartOf(book.Calendar.WorkingDaysBefore(Deadlines.LastDay(due.Before), n)) + Morning));

    private static IEnumerable<Reminder> EveryWorkingDay(Book book, string kind, DateTimeOffset from)
    {
        for (var day = ChinaTime.DateOf(from); ; day = day.AddDays(1))
        {
            if (book.Calendar.IsWorkingDay(day) && ChinaTime.StartOf(day) + Morning >= from)
            {
                yield return new(kind, ChinaTime.StartOf(day) + Morning);
            }
        }
    }

    // Two months without news from the authority, then monthly.
    private static IEnumerable<Reminder> Chasing(DateTimeOffset since)
    {
        for (var due = since.AddDays(60); ; due = due.AddDays(30))
        {
            yield return new("result-chaser", due);
        }
    }
}
