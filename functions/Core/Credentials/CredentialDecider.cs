using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.CommandShape;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Credentials.CredentialCommand;
using Events = ProjectFlow.Core.Credentials.CredentialEvent;
using Why = ProjectFlow.Core.Credentials.CredentialRefusals;

namespace ProjectFlow.Core.Credentials;

/// <summary>The rulebook of a credential: issued, reported on every year, and at last expired, revoked or superseded.</summary>
public static class CredentialDecider
{
    public static Decision Decide(Book book, Credential? state, CredentialCommand command) =>
        CredentialRoles.Refusal(book, state?.Org ?? (command as Issue)?.Org ?? default, command.GetType(), command.By) is { } refusal ? Refuse(refusal)
        : Shape(command).OfType<Problem>().ToList() is { Count: > 0 } problems ? Refuse(Why.Malformed(problems))
        : Stamp(state is null ? Create(book, command) : Move(book, state, command), command);

    /// <summary>Applies a recorded fact. Never refuses; an impossible event throws, for history is corrupt.</summary>
    public static Credential Evolve(Credential? state, CredentialEvent e) => (state, e) switch
    {
        (null, Events.Issued i) => new()
        {
            Id = i.Case,
            Programme = i.Programme,
            Org = i.Org,
            Title = i.Title,
            DocumentNo = i.DocumentNo,
            Year = i.Year,
            On = i.On,
            To = i.To,
            Source = i.Source,
            Number = i.Number,
            CertificateNo = i.CertificateNo,
            Officer = i.Officer,
            CreatedAt = i.At,
            Stage = CredentialStage.Active,
        },
        ({ Stage: CredentialStage.Active } c, not Events.Issued) => Changed(c, e),
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name} after {state?.StateName ?? "nothing"}."),
    };

    /// <summary>A credential claims no places.</summary>
    public static bool Holds(Credential state, Claim claim) => false;

    /// <summary>Reminders of one deadline: <c>expiry-6m</c> and <c>expiry-3m</c> are of the series <c>expiry</c>.</summary>
    internal static string Series(string kind) => kind[..kind.LastIndexOf('-')];

    private static Credential Changed(Credential c, CredentialEvent e) => e switch
    {
        Events.AnnualReportFiled r => c with { Reported = [.. c.Reported, r.Year] },
        Events.ChangeReported r => c with { Changes = [.. c.Changes, new(r.Text, r.On, r.Document, r.Late)] },
        Events.Superseded s => c with { Stage = CredentialStage.Superseded, Successor = s.Successor, EndedOn = ChinaTime.DateOf(e.At) },
        Events.Revoked => c with { Stage = CredentialStage.Revoked, EndedOn = ChinaTime.DateOf(e.At) },
        Events.Expired => c with { Stage = CredentialStage.Expired },
        Events.ReminderRaised r => c with { Reminders = [.. c.Reminders.Where(x => Series(x.Kind) != Series(r.Kind)), new(r.Kind, r.DueAt)] },
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name}."),
    };

    private static Decision Create(Book book, CredentialCommand command) => (command, book.Programme.Stages.Credential) switch
    {
        (not Issue, _) => Refuse(Refusal.NotFound),
        (_, null) => Refuse(Why.NotCredential),
        (Issue c, { } rule) => Record(new Events.Issued(book.NewCase!, c.Programme, c.Org, c.Title, c.DocumentNo, c.Year, c.On, c.Source, c.Number, c.CertificateNo, c.To ?? LastDay(rule, c.On), c.Officer)),
    };

    /// <summary>Whole years from the decision, or a fixed day of the next year; null = open-ended.</summary>
    private static DateOnly? LastDay(CredentialRule rule, DateOnly on) => rule switch
    {
        { Years: { } years } => on.AddYears(years).AddDays(-1),
        { UntilMonthDay: { } day } => MonthDay(on.Year + 1, day),
        _ => null,
    };

    internal static DateOnly MonthDay(int year, string monthDay) => DateOnly.ParseExact($"{year:D4}-{monthDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Decision Move(Book book, Credential c, CredentialCommand command) =>
        Repeated(c, command) ? NothingToDo
        : c.Stage != CredentialStage.Active && command is not Tick ? Refuse(Refusal.NotAllowedNow)
        : command switch
        {
            FileAnnualReport r => book.Programme.Stages.Credential?.AnnualReportBy is null || r.Year < c.On.Year || r.Year > ChinaTime.DateOf(r.At).Year ? Refuse(Why.NoSuchReport) : Record(new Events.AnnualReportFiled(r.Year, r.Document)),
            ReportChange r => r.On > ChinaTime.DateOf(r.At) ? Refuse(Why.InFuture) : Record(new Events.ChangeReported(r.Text, r.On, r.Document, IsLate(book, r))),
            Supersede s => s.Successor == c.Id ? Refuse(Why.NoSuchSuccessor) : Record(new Events.Superseded(s.Successor)),
            Revoke r => Record(new Events.Revoked(r.Reason, r.DocumentNo, r.Document)),
            Tick => Record(CredentialTimetable.Due(book, c, command.At)),
            _ => Refuse(Refusal.NotAllowedNow),
        };

    private static bool Repeated(Credential c, CredentialCommand command) => command switch
    {
        Issue x => x.Source == c.Source && x.DocumentNo == c.DocumentNo,
        FileAnnualReport x => c.Reported.Contains(x.Year),
        ReportChange x => c.Changes.Any(y => y.Document == x.Document),
        Supersede x => c.Successor == x.Successor,
        Revoke => c.Stage == CredentialStage.Revoked,
        _ => false,
    };

    private static bool IsLate(Book book, ReportChange r) => book.Programme.Stages.Credential is { } rule && ChinaTime.DateOf(r.At) > r.On.AddMonths(rule.ChangeReportMonths);

    private static IEnumerable<Problem?> Shape(CredentialCommand command) => command switch
    {
        Issue c => [Text("title", c.Title, 200), Text("documentNo", c.DocumentNo, 200), Optional("certificateNo", c.CertificateNo, 200), c.To < c.On ? Invalid("to") : null],
        FileAnnualReport c => [Hash("document", c.Document)],
        ReportChange c => [Text("text", c.Text, 2000), Hash("document", c.Document)],
        Revoke c => [Text("reason", c.Reason, 2000), Text("documentNo", c.DocumentNo, 200), Hash("document", c.Document)],
        _ => [],
    };

    // The one place where events get their time and person.
    private static Decision Stamp(Decision decision, CredentialCommand command) => decision is not Accepted accepted ? decision : accepted with
    {
        Events = [.. accepted.Events.Select(e => e with { At = command.At, By = command.By.Id, OnBehalfOf = command.By.OnBehalfOf })],
    };
}
