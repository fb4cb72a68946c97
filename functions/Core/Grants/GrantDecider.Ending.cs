using System.Globalization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Grants.GrantCommand;
using Events = ProjectFlow.Core.Grants.GrantEvent;
using Why = ProjectFlow.Core.Grants.GrantRefusals;

namespace ProjectFlow.Core.Grants;

// Acceptance, the bad ends, and squaring the money.
public static partial class GrantDecider
{
    private static Decision Accepting(Book book, Grant g, GrantCommand command) => command switch
    {
        ApplyAcceptance c => AcceptanceProblem(book, g, c) is { } why ? Refuse(why) : Record(new Events.AcceptanceApplied(c.Report, c.Accounts, c.Audit)),
        RecordAcceptance c => OpinionProblem(book, g, c) is { } why ? Refuse(why)
            : Record(new Events.AcceptanceRecorded(new(c.Result, c.TargetsMet, c.Opinion, c.RectifyBy, c.By.Id))),
        ConfirmAcceptance c => g.Opinion is not { } o ? Refuse(Why.NothingRecorded)
            : o.RecordedBy == c.By.Id ? Refuse(Why.SamePerson)
            : o.Result == AcceptanceResult.Failed && !c.By.Is(Role.Leader) ? Refuse(Refusal.RoleForbidden)
            : Record(Confirmed(book, o)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static GrantEvent Confirmed(Book book, AcceptanceOpinion o) => o.Result switch
    {
        AcceptanceResult.Passed => new Events.Accepted(),
        AcceptanceResult.Rectify => new Events.RectifyOrdered(Deadlines.On(book, o.RectifyBy!.Value)),
        _ => new Events.AcceptanceFailed(),
    };

    private static Refusal? AcceptanceProblem(Book book, Grant g, ApplyAcceptance c) =>
        GrantDuties.Window(book, g) is { } w && (ChinaTime.DateOf(c.At) < w.From || ChinaTime.DateOf(c.At) > w.To) ? Why.OutsideWindow(w.From, w.To)
        : g.Amendment is not null || g.Midterms.Any(m => m.Result is null) ? Why.StillOpen
        : GrantDuties.Of(book, g).Any(d => d.Before <= c.At && !GrantDuties.IsAccepted(g, d)) ? Why.ReportsMissing
        : book.Programme.Funding.AuditFrom <= g.Award && book.Programme.Stages.Acceptance is not { Light: true } && c.Audit is null ? Why.AuditMissing
        : null;

    private static Refusal? OpinionProblem(Book book, Grant g, RecordAcceptance c) =>
        c.Result == AcceptanceResult.Rectify && g.Rectified ? Why.AlreadyRectified
        : c.RectifyBy is { } by && (by <= ChinaTime.DateOf(c.At) || by > ChinaTime.DateOf(c.At).AddMonths(6)) ? Why.RectifyOutOfRange
        : c.TargetsMet.Count != (g.Contract?.Targets.Count ?? 0) ? Why.TargetsUnjudged
        : c.Result == AcceptanceResult.Passed && book.Programme.Funding.Payer != Payer.None && g.OwnSpent < OwnMinimum(book, g) ? Why.OwnFundsTooLow
        : null;

    private static Decision Ending(Book book, Grant g, GrantCommand command) => command switch
    {
        ProposeTermination c => Record(new Events.TerminationProposed(c.Reason, c.Document)),
        Terminate c => g.TerminationProposal is not { } p ? Refuse(Why.NothingRecorded)
            : p.By == c.By.Id ? Refuse(Why.SamePerson)
            : Record(new Events.Terminated(c.Reason, c.Opinion)),
        Revoke c => Revoked(book, g, c),
        RetainSurplus c => !g.HasPassed ? Refuse(Why.NotPassed)
            : c.Amount > g.Free ? Refuse(Why.ExceedsBalance(g.Free))
            : Record(new Events.SurplusRetained(c.Amount, c.Document)),
        Close c => HasOpenMatters(g) ? Refuse(Why.StillOpen)
            : g.Balance != Money.Zero ? Refuse(Why.BalanceNotZero(g.Balance))
            : Record(new Events.Closed(c.ArchiveIndex, g.Award - g.NetPaid)),
        EvaluatePerformance c => Record(new Events.PerformanceEvaluated(c.Score, c.Document)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static bool HasOpenMatters(Grant g) => g.Amendment is not null || g.Midterms.Any(m => m.Result is null) || g.Clawbacks.Any(c => !c.Closed)
        || g.Reports.Any(r => r.State == ReportState.Submitted) || g.Payments.Any(p => p.IsPending || p.State == PaymentState.Paid);

    /// <summary>Whatever was accepted before is taken back, and all that was paid is ordered back.</summary>
    private static Decision Revoked(Book book, Grant g, Revoke c)
    {
        var revoked = new Events.Revoked(c.Reason, c.Document, g.Spent, g.Retained);
        var all = g.Free + g.Spent + g.Retained;
        return all > Money.Zero ? Record(revoked, Ordered(book, g, c.At, all, ClawbackBasis.Revocation, c.Document, Money.Zero)) : Record(revoked);
    }

    private static Decision ClawingBack(Book book, Grant g, GrantCommand command) => command switch
    {
        OpenClawback c => ClawbackProblem(g, c) is { } why ? Refuse(why)
            : Record(Ordered(book, g, c.At, c.Amount, c.Basis, c.Document, c.Amount > g.Free ? c.Amount - g.Free : Money.Zero)),
        RecordRepayment c => Unsettled(g, c.Clawback) is not { } b ? Refuse(Why.UnknownClawback)
            : IsFuture(c.On, c.At) ? Refuse(Why.InFuture)
            : c.Amount > b.Outstanding ? Refuse(Why.ExceedsOutstanding(b.Outstanding))
            : Record(new Events.RepaymentRecorded(b.Id, c.Amount, c.VoucherNo, c.On)).Claiming(Voucher(g.Org.Value, c.On, c.VoucherNo, $"{b.Id}:{c.VoucherNo}")),
        EscalateClawback c => Unsettled(g, c.Clawback) is not { } b ? Refuse(Why.UnknownClawback)
            : c.At < b.Due.Before ? Refuse(Why.NotDue)
            : Record(new Events.ClawbackEscalated(b.Id, c.Document)),
        CloseClawback c => Unsettled(g, c.Clawback) is not { } b ? Refuse(Why.UnknownClawback)
            : b.Outstanding > Money.Zero && c.WriteOff is null ? Refuse(Why.ClawbackUnsettled)
            : Record(new Events.ClawbackClosed(b.Id, b.Outstanding, c.WriteOff)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    // Misuse and the bad ends may reach into what was accepted as spent; a surplus is what is left over.
    private static Refusal? ClawbackProblem(Grant g, OpenClawback c) =>
        c.Basis == ClawbackBasis.Surplus ? c.Amount > g.Free ? Why.ExceedsBalance(g.Free) : null
        : c.Amount > g.Free + g.Spent ? Why.ExceedsPaid(g.Free + g.Spent)
        : null;

    private static Clawback? Unsettled(Grant g, string id) => g.Clawbacks.FirstOrDefault(c => c.Id == id && !c.Closed);

    private static Events.ClawbackOpened Ordered(Book book, Grant g, DateTimeOffset at, Money amount, ClawbackBasis basis, string document, Money disallowed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"c{g.Clawbacks.Count + 1}"), amount, basis, document, Deadlines.Within(book, at, 5), Deadlines.Within(book, at, 8), disallowed);
}
