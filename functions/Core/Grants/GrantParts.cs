using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Grants;

/// <summary>The six states of domain.md §3.3.</summary>
public enum GrantStage
{
    Contracting,
    Active,
    Suspended,
    Acceptance,
    Settlement,
    Closed,
}

public enum GrantOutcome
{
    Passed,
    PassedAfterRectification,
    Failed,
    Terminated,
    Revoked,
    NotContracted,
}

/// <summary>The contract 合同书/任务书 as it stands, with all amendments.</summary>
/// <param name="Version">1 for the first; each approved amendment adds one.</param>
public sealed record Contract(int Version, IReadOnlyList<BudgetLine> Budget, IReadOnlyList<string> Targets, DateOnly From, DateOnly To, string Document, PersonId RecordedBy);

/// <param name="No">1 for the first.</param>
/// <param name="Milestone">The document showing that the milestone was reached.</param>
public sealed record Instalment(int No, Money Amount, InstalmentTrigger Trigger, DateOnly? On, string? Milestone = null)
{
    /// <summary>When its trigger was met; null until then, and for a day fixed in the plan.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }
}

/// <summary>The deadlines of a grant that are counted in working days.</summary>
public enum GrantDeadline
{
    Contract,
    Receipt,
    Repayment,
    RepaymentProof,
}

public enum PaymentState
{
    Requested,
    Approved,
    Refused,

    /// <summary>Paid by the bureau, or its arrival recorded; waiting for the second person's word.</summary>
    Paid,
    Confirmed,
    Reversed,
}

/// <summary>One payment or arrival, with everyone who had a hand in it (I11).</summary>
/// <param name="On">The day of payment; null until then.</param>
public sealed record Payment(string Id, int Instalment, Money Amount, PaymentState State, PersonId RequestedBy)
{
    public PersonId? ApprovedBy { get; init; }

    public PersonId? PaidBy { get; init; }

    public PersonId? ReversalBy { get; init; }

    public string? VoucherNo { get; init; }

    public DateOnly? On { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public Deadline? ReceiptDue { get; init; }

    [JsonIgnore]
    public bool IsPending => State is PaymentState.Requested or PaymentState.Approved;

    /// <summary>Takes up part of its instalment.</summary>
    [JsonIgnore]
    public bool Counts => State is not (PaymentState.Refused or PaymentState.Reversed);
}

public enum ReportState
{
    Submitted,
    Returned,
    Accepted,
}

public sealed record GrantReport(string Id, ReportKind Kind, DateOnly PeriodEnd, IReadOnlyList<BudgetLine> Figures, string Document, ReportState State)
{
    [JsonIgnore]
    public Money Fiscal => Figures.Sum(f => f.Fiscal);

    [JsonIgnore]
    public Money Self => Figures.Sum(f => f.Self);
}

public sealed record Amendment(AmendmentKind Kind, string Reason, string Document, IReadOnlyList<BudgetLine>? Budget, DateOnly? To, IReadOnlyList<string>? Targets, PersonId ProposedBy);

/// <param name="Result">Null until it was held.</param>
public sealed record Midterm(DateOnly On, MidtermResult? Result = null);

public sealed record AcceptanceOpinion(AcceptanceResult Result, IReadOnlyList<bool> TargetsMet, string Opinion, DateOnly? RectifyBy, PersonId RecordedBy);

public sealed record TerminationProposal(string Reason, string Document, PersonId By);

/// <summary>Money ordered back.</summary>
public sealed record Clawback(string Id, Money Ordered, ClawbackBasis Basis, string Document, Deadline Due, Deadline ProofDue)
{
    public Money Repaid { get; init; }

    public Money WrittenOff { get; init; }

    public IReadOnlyList<string> Vouchers { get; init; } = [];

    public bool Overdue { get; init; }

    public bool Escalated { get; init; }

    public bool Closed { get; init; }

    [JsonIgnore]
    public Money Outstanding => Ordered - Repaid - WrittenOff;
}
