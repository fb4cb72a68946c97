// Microsoft.DurableTask.Abstractions and .Client 1.25.0, Microsoft.Azure.DurableTask.Core 3.9.0,
// Microsoft.Azure.Functions.Worker.Extensions.DurableTask 1.1.7
#nullable enable
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker
{
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class OrchestrationTriggerAttribute : Attribute;

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class ActivityTriggerAttribute : Attribute;

    public sealed class DurableClientAttribute : Attribute;
}

namespace Microsoft.DurableTask
{
    public abstract class TaskOrchestrationContext
    {
        public abstract TaskName Name { get; }
        public abstract string InstanceId { get; }
        public abstract ParentOrchestrationInstance? Parent { get; }
        public abstract DateTime CurrentUtcDateTime { get; }
        public abstract bool IsReplaying { get; }
        protected abstract ILoggerFactory LoggerFactory { get; }
        public abstract T? GetInput<T>();
        public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) => CallActivityAsync<object>(name, input, options);
        public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);
        public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);
        public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);
        public abstract void SendEvent(string instanceId, string eventName, object payload);
        public abstract void SetCustomStatus(object? customStatus);
        public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);
        public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => CallSubOrchestratorAsync<object>(orchestratorName, input, options);
        public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);
        public abstract Guid NewGuid();
        public virtual ILogger CreateReplaySafeLogger(string categoryName) => throw new NotSupportedException();
    }

    public record ParentOrchestrationInstance(TaskName Name, string InstanceId);

    public readonly struct TaskName(string name)
    {
        public string Name { get; } = name;
        public static implicit operator string(TaskName value) => value.Name;
        public static implicit operator TaskName(string value) => new(value);
        public override string ToString() => Name;
    }

    public record TaskOptions(TaskRetryOptions? Retry = null)
    {
        public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));
    }

    public sealed class TaskRetryOptions(RetryPolicy policy)
    {
        public RetryPolicy? Policy { get; } = policy;
    }

    public class RetryPolicy(int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1.0, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
    {
        public int MaxNumberOfAttempts { get; } = maxNumberOfAttempts;
        public TimeSpan FirstRetryInterval { get; } = firstRetryInterval;
        public double BackoffCoefficient { get; } = backoffCoefficient;
        public TimeSpan MaxRetryInterval { get; } = maxRetryInterval ?? TimeSpan.MaxValue;
        public TimeSpan RetryTimeout { get; } = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null);

    public sealed class TaskFailedException(string taskName, int taskId, Exception innerException) : Exception($"Task '{taskName}' (#{taskId}) failed: {innerException.Message}", innerException)
    {
        public string TaskName { get; } = taskName;
        public int TaskId { get; } = taskId;
    }
}

namespace Microsoft.DurableTask
{
    public abstract class AsyncPageable<T>
        where T : notnull;
}

namespace Microsoft.DurableTask.Client
{
    public abstract class DurableTaskClient(string name) : IAsyncDisposable
    {
        public string Name { get; } = name;
        public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default);
        public abstract Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);
        public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);
        public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);
        public abstract Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);
        public abstract Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);
        public abstract Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);
        public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);
        public virtual Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation) => throw new NotSupportedException();
        public abstract ValueTask DisposeAsync();
    }

    public sealed class OrchestrationMetadata(string name, string instanceId)
    {
        public string Name { get; } = name;
        public string InstanceId { get; } = instanceId;
        public OrchestrationRuntimeStatus RuntimeStatus { get; init; }
        public string? SerializedCustomStatus { get; init; }
    }

    public record OrchestrationQuery;

    public enum OrchestrationRuntimeStatus { Running = 0, Completed = 1, Failed = 3, Terminated = 5, Pending = 6, Suspended = 7 }

    public class PurgeResult(int count)
    {
        public int PurgedInstanceCount { get; } = count;
    }

    public record PurgeInstancesFilter(DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);
}

namespace DurableTask.Core.Exceptions
{
    public class OrchestrationAlreadyExistsException : InvalidOperationException
    {
        public OrchestrationAlreadyExistsException() { }
        public OrchestrationAlreadyExistsException(string message) : base(message) { }
        public OrchestrationAlreadyExistsException(string message, Exception innerException) : base(message, innerException) { }
    }
}
