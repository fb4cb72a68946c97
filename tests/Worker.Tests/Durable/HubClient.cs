using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ProjectFlow.Worker.Tests.Durable;

/// <summary>What functions are bound to. It refuses what the Functions host on Azure Storage refuses.</summary>
internal sealed class HubClient(TaskHub hub) : DurableTaskClient("hub")
{
    /// <summary>While it is down nothing can be started.</summary>
    public bool Down { get; set; }

    /// <summary>The filters of all purges.</summary>
    public List<PurgeInstancesFilter> Purges { get; } = [];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (Down)
        {
            throw new InvalidOperationException("The task hub does not answer.");
        }

        var id = options?.InstanceId ?? throw new ArgumentException("An instance has a name.", nameof(options));
        lock (hub.Instances)
        {
            if (hub.Instances.TryGetValue(id, out var known) && !TaskHub.IsOver(known))
            {
                throw new OrchestrationAlreadyExistsException(id);
            }

            hub.Instances[id] = new(orchestratorName.Name, Crossing.Write(input));
        }

        return Task.FromResult(id);
    }

    public override Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation)
    {
        Purges.Add(filter);
        return Task.FromResult(new PurgeResult(0));
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
