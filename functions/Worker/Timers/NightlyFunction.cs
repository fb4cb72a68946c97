using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Portal;
using ProjectFlow.Worker.Flow;

namespace ProjectFlow.Worker.Timers;

/// <summary>The day's work, the removal of what nobody needs any more in slices of bounded size, and all cases counted again after new metric files.</summary>
internal sealed partial class NightlyFunction(NightlyWork work, CaseClock clock, AzureRows rows, MetricRebuild rebuild, FlowStarter flows, TimeProvider time, ILogger<NightlyFunction> log)
{
    /// <summary>Older instances were purged by an earlier night; a week of failed nights is made up for.</summary>
    private const int HoursBack = 7 * 24;

    private const int MarkRequests = 2000;

    private static readonly TimeSpan KeepMarks = TimeSpan.FromDays(2);

    private static readonly OrchestrationRuntimeStatus[] Over = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>At six in the morning in China, before people come; what fails is made up for an hour later.</summary>
    [Function("Nightly")]
    public async Task RunAsync([TimerTrigger("0 5 22-23 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (NightlyWork.IsTime(clock.Now) && await work.RunAsync(clock.Now, ct) is { Seal: { } seal } report)
        {
            Done(seal.Cases, seal.Hash, report.Digests, report.Removed);
        }

        Purged(await PurgeAsync(client, now.AddDays(-1), ct));
        Forgot(await rows.ForgetMarksAsync(now - KeepMarks, MarkRequests, ct));
        if (await rebuild.IsBehindAsync(ct))
        {
            await flows.StartOneAsync(client, RebuildOrchestration.Name, new RebuildPlace(0, "", 0), RebuildOrchestration.Name, ct);
        }
    }

    /// <summary>An hour's instances at a time: purging very many at once runs into the time limit.</summary>
    private static async Task<int> PurgeAsync(DurableTaskClient client, DateTimeOffset until, CancellationToken ct)
    {
        var purged = 0;
        for (var hour = HoursBack; hour > 0; hour--)
        {
            var filter = new PurgeInstancesFilter(until.AddHours(-hour), until.AddHours(1 - hour), Over);
            purged += (await client.PurgeAllInstancesAsync(filter, ct)).PurgedInstanceCount;
        }

        return purged;
    }

    [LoggerMessage(LogLevel.Information, "The histories of {Cases} cases were sealed as {Hash}; {Digests} people were told what waits; {Removed} rows were removed")]
    private partial void Done(int cases, string hash, int digests, int removed);

    [LoggerMessage(LogLevel.Information, "{Count} finished flows were purged")]
    private partial void Purged(int count);

    [LoggerMessage(LogLevel.Information, "{Count} marks of old commits were removed")]
    private partial void Forgot(int count);
}
