using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ProjectFlow.Worker.Tests.Durable;

/// <summary>
/// One run of an orchestrator from its beginning. Answers stand in the history and are given in its order, one after the other on one thread,
/// so that the orchestrator gets as far as it got before, and one step further.
/// </summary>
internal sealed class ReplayContext(string name, string id, string input, IReadOnlyList<HistoryEvent> history) : TaskOrchestrationContext
{
    private readonly Dictionary<int, Step> known = history.OfType<HistoryEvent.Scheduled>().ToDictionary(s => s.Id, s => s.Step);
    private readonly Dictionary<int, Action<HistoryEvent>> waiting = [];
    private readonly List<HistoryEvent.Scheduled> asked = [];
    private int next;

    public override TaskName Name => name;

    public override string InstanceId => id;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => throw new NotSupportedException("An orchestrator here has no clock.");

    public override bool IsReplaying => asked.Count == 0 && history.Count > 0;

    /// <summary>The last one set in this run.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>Null unless it begins anew.</summary>
    public string? NewInput { get; private set; }

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <returns>The steps that were not taken before; null when the orchestrator has come to its end.</returns>
    /// <exception cref="NonDeterminismException">It took other steps than before.</exception>
    public IReadOnlyList<HistoryEvent.Scheduled>? Run(Func<TaskOrchestrationContext, Task> orchestrator)
    {
        var running = orchestrator(this);
        foreach (var answer in history.Where(e => e is not HistoryEvent.Scheduled))
        {
            Give(answer);
        }

        if (next < known.Count)
        {
            throw new NonDeterminismException($"{name} took {next} steps where it had taken {known.Count}: {known[next]} is missing.");
        }

        if (running.IsCompleted)
        {
            running.GetAwaiter().GetResult();
            return null;
        }

        return asked.Count > 0 || waiting.Count > 0 ? asked : throw new NonDeterminismException($"{name} waits for something that is no step of its own.");
    }

    public override T? GetInput<T>()
        where T : default => (T?)Crossing.Read(input, typeof(T));

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) => Take<TResult>("activity", name.Name, input);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => Take<TResult>("orchestration", orchestratorName.Name, input);

    public override void SetCustomStatus(object? customStatus) => CustomStatus = Crossing.Write(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => NewInput = Crossing.Write(newInput);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) => throw new NotSupportedException("Timers are rows of the due index.");

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException("Events can be lost; rows cannot.");

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException("Events can be lost; rows cannot.");

    public override Guid NewGuid() => throw new NotSupportedException("Ids are given by the commands.");

    private Task<TResult> Take<TResult>(string kind, string of, object? with)
    {
        var (at, step) = (next++, new Step(kind, of, Crossing.Write(with)));
        if (!known.TryGetValue(at, out var before))
        {
            asked.Add(new(at, step));
        }
        else if (before != step)
        {
            throw new NonDeterminismException($"{name} took step {at} as {step} where it had taken {before}.");
        }

        var answer = new TaskCompletionSource<TResult>(); // continued on this very thread
        waiting[at] = e => Settle(answer, e);
        return answer.Task;
    }

    private static void Settle<TResult>(TaskCompletionSource<TResult> answer, HistoryEvent with)
    {
        if (with is HistoryEvent.Completed done)
        {
            answer.SetResult((TResult)Crossing.Read(done.Output, typeof(TResult))!);
        }
        else if (with is HistoryEvent.Failed failed)
        {
            answer.SetException(new TaskFailedException(failed.Name, failed.Id, new InvalidOperationException(failed.Reason)));
        }
    }

    private void Give(HistoryEvent answer)
    {
        if (!waiting.Remove(answer.Id, out var settle))
        {
            throw new NonDeterminismException($"{name} did not take step {answer.Id}, whose answer is known.");
        }

        settle(answer);
    }
}
