using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Grants.GrantCommand;
using Events = ProjectFlow.Core.Grants.GrantEvent;
using Why = ProjectFlow.Core.Grants.GrantRefusals;

namespace ProjectFlow.Core.Grants;

// Reports, amendments, mid-term checks and suspension.
public static partial class GrantDecider
{
    private static Decision Reporting(Book book, Grant g, GrantCommand command) => command switch
    {
        SubmitReport c => ReportProblem(book, g, c) is { } why ? Refuse(why)
            : Record(new Events.ReportSubmitted(Same(g, c)?.Id ?? NextReport(g), c.Kind, c.PeriodEnd, c.Figures, c.Document)),
        AcceptReport c => Handed(g, c.Report) is not { } r ? Refuse(Why.UnknownReport)
            : r.Fiscal > g.Free ? Refuse(Why.SpendingExceedsPaid(g.Free))
            : Record(new Events.ReportAccepted(r.Id, r.Fiscal, r.Self)),
        ReturnReport c => Handed(g, c.Report) is { } r ? Record(new Events.ReportReturned(r.Id, c.Reason)) : Refuse(Why.UnknownReport),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Refusal? ReportProblem(Book book, Grant g, SubmitReport c) =>
        Same(g, c) is { State: not ReportState.Returned } ? Why.ReportExists
        : IsFuture(c.PeriodEnd, c.At) ? Why.InFuture
        : c.Figures.Count > 0 && c.Kind is not (ReportKind.Spending or ReportKind.Final) ? Why.FiguresNotAllowed
        : UnknownCategory(book, c.Figures) is { } category ? Why.UnknownCategory(category)
        : null;

    private static GrantReport? Same(Grant g, SubmitReport c) => g.Reports.FirstOrDefault(r => r.Kind == c.Kind && r.PeriodEnd == c.PeriodEnd);

    private static GrantReport? Handed(Grant g, string id) => g.Reports.FirstOrDefault(r => r.Id == id && r.State == ReportState.Submitted);

    private static string NextReport(Grant g) => string.Create(CultureInfo.InvariantCulture, $"r{g.Reports.Count + 1}");

    private static Decision Amending(Book book, Grant g, GrantCommand command) => command switch
    {
        ProposeAmendment c => AmendmentProblem(book, g, c) is { } why ? Refuse(why)
            : Record(new Events.AmendmentProposed(new(c.Kind, c.Reason, c.Document, c.Budget, c.To, c.Targets, c.By.Id))),
        DecideAmendment c => g.Amendment is not { } a ? Refuse(Why.NothingRecorded)
            : !c.By.Is(a.Kind == AmendmentKind.BudgetReallocate ? Role.Officer : Role.SectionHead) ? Refuse(Refusal.RoleForbidden)
            : a.ProposedBy == c.By.Id ? Refuse(Why.SamePerson)
            : !c.Approved ? Record(new Events.AmendmentRejected(c.Reason))
            : a.Kind == AmendmentKind.BudgetReallocate ? Record(new Events.AmendmentFiled())
            : NeedsConsent(book, a) && c.Document is null ? Refuse(Why.ConsentMissing)
            : Record(new Events.AmendmentApproved(c.Reason, c.Document)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static bool NeedsConsent(Book book, Amendment a) => a.Kind is AmendmentKind.BudgetTotal or AmendmentKind.Unit || book.Programme.DecisionBy == DecisionBy.External;

    private static Refusal? AmendmentProblem(Book book, Grant g, ProposeAmendment c) =>
        g.Amendment is not null ? Why.AmendmentOpen
        : (c.Budget is not null) != (c.Kind is AmendmentKind.BudgetReallocate or AmendmentKind.BudgetTotal) || (c.To is not null) != (c.Kind == AmendmentKind.Period)
            || (c.Targets is { Count: > 0 }) != (c.Kind == AmendmentKind.Targets) ? Why.AmendmentInvalid
        : c.Kind is AmendmentKind.Period or AmendmentKind.Unit or AmendmentKind.Content && ChinaTime.DateOf(c.At) > g.To?.AddMonths(-3) ? Why.AmendmentTooLate
        : c.To is { } to ? PeriodProblem(g, to)
        : c.Budget is { } budget ? BudgetProblem(book, g, c.Kind, budget)
        : c.Kind == AmendmentKind.Targets && g.Contract is null ? Why.AmendmentInvalid
        : null;

    private static Refusal? PeriodProblem(Grant g, DateOnly to) =>
        g.To is not { } end || to <= end ? Why.AmendmentInvalid : g.Extended ? Why.AlreadyExtended : to > end.AddMonths(12) ? Why.ExtensionTooLong : null;

    // A reallocation leaves both totals as they are; the fiscal one is the award in any case (I1).
    private static Refusal? BudgetProblem(Book book, Grant g, AmendmentKind kind, IReadOnlyList<BudgetLine> budget) =>
        g.Contract is not { } contract || (kind == AmendmentKind.BudgetReallocate && budget.Sum(l => l.Self) != contract.Budget.Sum(l => l.Self)) ? Why.AmendmentInvalid
        : Problem(book, g, budget);

    private static Decision Running(Book book, Grant g, GrantCommand command) => command switch
    {
        ScheduleMidterm c => g.Midterms.Any(m => m.Result is null) ? Refuse(Why.StillOpen)
            : g.Midterms.Any(m => m.On.Year == c.On.Year) ? Refuse(Why.MidtermThisYear)
            : Record(new Events.MidtermScheduled(c.On)),
        RecordMidterm c => g.Midterms.FirstOrDefault(m => m.Result is null) is not { } m ? Refuse(Why.NothingRecorded)
            : IsFuture(m.On, c.At) ? Refuse(Why.InFuture)
            : c.Result == MidtermResult.Failed ? Record(new Events.MidtermRecorded(c.Result, c.Document), new Events.Suspended("midterm-failed"))
            : Record(new Events.MidtermRecorded(c.Result, c.Document)),
        Suspend c => Record(new Events.Suspended(c.Reason)),
        Resume c => Resumed(book, g, c),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Decision Resumed(Book book, Grant g, Resume c)
    {
        var resumed = new Events.Resumed(c.Reason, c.Document);
        var after = g with { Stage = GrantStage.Active };
        return IsDone(book, after) ? Record(resumed, new Events.Settled(after.Free)) : Record(resumed);
    }
}
