using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>What happened to an application. Each carries all that <c>Evolve</c> needs: programmes are not asked again.</summary>
public abstract record ApplicationEvent : CaseEvent
{
    public sealed record Drafted(CaseId Case, ProgrammeRef Programme, OrgId Org, string Title, int Year, string? Area, IReadOnlyList<Participant> Partners) : ApplicationEvent;

    public sealed record DraftSaved(string Title, string FormHash) : ApplicationEvent;

    public sealed record DocumentAttached(Document Document) : ApplicationEvent;

    public sealed record DocumentRemoved(string Slot, string Hash) : ApplicationEvent;

    public sealed record GuidanceRequested(Snapshot Handed, Deadline Due) : ApplicationEvent;

    /// <param name="Thread">An existing thread's id, or a new one's.</param>
    public sealed record Commented(string Thread, string? Anchor, bool Blocking, bool ByApplicant, string Text) : ApplicationEvent;

    public sealed record CommentResolved(string Thread) : ApplicationEvent;

    public sealed record Assigned(PersonId To) : ApplicationEvent;

    public sealed record Returned(ReturnOrigin From, int Round, Deadline Due) : ApplicationEvent;

    /// <param name="Due">The bureau's new deadline; null when it goes back to the authority.</param>
    public sealed record Resubmitted(Snapshot Handed, Deadline? Due) : ApplicationEvent;

    public sealed record GuidancePassed(IReadOnlyList<string> Checklist) : ApplicationEvent;

    /// <summary>The programme asks for no guidance, or the applicant chose none.</summary>
    public sealed record GuidanceSkipped : ApplicationEvent;

    /// <param name="Year">The year it counts in.</param>
    /// <param name="LeftToReview">Ids of the rules a person has to judge.</param>
    public sealed record Submitted(string Number, int Year, Snapshot Handed, IReadOnlyList<string> LeftToReview, Deadline Due) : ApplicationEvent;

    public sealed record DocumentVerified(string Slot, bool OriginalSeen) : ApplicationEvent;

    /// <param name="Due">The scoring deadline.</param>
    public sealed record FormalPassed(string? VerificationForm, Deadline Due) : ApplicationEvent;

    public sealed record FormalRejectionProposed(string Reason, string Rule) : ApplicationEvent;

    public sealed record FormalRejected(string Reason, string Rule) : ApplicationEvent;

    public sealed record ExpertsAssigned(IReadOnlyList<PersonId> Experts) : ApplicationEvent;

    public sealed record Scored(IReadOnlyDictionary<string, int> Scores, string? Opinion) : ApplicationEvent;

    /// <param name="Rank">Null, as <paramref name="Minutes"/>, when the programme has no selection and nobody chose.</param>
    /// <param name="ToPublicity">The bureau publishes first; otherwise it goes up.</param>
    public sealed record Recommended(int? Rank, string? Minutes, bool ToPublicity, Deadline? ForwardDue) : ApplicationEvent;

    public sealed record NotRecommended(string Reason, string Minutes, bool Reserve) : ApplicationEvent;

    public sealed record UpwardSubmitted(string Authority, string Channel, string ReceiptNo, DateOnly On, string Receipt) : ApplicationEvent;

    public sealed record ExternalStageRecorded(ExternalStage Stage, DateOnly On, string Document, DateOnly? From, DateOnly? To) : ApplicationEvent;

    public sealed record PublicityStarted(DateOnly From, Deadline Until, string Notice) : ApplicationEvent;

    /// <summary>An objection was still open when the period ended, or was settled late.</summary>
    public sealed record PublicityExtended(Deadline Until) : ApplicationEvent;

    public sealed record PublicityClosed(Deadline? ForwardDue) : ApplicationEvent;

    public sealed record ObjectionRecorded(string Objection, string Objector, string Contact, string Text, string? Document) : ApplicationEvent;

    public sealed record ObjectionResolved(string Objection, ObjectionOutcome Outcome, string Reason, string? Reply) : ApplicationEvent;

    public sealed record DecisionRecorded(Verdict Verdict) : ApplicationEvent;

    public sealed record DecisionConfirmed(Verdict Verdict) : ApplicationEvent;

    public sealed record WithdrawalRequested(string Reason, string Letter) : ApplicationEvent;

    /// <param name="Consent">The authority's, once the case had gone up.</param>
    public sealed record Withdrawn(string Reason, string? Consent) : ApplicationEvent;

    /// <param name="SubmitBefore">The submit deadline of this case from now on, when it moved as well.</param>
    public sealed record DeadlineExtended(Deadline Due, string Reason, DateTimeOffset? SubmitBefore = null) : ApplicationEvent;

    /// <summary>A newer calendar moved or settled a provisional deadline.</summary>
    public sealed record DeadlineRecomputed(Deadline Due) : ApplicationEvent;

    /// <param name="Reason">Null when time alone did it; given by the head of section otherwise.</param>
    public sealed record Lapsed(string? Reason) : ApplicationEvent;

    public sealed record CorrectionProposed(Correction Correction) : ApplicationEvent;

    public sealed record Corrected(Correction Correction) : ApplicationEvent;

    public sealed record ReminderRaised(string Kind, DateTimeOffset DueAt) : ApplicationEvent;

    private ApplicationEvent() { }
}
