using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// From the recommendation on: publicity, the authority, the decision.
public static partial class ApplicationDecider
{
    private static Decision Outside(Book book, Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (_, RecordForwarding or RecordExternalStage or ClosePublicity) when book.Programme.DecisionBy == DecisionBy.Bureau => Refuse(Refusal.NotAllowedNow),
        (Stage.External { At: not ExternalStage.ToForward }, RecordForwarding) => Refuse(Refusal.NotAllowedNow),
        (_, RecordForwarding c) when c.On > ChinaTime.DateOf(c.At) => Refuse(Why.DateInFuture),
        (_, RecordForwarding) when IsUpheld(a) => Refuse(Why.ObjectionUpheld),
        (_, RecordForwarding c) => Record(new Events.UpwardSubmitted(c.Authority, c.Channel, c.ReceiptNo, c.On, c.Receipt)),

        (Stage.External { At: ExternalStage.ToForward }, RecordExternalStage) => Refuse(Why.NotForwarded),
        (_, RecordExternalStage c) when a.Passages.Contains(PassageOf(c)) => NothingToDo,
        (Stage.External s, RecordExternalStage c) when c.Stage < s.At => Refuse(Why.StageBackwards),
        (_, RecordExternalStage c) when c.On > ChinaTime.DateOf(c.At) => Refuse(Why.DateInFuture),
        (_, RecordExternalStage c) when !PublicityDatesFit(c) => Refuse(Why.PublicityDates),
        (_, RecordExternalStage c) => Record(new Events.ExternalStageRecorded(c.Stage, c.On, c.Document, c.From, c.To)),

        (_, StartPublicity c) => Record(new Events.PublicityStarted(c.On, Deadlines.Publicity(book, c.On, book.Programme.Stages.Publicity!), c.Notice)),
        (_, ClosePublicity c) when PublicityStands(a, c.At) is { } why => Refuse(why),
        (_, ClosePublicity c) => Record(new Events.PublicityClosed(ForwardDue(book, c.At))),

        (Stage.Publicity { From: null }, RecordObjection or RecordDecision) => Refuse(Why.PublicityRunning),
        (_, RecordObjection c) when a.Objections.Any(o => o.Outcome is null && (o.Objector, o.Text) == (c.Objector, c.Text)) => NothingToDo,
        (Stage.Publicity { Until: { } until }, RecordObjection c) when c.At >= until.Before => Refuse(Why.PublicityEnded),
        (_, RecordObjection c) => Record(new Events.ObjectionRecorded($"o{a.Objections.Count + 1}", c.Objector, c.Contact, c.Text, c.Document)),
        (_, ResolveObjection c) when !a.Objections.Any(o => o.Id == c.Objection) => Refuse(Why.UnknownObjection),
        (_, ResolveObjection c) when a.Objections.First(o => o.Id == c.Objection) is { Outcome: { } outcome } => outcome == c.Outcome ? NothingToDo : Refuse(Refusal.NotAllowedNow),
        (_, ResolveObjection c) => Record([new Events.ObjectionResolved(c.Objection, c.Outcome, c.Reason, c.Reply), .. Extension(book, a, c.At)]),

        (_, RecordDecision c) when a.PendingVerdict == VerdictOf(c) => NothingToDo,
        (_, RecordDecision { Award: { Fen: < 0 } }) => Refuse(Why.AwardNegative),
        (_, RecordDecision c) when !DecisionIsWhole(book, c) => Refuse(Why.DecisionData),
        (_, RecordDecision c) when DecisionStands(book, a, c.Approved, c.At) is { } why => Refuse(why),
        (_, RecordDecision c) => Record(new Events.DecisionRecorded(VerdictOf(c))),
        (_, ConfirmDecision) when a.PendingVerdict is null => Refuse(Why.NothingProposed),
        (_, ConfirmDecision c) when IsSame(c.By, a.PendingVerdict!.RecordedBy) => Refuse(Why.SamePerson),
        (_, ConfirmDecision c) when DecisionStands(book, a, a.PendingVerdict!.Approved, c.At) is { } why => Refuse(why),
        (_, ConfirmDecision) => Record(new Events.DecisionConfirmed(a.PendingVerdict!)),

        (_, RequestWithdrawal) when a.WithdrawalRequest is not null => NothingToDo,
        (_, RequestWithdrawal c) => Record(new Events.WithdrawalRequested(c.Reason, c.Letter)),
        (_, ConfirmWithdrawal) when a.WithdrawalRequest is null => Refuse(Why.NothingProposed),
        (_, ConfirmWithdrawal c) => Record(new Events.Withdrawn(a.WithdrawalRequest!.Reason, c.Consent)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static bool IsUpheld(Application a) => a.Objections.Any(o => o.Outcome == ObjectionOutcome.Upheld);

    private static ExternalPassage PassageOf(RecordExternalStage c) => new(c.Stage, c.On, c.Document, c.From, c.To);

    private static Verdict VerdictOf(RecordDecision c) => new(c.Approved, c.DocumentNo, c.Document, c.Award, c.ProjectNo, c.From, c.To, c.Reason, c.By.Id);

    private static bool PublicityDatesFit(RecordExternalStage c) =>
        c.Stage == ExternalStage.Publicity ? c.From is { } from && c.To is { } to && from <= to : c is { From: null, To: null };

    // The period ends no earlier than the day on which its last objection is settled, so the decision comes the day after.
    private static IEnumerable<ApplicationEvent> Extension(Book book, Application a, DateTimeOffset at) =>
        a.Stage is Stage.Publicity { Until: { } until } && at >= until.Before ? [new Events.PublicityExtended(Deadlines.On(book, ChinaTime.DateOf(at)))] : [];

    /// <summary>Why the bureau's publicity still stands in the way (I15); null when it does not.</summary>
    private static Refusal? PublicityStands(Application a, DateTimeOffset at) =>
        a.Stage is Stage.Publicity p && (p.Until is null || at < p.Until.Before) ? Why.PublicityRunning
        : a.HasOpenObjection ? Why.ObjectionOpen
        : IsUpheld(a) ? Why.ObjectionUpheld
        : null;

    private static Refusal? DecisionStands(Book book, Application a, bool approved, DateTimeOffset at) => (book.Programme.DecisionBy, a.Stage) switch
    {
        (DecisionBy.External, Stage.External { At: ExternalStage.ToForward }) => Why.NotForwarded,
        (DecisionBy.External, Stage.External) => null,
        (DecisionBy.External, _) => Refusal.NotAllowedNow,
        _ when approved => PublicityStands(a, at),
        _ => a.HasOpenObjection ? Why.ObjectionOpen : null,
    };

    private static bool DecisionIsWhole(Book book, RecordDecision c) => c switch
    {
        { Approved: false } => c is { Award: null, Reason: { } reason } && !string.IsNullOrWhiteSpace(reason),
        _ when book.Programme.Kind == ProgrammeKind.Project => c is { Award: not null, From: { } from, To: { } to } && from < to,
        _ => c.Award is null && !(c.From >= c.To),
    };
}
