using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Mails;
using static ProjectFlow.Core.Mails.Audience;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;

namespace ProjectFlow.Core.Applications;

/// <summary>Whom an event concerns (domain.md §3.5, E02 to E14 and E23), and what an approval sets going.</summary>
public static partial class ApplicationEffects
{
    public static IReadOnlyList<Effect> Of(Book book, Application after, ApplicationEvent e) => e switch
    {
        Events.GuidanceRequested g => [Mail("E02", [Owner, SectionHeads], after, book, [("due", Day(g.Due))]), Mail("E03", [Editors], after, book, [("date", Day(g.Due))])],
        Events.Resubmitted { Due: { } due } when after.Stage is Stage.GuidanceReview => [Mail("E02", [Owner], after, book, [("due", Day(due))])],
        Events.Resubmitted => [Mail("E06", [Signatories, Owner], after, book)],
        Events.Returned r => [Mail("E04", [Editors, Signatories], after, book, [("due", Day(r.Due))])],
        Events.GuidancePassed => [Mail("E05", [Editors, Signatories], after, book, [("deadline", Day(Deadlines.Submit(book, after)))])],
        Events.Submitted => [Mail("E06", [Signatories, Owner], after, book)],
        Events.FormalPassed => [Mail("E07", [Editors], after, book)],
        Events.FormalRejected r => [NotPassed(after, book, r.Reason)],
        Events.NotRecommended { Reserve: false } n => [NotPassed(after, book, n.Reason)],
        Events.Recommended => [Mail("E09", [Editors], after, book)],
        Events.UpwardSubmitted u => [Mail("E10", [Editors], after, book, [("authority", u.Authority), ("receipt", u.ReceiptNo), ("date", Text(u.On))])],
        Events.ExternalStageRecorded x => [Mail("E11", [Editors], after, book, [("stage", x.Stage.ToString()), ("date", Text(x.On))])],
        Events.PublicityStarted p => [Mail("E12", [Editors], after, book, [("from", Text(p.From)), ("to", Day(p.Until))])],
        Events.ObjectionRecorded => [Mail("E13", [SectionHeads, Leaders], after, book)],
        Events.DecisionConfirmed { Verdict.Approved: false } d => [NotPassed(after, book, d.Verdict.Reason!)],
        Events.DecisionConfirmed d => [Mail("E14", [Editors, Signatories, SectionHeads], after, book), .. Opens(book, after, d.Verdict)],
        Events.Lapsed l => [Mail("E23", l.Reason is null ? [Editors, Owner] : [Editors, Owner, Leaders], after, book, [("due", Day(l.At)), ("reason", l.Reason ?? "lapsed")])],
        Events.ReminderRaised r => [Reminder(book, after, r)],
        _ => [],
    };

    private static Effect.SendMail NotPassed(Application a, Book book, string reason) => Mail("E08", [Editors, Signatories], a, book, [("reason", reason)]);

    /// <summary>A reminder is worth sending only while the case still stands where it did.</summary>
    private static Effect.SendMail Reminder(Book book, Application a, Events.ReminderRaised r)
    {
        var due = Deadlines.Of(a.Stage)?.Before ?? Deadlines.Submit(book, a);
        if (ApplicationDecider.Series(r.Kind) == "guide")
        {
            due = Deadlines.Guidance(book, a);
        }

        return Mail("E23", ConcernedBy(r.Kind), a, book, [("due", Day(due)), ("reason", r.Kind)]) with { OnlyWhile = a.StateName };
    }

    private static Audience[] ConcernedBy(string kind) => kind switch
    {
        "guidance-overdue" or "formal-overdue" or "revision-overdue" or "scoring-overdue" => [SectionHeads],
        "formal-escalated" or "forward-overdue" => [Leaders],
        _ => ApplicationDecider.Series(kind) switch
        {
            "scoring" => [Experts],
            "guide" or "submit" or "revision" => [Editors],
            _ => [Owner],
        },
    };

    private static Effect.SendMail Mail(string template, IReadOnlyList<Audience> to, Application a, Book book, params IReadOnlyList<(string Key, string Text)> more)
    {
        var values = new Dictionary<string, string>
        {
            ["number"] = a.Number ?? "",
            ["title"] = a.Title,
            ["org"] = a.Org.Value,
            ["programme"] = book.Programme.NameZh,
        };
        foreach (var (key, text) in more)
        {
            values[key] = text;
        }

        return new(template, to, values);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(Deadline due) => Day(due.Before);

    /// <summary>The last day that is still in time; empty when there is no limit.</summary>
    private static string Day(DateTimeOffset? before) => before is { } moment ? Text(Deadlines.LastDay(moment)) : "";
}
