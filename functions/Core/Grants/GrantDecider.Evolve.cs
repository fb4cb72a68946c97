using ProjectFlow.Core.Programmes;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Grants;

// What each event changes.
public static partial class GrantDecider
{
    /// <summary>Applies a recorded fact. Never refuses; an impossible event throws, for history is corrupt.</summary>
    public static Grant Evolve(Grant? state, GrantEvent e)
    {
        var after = (state, e) switch
        {
            (null, Events.Opened o) => Started(o),
            ({ Stage: GrantStage.Closed } g, Events.PerformanceEvaluated p) => g with { Performance = p.Score },
            (null, _) or (_, Events.Opened) or ({ Stage: GrantStage.Closed }, _) => throw Corrupt(state, e),
            ({ } g, Events.ReminderRaised r) => g with { Reminders = [.. g.Reminders.Where(x => Series(x.Kind) != Series(r.Kind)), new(r.Kind, r.DueAt)] },
            ({ } g, _) => Moved(g, e) ?? GrantDeadlines.Recounted(g, e) ?? Contracted(g, e) ?? Payments(g, e) ?? Reported(g, e) ?? Settling(g, e) ?? throw Corrupt(state, e),
        };
        after = Triggered(after, e.At);
        return after.Stage == state?.Stage ? after : after with { StageSince = e.At };
    }

    // Returned as it is when no trigger was met, so that most events copy nothing.
    private static Grant Triggered(Grant g, DateTimeOffset at) => !g.Instalments.Any(i => IsMetNow(g, i)) ? g
        : g with { Instalments = [.. g.Instalments.Select(i => IsMetNow(g, i) ? i with { TriggeredAt = at } : i)] };

    private static bool IsMetNow(Grant g, Instalment i) => i.TriggeredAt is null && i.Trigger != InstalmentTrigger.Date && IsMet(g, i);

    /// <summary>Reminders of one deadline: <c>contract-5wd</c> and <c>contract-1wd</c> are of the series <c>contract</c>.</summary>
    internal static string Series(string kind) => kind[..kind.LastIndexOf('-')];

    private static InvalidOperationException Corrupt(Grant? state, GrantEvent e) => new($"Corrupt history: {e.GetType().Name} after {state?.StateName ?? "nothing"}.");

    private static Grant Started(Events.Opened o) => new()
    {
        Id = o.Case,
        Programme = o.Programme,
        Org = o.Org,
        Title = o.Title,
        Award = o.Award,
        DocumentNo = o.DocumentNo,
        Year = o.Year,
        Source = o.Source,
        Number = o.Number,
        ProjectNo = o.ProjectNo,
        From = o.From,
        To = o.To,
        Officer = o.Officer,
        CreatedAt = o.At,
        ContractDue = o.ContractDue,
        Stage = o.ContractDue is null ? GrantStage.Active : GrantStage.Contracting,
    };

    private static Grant? Moved(Grant g, GrantEvent e) => (g.Stage, e) switch
    {
        (GrantStage.Contracting, Events.ContractSigned) when g.Recorded is { } c => g with { Stage = GrantStage.Active, Contract = c, Recorded = null, From = c.From, To = c.To },
        (GrantStage.Contracting, Events.NotSignedDeclared) => g with { Stage = GrantStage.Closed, Outcome = GrantOutcome.NotContracted, Recorded = null },
        (GrantStage.Active, Events.Suspended) => g with { Stage = GrantStage.Suspended },
        (GrantStage.Suspended, Events.Resumed) => g with { Stage = GrantStage.Active },
        (GrantStage.Active, Events.AcceptanceApplied) => g with { Stage = GrantStage.Acceptance },
        (GrantStage.Acceptance, Events.AcceptanceRecorded a) => g with { Opinion = a.Opinion },
        (GrantStage.Acceptance, Events.Accepted) => Settled(g, g.Rectified ? GrantOutcome.PassedAfterRectification : GrantOutcome.Passed),
        (GrantStage.Acceptance, Events.RectifyOrdered r) => g with { Stage = GrantStage.Active, Rectification = r.Due, Rectified = true, Opinion = null },
        (GrantStage.Acceptance or GrantStage.Active, Events.AcceptanceFailed) => Settled(g, GrantOutcome.Failed),
        (_, Events.TerminationProposed t) => g with { TerminationProposal = new(t.Reason, t.Document, t.By) },
        (not GrantStage.Settlement, Events.Terminated) => Settled(g, GrantOutcome.Terminated),
        (_, Events.Revoked r) => Settled(g with { Spent = g.Spent - r.Disallowed, Retained = g.Retained - r.Unretained }, GrantOutcome.Revoked),
        (GrantStage.Active, Events.Settled s) => Settled(g, GrantOutcome.Passed) with { Retained = g.Retained + s.Retained },
        (GrantStage.Settlement, Events.Closed) => g with { Stage = GrantStage.Closed },
        _ => null,
    };

    // What the outcome makes pointless is dropped; what was paid or handed in stays to be dealt with.
    private static Grant Settled(Grant g, GrantOutcome outcome) => g with
    {
        Stage = GrantStage.Settlement,
        Outcome = outcome,
        Recorded = null,
        Amendment = null,
        Opinion = null,
        Rectification = null,
        TerminationProposal = null,
        Midterms = [.. g.Midterms.Where(m => m.Result is not null)],
        Payments = [.. g.Payments.Select(p => p.IsPending && outcome is not (GrantOutcome.Passed or GrantOutcome.PassedAfterRectification) ? p with { State = PaymentState.Refused } : p)],
    };

    private static Grant? Contracted(Grant g, GrantEvent e) => e switch
    {
        Events.ContractRecorded c => g with { Recorded = c.Contract },
        Events.InstalmentsPlanned p => g with { Instalments = [.. p.Instalments.Select((x, i) => new Instalment(i + 1, x.Amount, x.Trigger, x.On, g.Instalments.ElementAtOrDefault(i)?.Milestone) { TriggeredAt = g.Instalments.ElementAtOrDefault(i) is { } old && old.Trigger == x.Trigger ? old.TriggeredAt : null })] },
        Events.MilestoneReached m => g with { Instalments = [.. g.Instalments.Select(i => i.No == m.Instalment ? i with { Milestone = m.Document } : i)] },
        Events.AmendmentProposed a => g with { Amendment = a.Amendment },
        Events.AmendmentRejected => g with { Amendment = null },
        Events.AmendmentApproved or Events.AmendmentFiled when g.Amendment is { } a => Amended(g, a),
        Events.MidtermScheduled m => g with { Midterms = [.. g.Midterms, new(m.On)] },
        Events.MidtermRecorded m => g with { Midterms = [.. g.Midterms.Select(x => x.Result is null ? x with { Result = m.Result } : x)] },
        _ => null,
    };

    private static Grant Amended(Grant g, Amendment a) => g with
    {
        Amendment = null,
        To = a.To ?? g.To,
        Extended = g.Extended || a.Kind == AmendmentKind.Period,
        Contract = g.Contract is { } c ? c with { Version = c.Version + 1, Budget = a.Budget ?? c.Budget, Targets = a.Targets ?? c.Targets, To = a.To ?? c.To, Document = a.Document } : null,
    };

    private static Grant? Payments(Grant g, GrantEvent e) => e switch
    {
        Events.DisbursementRequested r => g with { Payments = [.. g.Payments, new(r.Payment, r.Instalment, r.Amount, PaymentState.Requested, r.By)] },
        Events.DisbursementApproved a => With(g, a.Payment, p => p with { State = PaymentState.Approved, ApprovedBy = a.By }),
        Events.DisbursementRefused r => With(g, r.Payment, p => p with { State = PaymentState.Refused }),
        Events.Paid x => With(g, x.Payment, p => p with { State = PaymentState.Paid, PaidBy = x.By, VoucherNo = x.VoucherNo, On = x.On, PaidAt = x.At, ReceiptDue = x.ReceiptDue }),
        Events.ReceiptConfirmed c => With(g, c.Payment, p => p with { State = PaymentState.Confirmed, ReversalBy = null }),
        Events.ReversalProposed r => With(g, r.Payment, p => p with { ReversalBy = r.By }),
        Events.PaymentReversed r => With(g, r.Payment, p => p with { State = PaymentState.Reversed }),
        Events.AllocationRecorded a => g with { Allocated = g.Allocated + a.Amount, Allocations = [.. g.Allocations, a.DocumentNo] },
        Events.ArrivalRecorded a => g with { Payments = [.. g.Payments, new(a.Payment, a.Instalment, a.Amount, PaymentState.Requested, a.By) { On = a.On, VoucherNo = a.BankSlip }] },
        Events.ArrivalConfirmed a => With(g, a.Payment, p => p with { State = PaymentState.Confirmed, PaidBy = a.By, PaidAt = a.At }),
        _ => null,
    };

    private static Grant With(Grant g, string payment, Func<Payment, Payment> change) =>
        g with { Payments = [.. g.Payments.Select(p => p.Id == payment ? change(p) : p)] };

    private static Grant? Reported(Grant g, GrantEvent e) => e switch
    {
        Events.ReportSubmitted r => g with { Reports = [.. g.Reports.Where(x => x.Id != r.Report), new(r.Report, r.Kind, r.PeriodEnd, r.Figures, r.Document, ReportState.Submitted)] },
        Events.ReportReturned r => g with { Reports = [.. g.Reports.Select(x => x.Id == r.Report ? x with { State = ReportState.Returned } : x)] },
        Events.ReportAccepted r => g with
        {
            Reports = [.. g.Reports.Select(x => x.Id == r.Report ? x with { State = ReportState.Accepted } : x)],
            Spent = g.Spent + r.Fiscal,
            OwnSpent = g.OwnSpent + r.Self,
        },
        _ => null,
    };

    private static Grant? Settling(Grant g, GrantEvent e) => e switch
    {
        Events.SurplusRetained s => g with { Retained = g.Retained + s.Amount, RetentionDocument = s.Document },
        Events.ClawbackOpened c => g with { Spent = g.Spent - c.Disallowed, Clawbacks = [.. g.Clawbacks, new(c.Clawback, c.Amount, c.Basis, c.Document, c.Due, c.ProofDue)] },
        Events.ClawbackOverdue o => With(g, o.Clawback, c => c with { Overdue = true }),
        Events.RepaymentRecorded r => With(g, r.Clawback, c => c with { Repaid = c.Repaid + r.Amount, Vouchers = [.. c.Vouchers, r.VoucherNo] }),
        Events.ClawbackEscalated x => With(g, x.Clawback, c => c with { Escalated = true }),
        Events.ClawbackClosed x => With(g, x.Clawback, c => c with { Closed = true, WrittenOff = x.WrittenOff }),
        _ => null,
    };

    private static Grant With(Grant g, string clawback, Func<Clawback, Clawback> change) =>
        g with { Clawbacks = [.. g.Clawbacks.Select(c => c.Id == clawback ? change(c) : c)] };
}
