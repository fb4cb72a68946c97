using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;
using ProjectFlow.Worker.Hosting;

namespace ProjectFlow.Worker.Flow;

/// <summary>The two steps of a flow. Only a store that does not answer makes them fail, and so be tried again.</summary>
internal sealed partial class CaseActivities(StoredDefinitions definitions, Turn turn, EffectPerformer effects, Setbacks setbacks, Quarantine quarantine, CaseClock clock, FlowStarter flows, ILogger<CaseActivities> log)
{
    public const string TakeTurn = nameof(TakeTurn);

    public const string Perform = nameof(Perform);

    private const int MaxKeys = 40;

    private static readonly TurnPlan Nothing = new([], null, false);

    [Function(TakeTurn)]
    public async Task<TurnWork> TakeTurnAsync([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var (of, plan) = (CaseId.Parse(id), Nothing);
        await definitions.RefreshAsync(ct); // another host may have brought some in
        await flows.StartAfterAsync(client, async () => plan = await PlanAsync(of, ct), of, ct);
        return new(Grouped(plan.Effects), plan.More || plan.Effects.Count > MaxKeys);
    }

    /// <returns>How many; an activity of no result has no type to wait for.</returns>
    [Function(Perform)]
    public async Task<int> PerformAsync([ActivityTrigger] Performance work, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var of = CaseId.Parse(work.Case);
        await flows.StartAfterAsync(client, () => PerformAllAsync(of, work.Keys, ct), of, ct);
        return work.Keys.Count;
    }

    /// <summary>A case that cannot be moved is put off, so that it does not stand at the head of the due index for ever.</summary>
    private async Task<TurnPlan> PlanAsync(CaseId of, CancellationToken ct)
    {
        try
        {
            var plan = Nothing;
            await quarantine.WatchAsync(async () => plan = await turn.TakeAsync(of, clock.Now, ct), ct);
            setbacks.Overcome(of);
            return plan;
        }
        catch (Exception e) when (e is not StorageUnavailableException && !ct.IsCancellationRequested)
        {
            await PutOffAsync(of, e, ct);
            return Nothing;
        }
    }

    private async Task PerformAllAsync(CaseId of, IReadOnlyList<string> keys, CancellationToken ct)
    {
        try
        {
            await quarantine.WatchAsync(() => effects.PerformAllAsync(of, keys, clock.Now, ct), ct);
        }
        catch (UnreadableCaseException e)
        {
            await PutOffAsync(of, e, ct);
        }
    }

    private async Task PutOffAsync(CaseId of, Exception why, CancellationToken ct)
    {
        NotMoved(of.Value, why);
        Telemetries.PutOff.Add(1);
        await setbacks.CountAsync(of, clock.Now, ct);
    }

    private static IReadOnlyList<IReadOnlyList<string>> Grouped(IReadOnlyList<string> due)
    {
        var some = due.Take(MaxKeys).ToList();
        var refreshes = some.Where(CaseKeys.IsRefresh).ToList();
        return [.. some.Except(refreshes).Select(k => (IReadOnlyList<string>)[k]), .. refreshes.Count > 0 ? [refreshes] : Array.Empty<IReadOnlyList<string>>()];
    }

    [LoggerMessage(LogLevel.Error, "Case {Id} cannot be moved; it is put off")]
    private partial void NotMoved(string id, Exception e);
}
