using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Grants;

/// <summary>What can be asked of a grant (domain.md §3.3). Documents are named by their SHA-256, lower-case hex.</summary>
public abstract record GrantCommand : CaseCommand
{
    /// <summary>Given by the system when an application is approved; by the bureau for a reward nobody had to apply for (免申即享).</summary>
    /// <param name="Award">Zero is a valid award.</param>
    /// <param name="DocumentNo">Number of the approval document.</param>
    /// <param name="Year">The year it counts in.</param>
    /// <param name="Source">The application it follows from; null = none.</param>
    /// <param name="From">First day of the term; <paramref name="To"/> is its last.</param>
    public sealed record Open(ProgrammeRef Programme, OrgId Org, string Title, Money Award, string DocumentNo, int Year, CaseId? Source = null, string? Number = null, string? ProjectNo = null, DateOnly? From = null, DateOnly? To = null, PersonId? Officer = null) : GrantCommand;

    /// <summary>Recorded by the officer; in force once the signatory countersigns.</summary>
    public sealed record SignContract(IReadOnlyList<BudgetLine> Budget, IReadOnlyList<string> Targets, DateOnly From, DateOnly To, string Document) : GrantCommand;

    public sealed record CountersignContract : GrantCommand;

    public sealed record DeclareNotSigned(string Reason) : GrantCommand;

    public sealed record PlanInstalments(IReadOnlyList<PlannedInstalment> Instalments) : GrantCommand;

    public sealed record ReachMilestone(int Instalment, string Document) : GrantCommand;

    public sealed record RequestDisbursement(int Instalment, Money Amount) : GrantCommand;

    public sealed record ApproveDisbursement(string Payment) : GrantCommand;

    public sealed record RefuseDisbursement(string Payment, string Reason) : GrantCommand;

    /// <param name="VoucherNo">Unique within payer and year (I3).</param>
    public sealed record RecordPayment(string Payment, string VoucherNo, DateOnly On, string BankReference) : GrantCommand;

    public sealed record ConfirmReceipt(string Payment, Money Amount, string BankSlip) : GrantCommand;

    public sealed record ReversePayment(string Payment, string Reason) : GrantCommand;

    public sealed record ConfirmReversal(string Payment) : GrantCommand;

    /// <summary>The document by which a payer above the bureau passes money down.</summary>
    public sealed record RecordAllocation(string DocumentNo, Money Amount, DateOnly On, string Document) : GrantCommand;

    public sealed record RecordArrival(int Instalment, Money Amount, DateOnly On, string BankSlip) : GrantCommand;

    public sealed record ConfirmArrival(string Payment) : GrantCommand;

    /// <param name="PeriodEnd">Last day of the period reported.</param>
    /// <param name="Figures">What was spent in the period; empty for a report without money.</param>
    public sealed record SubmitReport(ReportKind Kind, DateOnly PeriodEnd, IReadOnlyList<BudgetLine> Figures, string Document) : GrantCommand;

    public sealed record AcceptReport(string Report) : GrantCommand;

    public sealed record ReturnReport(string Report, string Reason) : GrantCommand;

    /// <param name="Budget">The new budget, for the two budget kinds.</param>
    /// <param name="To">The new last day of the term, for a change of period.</param>
    /// <param name="Targets">The new targets, for a change of targets.</param>
    public sealed record ProposeAmendment(AmendmentKind Kind, string Reason, string Document, IReadOnlyList<BudgetLine>? Budget = null, DateOnly? To = null, IReadOnlyList<string>? Targets = null) : GrantCommand;

    /// <param name="Document">The authority's or the finance bureau's consent, where one is needed.</param>
    public sealed record DecideAmendment(bool Approved, string? Reason = null, string? Document = null) : GrantCommand;

    public sealed record ScheduleMidterm(DateOnly On) : GrantCommand;

    public sealed record RecordMidterm(MidtermResult Result, string Document) : GrantCommand;

    public sealed record Suspend(string Reason) : GrantCommand;

    /// <param name="Document">Shows that the cause is closed.</param>
    public sealed record Resume(string Reason, string Document) : GrantCommand;

    public sealed record ApplyAcceptance(string Report, string Accounts, string? Audit = null) : GrantCommand;

    /// <param name="TargetsMet">One entry per target of the contract.</param>
    /// <param name="RectifyBy">Last day to rectify; only for that result.</param>
    public sealed record RecordAcceptance(AcceptanceResult Result, IReadOnlyList<bool> TargetsMet, string Opinion, DateOnly? RectifyBy = null) : GrantCommand;

    public sealed record ConfirmAcceptance : GrantCommand;

    public sealed record ProposeTermination(string Reason, string Document) : GrantCommand;

    public sealed record Terminate(string Reason, string Opinion) : GrantCommand;

    public sealed record Revoke(string Reason, string Document) : GrantCommand;

    /// <summary>What was left over stays with the grantee.</summary>
    public sealed record RetainSurplus(Money Amount, string Document) : GrantCommand;

    public sealed record OpenClawback(Money Amount, ClawbackBasis Basis, string Document) : GrantCommand;

    public sealed record RecordRepayment(string Clawback, Money Amount, string VoucherNo, DateOnly On) : GrantCommand;

    public sealed record EscalateClawback(string Clawback, string Document) : GrantCommand;

    /// <param name="WriteOff">The document by which the rest is written off; null when nothing is left.</param>
    public sealed record CloseClawback(string Clawback, string? WriteOff = null) : GrantCommand;

    public sealed record Close(string ArchiveIndex) : GrantCommand;

    /// <param name="Score">0 to 100.</param>
    public sealed record EvaluatePerformance(int Score, string Document) : GrantCommand;

    /// <summary>Applies what is due by <c>At</c>; only the system gives it.</summary>
    public sealed record Tick : GrantCommand;

    private GrantCommand() { }
}

/// <summary>One line of a budget or of a spending report.</summary>
/// <param name="Category">One of the programme's budget categories.</param>
/// <param name="Fiscal">From the award.</param>
/// <param name="Self">From own funds.</param>
public sealed record BudgetLine(string Category, Money Fiscal, Money Self);

/// <param name="On">The day it falls due; only for the trigger Date.</param>
public sealed record PlannedInstalment(Money Amount, InstalmentTrigger Trigger, DateOnly? On = null);

public enum AmendmentKind
{
    BudgetReallocate,
    BudgetTotal,
    Period,
    Leader,
    Unit,
    Content,
    Targets,
}

public enum MidtermResult
{
    Passed,
    Rectify,
    Failed,
}

public enum AcceptanceResult
{
    Passed,
    Rectify,
    Failed,
}

public enum ClawbackBasis
{
    Misuse,
    Surplus,
    Termination,
    Revocation,
}
