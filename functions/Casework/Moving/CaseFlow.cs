using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>Moves one case until nothing is to be done now. Safe to run twice at once, and to be cut off anywhere.</summary>
public sealed class CaseFlow(Turn turn, EffectPerformer effects)
{
    public async Task RunAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        TurnPlan plan;
        do
        {
            plan = await turn.TakeAsync(id, now, ct);
            if (plan.Perform)
            {
                await effects.PerformAsync(id, now, ct);
            }
        }
        while (plan.More);
    }
}

/// <param name="Payments">Ids of payment runs nobody has ended.</param>
public sealed record DueWork(IReadOnlyList<CaseId> Cases, IReadOnlyList<string> Payments);

/// <summary>Finds cases with something to do by the due index: deadlines that came, effects nobody performed.</summary>
public sealed class Sweep(IRows rows, CaseFlow flow)
{
    private const int Slice = 500;

    /// <returns>How many cases were moved.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var cases = await DueAsync(now, ct);
        foreach (var id in cases)
        {
            await flow.RunAsync(id, now, ct);
        }

        return cases.Count;
    }

    /// <summary>The cases that are due, earliest first, at most 500 rows' worth.</summary>
    public async Task<IReadOnlyList<CaseId>> DueAsync(DateTimeOffset now, CancellationToken ct) => (await WorkAsync(now, ct)).Cases;

    /// <summary>What is due, earliest first, at most 500 rows' worth.</summary>
    public async Task<DueWork> WorkAsync(DateTimeOffset now, CancellationToken ct)
    {
        var due = await rows.DueAsync(now, Slice, ct);
        return new([.. due.Select(d => CaseId.TryParse(d.Partition, out var id) ? id : null).OfType<CaseId>().Distinct()], [.. due.Select(PaymentRuns.RunOf).OfType<string>().Distinct()]);
    }
}
