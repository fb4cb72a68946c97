using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Worker.Flow;

/// <summary>Starts the flows of cases. One that cannot be started is no error: what it would have done stands in the due index, and the sweep finds it there.</summary>
internal sealed partial class FlowStarter(Rings rings, ILogger<FlowStarter> log)
{
    private const int AtOnce = 8;

    /// <param name="but">A case that is moved on by the caller itself; null = none.</param>
    public async Task StartAfterAsync(DurableTaskClient client, Func<Task> work, CaseId? but, CancellationToken ct)
    {
        var rung = rings.Listen();
        try
        {
            await work();
        }
        finally
        {
            await StartAsync(client, [.. rung.Where(r => r.Of != but?.Value)], ct);
        }
    }

    public Task StartAsync(DurableTaskClient client, IReadOnlyCollection<Ring> rung, CancellationToken ct) =>
        Parallel.ForEachAsync(rung, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (ring, c) => await StartOneAsync(client, ring.Orchestration, ring.Of, ring.Instance, c));

    /// <param name="instance">Only one of this name runs at a time.</param>
    public async Task StartOneAsync(DurableTaskClient client, string orchestration, object input, string instance, CancellationToken ct)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestration, input, new StartOrchestrationOptions(instance), ct);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            Running(instance);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotStarted(instance, e);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Flow {Instance} runs already")]
    private partial void Running(string instance);

    [LoggerMessage(LogLevel.Warning, "Flow {Instance} could not be started; the sweep will find its case")]
    private partial void NotStarted(string instance, Exception e);
}
