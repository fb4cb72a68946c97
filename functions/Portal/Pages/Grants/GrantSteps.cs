using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>What a grant waits for now, by the keys of the wordings <c>grantNext</c>; never empty.</summary>
internal static class GrantSteps
{
    public static IReadOnlyList<string> Of(Grant g, IReadOnlyList<ReportOwed> owed, DateTimeOffset now) =>
        Pending(g, owed, now).ToList() is { Count: > 0 } steps ? steps : [g.Stage.ToString()];

    private static IEnumerable<string> Pending(Grant g, IReadOnlyList<ReportOwed> owed, DateTimeOffset now) => g.Stage == GrantStage.Closed ? [] : When(
    [
        (g.Stage == GrantStage.Contracting && g.Recorded is not null, "countersign"),
        (g.Payments.Any(p => p.State == PaymentState.Requested), "approve"),
        (g.Payments.Any(p => p.State == PaymentState.Approved), "pay"),
        (g.Payments.Any(p => p is { State: PaymentState.Paid, ReversalBy: null }), "confirm"),
        (g.Payments.Any(p => p is { State: PaymentState.Paid, ReversalBy: not null }), "reverse"),
        (g.Stage is GrantStage.Active or GrantStage.Suspended && owed.Any(o => !o.HandedIn && o.Before <= now), "overdue"),
        (g.Reports.Any(r => r.State == ReportState.Submitted), "check"),
        (g.Reports.Any(r => r.State == ReportState.Returned), "again"),
        (g.Amendment is not null, "amend"),
        (g.Midterms.Any(m => m.Result is null), "midterm"),
        (g.Outstanding > Money.Zero, "repay"),
    ]);

    private static IEnumerable<string> When(IEnumerable<(bool Holds, string Step)> steps) => steps.Where(s => s.Holds).Select(s => s.Step);
}
