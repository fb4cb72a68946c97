using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>What can be asked of an application (domain.md §3.2). Documents are named by their SHA-256, lower-case hex.</summary>
public abstract record ApplicationCommand : CaseCommand
{
    public sealed record CreateDraft(ProgrammeRef Programme, OrgId Org, string Title, IReadOnlyList<Participant>? Partners = null) : ApplicationCommand;

    /// <summary>Replaces the whole form content.</summary>
    public sealed record SaveDraft(string Title, FormContent Form) : ApplicationCommand;

    public sealed record AttachDocument(Document Document) : ApplicationCommand;

    public sealed record RemoveDocument(string Slot, string Hash) : ApplicationCommand;

    public sealed record RequestGuidance : ApplicationCommand;

    /// <param name="Thread">The thread answered; null starts a new one.</param>
    /// <param name="Anchor">Field path, row or document slot the new thread is tied to; null = the whole case.</param>
    /// <param name="Blocking">Must be answered before resubmission; only for a new thread by the bureau.</param>
    public sealed record Comment(string Text, string? Thread = null, string? Anchor = null, bool Blocking = false) : ApplicationCommand;

    public sealed record ResolveComment(string Thread) : ApplicationCommand;

    public sealed record Assign(PersonId To) : ApplicationCommand;

    /// <param name="Comments">Added before the return; with those still open there must be at least one.</param>
    /// <param name="DueOn">Last day for the applicant; null = the default of domain.md §3.2.</param>
    public sealed record ReturnForRevision(IReadOnlyList<NewComment> Comments, DateOnly? DueOn = null) : ApplicationCommand;

    public sealed record Resubmit : ApplicationCommand;

    public sealed record PassGuidance(IReadOnlyList<string> Checklist) : ApplicationCommand;

    public sealed record Submit(bool Declaration, bool IntegrityPledge) : ApplicationCommand;

    public sealed record VerifyDocument(string Slot, bool OriginalSeen) : ApplicationCommand;

    /// <param name="VerificationForm">The attachment verification form 附件审核表, when the programme asks for one.</param>
    public sealed record PassFormal(bool EligibilityConfirmed, string? VerificationForm = null) : ApplicationCommand;

    /// <param name="Rule">The rule id or document number cited.</param>
    public sealed record ProposeFormalRejection(string Reason, string Rule) : ApplicationCommand;

    public sealed record RejectFormal(string Reason, string Rule) : ApplicationCommand;

    public sealed record AssignExperts(IReadOnlyList<PersonId> Experts) : ApplicationCommand;

    /// <param name="Scores">Criterion id to points.</param>
    public sealed record RecordScore(IReadOnlyDictionary<string, int> Scores, string? Opinion = null) : ApplicationCommand;

    /// <param name="Minutes">Hash of the meeting minutes.</param>
    public sealed record Recommend(int Rank, string Minutes) : ApplicationCommand;

    /// <param name="Reserve">True: kept on the reserve list 备选 instead of being rejected.</param>
    public sealed record NotRecommend(string Reason, string Minutes, bool Reserve = false) : ApplicationCommand;

    public sealed record RecordForwarding(string Authority, string Channel, string ReceiptNo, DateOnly On, string Receipt) : ApplicationCommand;

    /// <param name="From">Start of the authority's publicity; only for that stage.</param>
    public sealed record RecordExternalStage(ExternalStage Stage, DateOnly On, string Document, DateOnly? From = null, DateOnly? To = null) : ApplicationCommand;

    public sealed record StartPublicity(DateOnly On, string Notice) : ApplicationCommand;

    public sealed record ClosePublicity : ApplicationCommand;

    /// <param name="Objector">Real name; anonymous objections are not accepted.</param>
    public sealed record RecordObjection(string Objector, string Contact, string Text, string? Document = null) : ApplicationCommand;

    public sealed record ResolveObjection(string Objection, ObjectionOutcome Outcome, string Reason, string? Reply = null) : ApplicationCommand;

    /// <param name="DocumentNo">Number of the approval document; required (I22).</param>
    /// <param name="Award">Zero is a valid award; null when rejected.</param>
    /// <param name="From">First day of the term.</param>
    public sealed record RecordDecision(bool Approved, string DocumentNo, string Document, Money? Award = null, string? ProjectNo = null, DateOnly? From = null, DateOnly? To = null, string? Reason = null) : ApplicationCommand;

    public sealed record ConfirmDecision : ApplicationCommand;

    public sealed record Withdraw(string Reason) : ApplicationCommand;

    public sealed record RequestWithdrawal(string Reason, string Letter) : ApplicationCommand;

    /// <param name="Consent">The authority's consent, as a document.</param>
    public sealed record ConfirmWithdrawal(string Consent) : ApplicationCommand;

    public sealed record ExtendDeadline(DateOnly DueOn, string Reason) : ApplicationCommand;

    public sealed record LapseByBureau(string Reason) : ApplicationCommand;

    /// <param name="Fact">Which recorded fact, of <c>receiptNo documentNo projectNo award termFrom termTo</c>.</param>
    public sealed record ProposeCorrection(string Fact, string Value, string Reason, string Document) : ApplicationCommand;

    public sealed record ConfirmCorrection : ApplicationCommand;

    /// <summary>Applies what is due by <c>At</c>; only the system gives it.</summary>
    public sealed record Tick : ApplicationCommand;

    private ApplicationCommand() { }
}

/// <summary>A partner organisation.</summary>
public sealed record Participant(OrgId Org, string Role, string Name);

/// <summary>A comment to be added with a return.</summary>
public sealed record NewComment(string Text, string? Anchor = null, bool Blocking = true);

/// <summary>A file of the case, held by reference (I21).</summary>
/// <param name="Hash">SHA-256 of the content, 64 lower-case hex digits.</param>
/// <param name="Kind">By content, not by name: <c>pdf docx xlsx png jpg</c>.</param>
public sealed record Document(string Slot, string Name, string Hash, long Size, string Kind);

public enum ExternalStage
{
    ToForward,
    Forwarded,
    Accepted,
    ExpertReview,
    Defence,
    Publicity,
    Decided,
}

public enum ObjectionOutcome
{
    Upheld,
    Dismissed,
    Withdrawn,
}
