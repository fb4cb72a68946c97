using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using Events = ProjectFlow.Core.Grants.GrantEvent;

namespace ProjectFlow.Core.Grants;

/// <summary>The deadlines a grant carries, counted again when a newer calendar replaces the one they were provisional under (I17).</summary>
internal static class GrantDeadlines
{
    public static IEnumerable<Events.DeadlineRecomputed> Stale(Book book, Grant g) =>
        Pending(g).Where(d => Deadlines.IsStale(book, d.Due)).Select(d => d with { Due = Deadlines.Again(book, d.Due) });

    /// <returns>Null for any other event.</returns>
    public static Grant? Recounted(Grant g, GrantEvent e) => e is not Events.DeadlineRecomputed d ? null : d.Kind switch
    {
        GrantDeadline.Contract => g with { ContractDue = d.Due },
        GrantDeadline.Receipt => g with { Payments = [.. g.Payments.Select(p => p.Id == d.Item ? p with { ReceiptDue = d.Due } : p)] },
        GrantDeadline.Repayment => g with { Clawbacks = [.. g.Clawbacks.Select(c => c.Id == d.Item ? c with { Due = d.Due } : c)] },
        GrantDeadline.RepaymentProof => g with { Clawbacks = [.. g.Clawbacks.Select(c => c.Id == d.Item ? c with { ProofDue = d.Due } : c)] },
        _ => null,
    };

    /// <summary>Those still to be kept: what was met, missed or ended stays as it was counted.</summary>
    private static IEnumerable<Events.DeadlineRecomputed> Pending(Grant g) => g.Stage == GrantStage.Closed ? [] :
    [
        .. g is { Stage: GrantStage.Contracting, ContractDue: { } due } ? [new(GrantDeadline.Contract, null, due)] : Array.Empty<Events.DeadlineRecomputed>(),
        .. g.Payments.Where(p => p is { State: PaymentState.Paid, ReceiptDue: not null }).Select(p => new Events.DeadlineRecomputed(GrantDeadline.Receipt, p.Id, p.ReceiptDue!)),
        .. g.Clawbacks.Where(c => c is { Closed: false, Overdue: false }).SelectMany(c => new Events.DeadlineRecomputed[] { new(GrantDeadline.Repayment, c.Id, c.Due), new(GrantDeadline.RepaymentProof, c.Id, c.ProofDue) }),
    ];
}
