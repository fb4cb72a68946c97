using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Mails;
using static ProjectFlow.Core.Mails.Audience;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Grants;

/// <summary>Whom an event concerns (domain.md §3.5, E15 to E23), and what it books.</summary>
public static partial class GrantEffects
{
    /// <summary>One flag for each grant: an organisation is barred until the last of its grants has lifted its own.</summary>
    private const string BanList = "ban-list:";

    public static IReadOnlyList<Effect> Of(Book book, Grant after, GrantEvent e) => [.. Mails(book, after, e), .. Postings(book, after, e), .. Flags(after, e)];

    private static IEnumerable<Effect> Mails(Book book, Grant g, GrantEvent e) => e switch
    {
        Events.Opened { ContractDue: { } due } => [Mail("E15", [Signatories, Owner], g, book, ("date", Day(due.Before)), ("due", Day(due.Before)))],
        Events.Paid p => [Mail("E16", [Editors, FundAdministrators], g, book, ("n", Instalment(g, p.Payment)), ("amount", p.Amount.ToYuanText()), ("date", Text(p.On)), ("due", Day(p.ReceiptDue.Before)))],
        Events.MidtermRecorded m => [Mail("E18", [Editors, SectionHeads], g, book, ("result", m.Result.ToString()))],
        Events.AmendmentApproved => [Mail("E19", [Editors, Signatories], g, book, ("kind", "amendment"), ("result", "Approved"))],
        Events.AmendmentRejected => [Mail("E19", [Editors, Signatories], g, book, ("kind", "amendment"), ("result", "Rejected"))],
        Events.AmendmentFiled => [Mail("E19", [Editors, Signatories], g, book, ("kind", nameof(AmendmentKind.BudgetReallocate)), ("result", "Filed"))],
        Events.ClawbackOpened c => [Mail("E20", [Signatories, SectionHeads, FundAdministrators], g, book, ("due", Day(c.Due.Before)), ("amount", c.Amount.ToYuanText()), ("kind", c.Basis.ToString()))],
        Events.Accepted or Events.AcceptanceFailed => [Mail("E21", [Editors, Signatories], g, book, ("result", g.Outcome.ToString()!))],
        Events.RectifyOrdered r => [Mail("E21", [Editors, Signatories], g, book, ("result", nameof(AcceptanceResult.Rectify)), ("due", Day(r.Due.Before)))],
        Events.Closed => [Mail("E22", [Editors], g, book)],
        Events.ClawbackOverdue c => [Mail("E23", [Signatories, SectionHeads, Leaders], g, book, ("reason", "clawback"), ("due", Day(g.Clawbacks.First(x => x.Id == c.Clawback).Due.Before)))],
        Events.ReminderRaised r => [Reminder(book, g, r)],
        _ => [],
    };

    /// <summary>An overdue clawback bars the organisation from new applications until it is closed (I8).</summary>
    private static IEnumerable<Effect> Flags(Grant g, GrantEvent e) => e switch
    {
        Events.ClawbackOverdue => [new Effect.FlagOrg(g.Org, BanList + g.Id, On: true)],
        Events.ClawbackClosed c when g.Clawbacks.First(x => x.Id == c.Clawback).Overdue && !g.Clawbacks.Any(x => x is { Overdue: true, Closed: false }) => [new Effect.FlagOrg(g.Org, BanList + g.Id, On: false)],
        _ => [],
    };

    /// <summary>A reminder is worth sending only while the grant still stands where it did.</summary>
    private static Effect.SendMail Reminder(Book book, Grant g, Events.ReminderRaised r)
    {
        var series = r.Kind.Split('-');
        var mail = series[0] switch
        {
            "contract" => Mail("E15", [Signatories, Owner], g, book, ("date", Day(g.ContractDue!.Before)), ("due", Day(g.ContractDue.Before))),
            "report" => Mail("E17", [Editors], g, book, ("kind", series[1]), ("period", series[2]), ("due", Due(book, g, series))),
            "receipt" => Mail("E23", [Editors, Owner], g, book, ("reason", r.Kind), ("due", Text(r.DueAt))),
            "disbursement" when r.Kind.EndsWith("-overdue", StringComparison.Ordinal) => Mail("E23", [SectionHeads], g, book, ("reason", r.Kind), ("due", Text(r.DueAt))),
            "disbursement" => Mail("E23", [Owner, FundAdministrators], g, book, ("reason", r.Kind), ("due", Text(r.DueAt))),
            "clawback" => Mail("E23", [Signatories, FundAdministrators], g, book, ("reason", r.Kind), ("due", Text(r.DueAt))),
            _ => Mail("E23", [Editors, Signatories, Owner], g, book, ("reason", r.Kind), ("due", Text(r.DueAt))),
        };
        return mail with { OnlyWhile = g.StateName };
    }

    private static string Due(Book book, Grant g, string[] series) =>
        GrantDuties.Of(book, g).Where(d => d.Kind.ToString() == series[1] && d.PeriodEnd.ToString("yyyyMMdd", CultureInfo.InvariantCulture) == series[2]).Select(d => Day(d.Before)).FirstOrDefault("");

    private static string Instalment(Grant g, string payment) => g.Payments.First(p => p.Id == payment).Instalment.ToString(CultureInfo.InvariantCulture);

    private static Effect.SendMail Mail(string template, IReadOnlyList<Audience> to, Grant g, Book book, params IReadOnlyList<(string Key, string Text)> more)
    {
        var values = new Dictionary<string, string>
        {
            ["number"] = g.Number ?? g.ProjectNo ?? "",
            ["title"] = g.Title,
            ["org"] = g.Org.Value,
            ["programme"] = book.Programme.NameZh,
        };
        foreach (var (key, text) in more)
        {
            values[key] = text;
        }

        return new(template, to, values);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => Text(Calendar.ChinaTime.DateOf(at));

    /// <summary>The last day that is still in time.</summary>
    private static string Day(DateTimeOffset before) => Text(Deadlines.LastDay(before));
}
