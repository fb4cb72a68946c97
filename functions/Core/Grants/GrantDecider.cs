using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Grants.GrantCommand;
using Why = ProjectFlow.Core.Grants.GrantRefusals;

namespace ProjectFlow.Core.Grants;

/// <summary>The rulebook of a grant (domain.md §3.3). Pure: no clock, no storage, no configuration.</summary>
public static partial class GrantDecider
{
    /// <summary>Role, scope and relations first; then the form of the request; then the table.</summary>
    public static Decision Decide(Book book, Grant? state, GrantCommand command) =>
        GrantRoles.Refusal(book, state, command) is { } refusal ? Refuse(refusal)
        : GrantShape.Problems(command) is { Count: > 0 } problems ? Refuse(Why.Malformed(problems))
        : Stamp(state is null ? Create(book, command) : Move(book, state, command), command);

    private static Decision Move(Book book, Grant g, GrantCommand command) =>
        Repeated(g, command) ? NothingToDo
        : !GrantStages.Knows(book.Programme, g.Stage, command.GetType()) ? Refuse(Refusal.NotAllowedNow)
        : command switch
        {
            SignContract or CountersignContract or DeclareNotSigned or PlanInstalments or ReachMilestone => Contracting(book, g, command),
            RequestDisbursement or ApproveDisbursement or RefuseDisbursement or RecordPayment or ConfirmReceipt or ReversePayment or ConfirmReversal => Paying(book, g, command),
            RecordAllocation or RecordArrival or ConfirmArrival => Arriving(book, g, command),
            SubmitReport or AcceptReport or ReturnReport => Reporting(book, g, command),
            ProposeAmendment or DecideAmendment => Amending(book, g, command),
            ScheduleMidterm or RecordMidterm or Suspend or Resume => Running(book, g, command),
            ApplyAcceptance or RecordAcceptance or ConfirmAcceptance => Accepting(book, g, command),
            OpenClawback or RecordRepayment or EscalateClawback or CloseClawback => ClawingBack(book, g, command),
            Tick => Record(GrantTimetable.Due(book, g, command.At)),
            _ => Ending(book, g, command),
        };

    /// <summary>A second click, or a redelivered message, after which nothing more is to be done.</summary>
    private static bool Repeated(Grant g, GrantCommand command) => command switch
    {
        Open c => c.Source == g.Source && c.DocumentNo == g.DocumentNo,
        CountersignContract => g.Contract is not null,
        SignContract c => g.Recorded?.Document == c.Document,
        DeclareNotSigned => g.Outcome == GrantOutcome.NotContracted,
        PlanInstalments c => g.Instalments.Select(i => new PlannedInstalment(i.Amount, i.Trigger, i.On)).SequenceEqual(c.Instalments),
        ReachMilestone c => g.Instalments.Any(i => i.No == c.Instalment && i.Milestone == c.Document),
        SubmitReport c => g.Reports.Any(r => r.Kind == c.Kind && r.PeriodEnd == c.PeriodEnd && r.Document == c.Document && r.State != ReportState.Returned),
        AcceptReport c => g.Reports.Any(r => r.Id == c.Report && r.State == ReportState.Accepted),
        ReturnReport c => g.Reports.Any(r => r.Id == c.Report && r.State == ReportState.Returned),
        ProposeAmendment c => g.Amendment?.Document == c.Document,
        ScheduleMidterm c => g.Midterms.Any(m => m.On == c.On),
        RecordMidterm c => g.Midterms is [.., { Result: { } result }] && result == c.Result,
        _ => RepeatedPayment(g, command) || RepeatedEnding(g, command),
    };

    private static bool RepeatedPayment(Grant g, GrantCommand command) => command switch
    {
        RequestDisbursement c => g.Payments.Any(p => p.IsPending && p.Instalment == c.Instalment && p.Amount == c.Amount && p.RequestedBy == c.By.Id),
        ApproveDisbursement c => Is(g, c.Payment, PaymentState.Approved),
        RefuseDisbursement c => Is(g, c.Payment, PaymentState.Refused),
        RecordPayment c => g.Payments.Any(p => p.Id == c.Payment && p.VoucherNo == c.VoucherNo && p.State is PaymentState.Paid or PaymentState.Confirmed),
        ConfirmReceipt c => Is(g, c.Payment, PaymentState.Confirmed),
        ConfirmArrival c => Is(g, c.Payment, PaymentState.Confirmed),
        ReversePayment c => g.Payments.Any(p => p.Id == c.Payment && p.ReversalBy is not null),
        ConfirmReversal c => Is(g, c.Payment, PaymentState.Reversed),
        RecordAllocation c => g.Allocations.Contains(c.DocumentNo),
        RecordArrival c => g.Payments.Any(p => p.Counts && p.VoucherNo == c.BankSlip),
        _ => false,
    };

    private static bool Is(Grant g, string payment, PaymentState state) => g.Payments.Any(p => p.Id == payment && p.State == state);

    private static bool RepeatedEnding(Grant g, GrantCommand command) => command switch
    {
        Suspend => g.Stage == GrantStage.Suspended,
        ApplyAcceptance => g.Stage == GrantStage.Acceptance,
        RecordAcceptance c => g.Opinion?.Opinion == c.Opinion,
        ConfirmAcceptance => g.Stage == GrantStage.Settlement && g.Outcome is GrantOutcome.Failed or GrantOutcome.Passed or GrantOutcome.PassedAfterRectification,
        ProposeTermination => g.TerminationProposal is not null,
        Terminate => g.Outcome == GrantOutcome.Terminated,
        Revoke => g.Outcome == GrantOutcome.Revoked,
        RetainSurplus c => g.RetentionDocument == c.Document,
        OpenClawback c => g.Clawbacks.Any(x => x.Document == c.Document && x.Basis == c.Basis && x.Ordered == c.Amount),
        RecordRepayment c => g.Clawbacks.Any(x => x.Id == c.Clawback && x.Vouchers.Contains(c.VoucherNo)),
        EscalateClawback c => g.Clawbacks.Any(x => x.Id == c.Clawback && x.Escalated),
        CloseClawback c => g.Clawbacks.Any(x => x.Id == c.Clawback && x.Closed),
        Close => g.Stage == GrantStage.Closed,
        EvaluatePerformance => g.Performance is not null,
        _ => false,
    };

    // The one place where events get their time and person.
    private static Decision Stamp(Decision decision, GrantCommand command) => decision is not Accepted accepted ? decision : accepted with
    {
        Events = [.. accepted.Events.Select(e => e with { At = command.At, By = command.By.Id, OnBehalfOf = command.By.OnBehalfOf })],
    };
}
