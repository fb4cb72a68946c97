using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Grants;

/// <summary>What happened to a grant. Each carries all that <c>Evolve</c> needs: programmes are not asked again.</summary>
public abstract record GrantEvent : CaseEvent
{
    /// <param name="ContractDue">Null when no contract is asked for and work begins at once.</param>
    public sealed record Opened(CaseId Case, ProgrammeRef Programme, OrgId Org, string Title, Money Award, string DocumentNo, int Year, CaseId? Source, string? Number, string? ProjectNo, DateOnly? From, DateOnly? To, PersonId? Officer, Deadline? ContractDue) : GrantEvent;

    public sealed record InstalmentsPlanned(IReadOnlyList<PlannedInstalment> Instalments) : GrantEvent;

    public sealed record ContractRecorded(Contract Contract) : GrantEvent;

    public sealed record ContractSigned : GrantEvent;

    public sealed record NotSignedDeclared(string Reason) : GrantEvent;

    public sealed record MilestoneReached(int Instalment, string Document) : GrantEvent;

    public sealed record DisbursementRequested(string Payment, int Instalment, Money Amount) : GrantEvent;

    public sealed record DisbursementApproved(string Payment) : GrantEvent;

    public sealed record DisbursementRefused(string Payment, string Reason) : GrantEvent;

    public sealed record Paid(string Payment, Money Amount, string VoucherNo, DateOnly On, string BankReference, Deadline ReceiptDue) : GrantEvent;

    public sealed record ReceiptConfirmed(string Payment, string BankSlip) : GrantEvent;

    public sealed record ReversalProposed(string Payment, string Reason) : GrantEvent;

    public sealed record PaymentReversed(string Payment, Money Amount) : GrantEvent;

    public sealed record AllocationRecorded(string DocumentNo, Money Amount, DateOnly On, string Document) : GrantEvent;

    public sealed record ArrivalRecorded(string Payment, int Instalment, Money Amount, DateOnly On, string BankSlip) : GrantEvent;

    public sealed record ArrivalConfirmed(string Payment, Money Amount, DateOnly On) : GrantEvent;

    public sealed record ReportSubmitted(string Report, ReportKind Kind, DateOnly PeriodEnd, IReadOnlyList<BudgetLine> Figures, string Document) : GrantEvent;

    public sealed record ReportAccepted(string Report, Money Fiscal, Money Self) : GrantEvent;

    public sealed record ReportReturned(string Report, string Reason) : GrantEvent;

    public sealed record AmendmentProposed(Amendment Amendment) : GrantEvent;

    public sealed record AmendmentApproved(string? Reason, string? Document) : GrantEvent;

    public sealed record AmendmentRejected(string? Reason) : GrantEvent;

    /// <summary>A reallocation the grantee decides alone.</summary>
    public sealed record AmendmentFiled : GrantEvent;

    public sealed record MidtermScheduled(DateOnly On) : GrantEvent;

    public sealed record MidtermRecorded(MidtermResult Result, string Document) : GrantEvent;

    public sealed record Suspended(string Reason) : GrantEvent;

    public sealed record Resumed(string Reason, string Document) : GrantEvent;

    public sealed record AcceptanceApplied(string Report, string Accounts, string? Audit) : GrantEvent;

    public sealed record AcceptanceRecorded(AcceptanceOpinion Opinion) : GrantEvent;

    public sealed record Accepted : GrantEvent;

    public sealed record RectifyOrdered(Deadline Due) : GrantEvent;

    /// <summary>By the experts' opinion, or by time when the rectification never came.</summary>
    public sealed record AcceptanceFailed : GrantEvent;

    public sealed record TerminationProposed(string Reason, string Document) : GrantEvent;

    public sealed record Terminated(string Reason, string Opinion) : GrantEvent;

    /// <param name="Disallowed">Fiscal spending accepted before, now taken back; a full clawback follows.</param>
    /// <param name="Unretained">Surplus left to the grantee before, now taken back.</param>
    public sealed record Revoked(string Reason, string Document, Money Disallowed, Money Unretained) : GrantEvent;

    /// <summary>A reward was paid and received: it is the grantee's to keep.</summary>
    public sealed record Settled(Money Retained) : GrantEvent;

    public sealed record SurplusRetained(Money Amount, string Document) : GrantEvent;

    /// <param name="Due">The last day to repay is five working days on, the proof is due three later (柳州 rule, domain.md S22).</param>
    /// <param name="Disallowed">The part of the amount that had been accepted as spent.</param>
    public sealed record ClawbackOpened(string Clawback, Money Amount, ClawbackBasis Basis, string Document, Deadline Due, Deadline ProofDue, Money Disallowed) : GrantEvent;

    public sealed record ClawbackOverdue(string Clawback) : GrantEvent;

    public sealed record RepaymentRecorded(string Clawback, Money Amount, string VoucherNo, DateOnly On) : GrantEvent;

    public sealed record ClawbackEscalated(string Clawback, string Document) : GrantEvent;

    public sealed record ClawbackClosed(string Clawback, Money WrittenOff, string? Document) : GrantEvent;

    /// <param name="Released">The part of the award never paid.</param>
    public sealed record Closed(string ArchiveIndex, Money Released) : GrantEvent;

    public sealed record PerformanceEvaluated(int Score, string Document) : GrantEvent;

    /// <summary>A newer calendar moved or settled a provisional deadline.</summary>
    /// <param name="Item">The payment or clawback it belongs to; null for the contract.</param>
    public sealed record DeadlineRecomputed(GrantDeadline Kind, string? Item, Deadline Due) : GrantEvent;

    public sealed record ReminderRaised(string Kind, DateTimeOffset DueAt) : GrantEvent;

    private GrantEvent() { }
}
