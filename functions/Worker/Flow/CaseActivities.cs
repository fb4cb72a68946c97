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

/// <summary>
/// The two steps of a flow. A turn that leads to no mail does all there is to do. Only a store that does not answer makes them
/// fail, and so be tried again.
/// </summary>
internal sealed partial class CaseActivities(StoredDefinitions definitions, Turn turn, EffectPerformer effects, Setbacks setbacks, Quarantine quarantine, CaseClock clock, FlowStarter flows, ILogger<CaseActivities> log)
{
    public const string TakeTurn = nameof(TakeTurn);

    public const string Perform = nameof(Perform);

    [Function(TakeTurn)]
    public async Task<TurnPlan> TakeTurnAsync([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var (of, plan) = (CaseId.Parse(id), TurnPlan.Nothing);
        await definitions.RefreshAsync(ct); // another host may have brought some in
        await flows.StartAfterAsync(client, async () => plan = await PlanAsync(of, ct), of, ct);
        return plan;
    }

    /// <returns>The case; an activity of no result has no type to wait for.</returns>
    [Function(Perform)]
    public async Task<string> PerformAsync([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var of = CaseId.Parse(id);
        await flows.StartAfterAsync(client, () => PerformAllAsync(of, ct), of, ct);
        return id;
    }

    /// <summary>A case that cannot be moved is put off, so that it does not stand at the head of the due index for ever.</summary>
    private async Task<TurnPlan> PlanAsync(CaseId of, CancellationToken ct)
    {
        try
        {
            var plan = TurnPlan.Nothing;
            await quarantine.WatchAsync(async () => plan = await turn.TakeAsync(of, clock.Now, ct), ct);
            setbacks.Overcome(of);
            return plan;
        }
        catch (Exception e) when (e is not StorageUnavailableException && !ct.IsCancellationRequested)
        {
            await PutOffAsync(of, e, ct);
            return TurnPlan.Nothing;
        }
    }

    private async Task PerformAllAsync(CaseId of, CancellationToken ct)
    {
        try
        {
            await quarantine.WatchAsync(() => effects.PerformAsync(of, clock.Now, ct), ct);
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

    [LoggerMessage(LogLevel.Error, "Case {Id} cannot be moved; it is put off")]
    private partial void NotMoved(string id, Exception e);
}
