using Microsoft.DurableTask.Client;

namespace ProjectFlow.Worker.Tests.Durable;

internal sealed class Instance(string name, string input)
{
    public string Name => name;

    public string Input { get; set; } = input;

    public List<HistoryEvent> History { get; } = [];

    public OrchestrationRuntimeStatus Status { get; set; } = OrchestrationRuntimeStatus.Pending;

    public string? CustomStatus { get; set; }

    public int Beginnings { get; set; } = 1;

    public string? Reason { get; set; }

    /// <summary>Step that waits for its answer, with how often it was tried.</summary>
    public Dictionary<int, int> Open { get; } = [];
}

/// <summary>
/// Orchestrations in memory, really replayed: after every single answer the orchestrator is run again from its beginning and must take the same
/// steps. Steps are performed one at a time in an order drawn from the seed, those of all instances mixed. An activity whose process died is given again.
/// </summary>
internal sealed class TaskHub(FunctionTable functions, int seed = 1)
{
    private const int MaxTries = 5;

    private readonly Random random = new(seed);

    public Dictionary<string, Instance> Instances { get; } = new(StringComparer.Ordinal);

    public HubClient Client => field ??= new(this);

    /// <summary>Called with each activity before and after it; what it throws is a process that dies there.</summary>
    public Action<Step, bool>? Kill { get; set; }

    public int Runs { get; private set; }

    /// <summary>Until no instance can go on.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (Next() is { } next)
        {
            await StepAsync(next.Id, next.Instance, ct);
        }
    }

    private (string Id, Instance Instance)? Next()
    {
        List<KeyValuePair<string, Instance>> ready;
        lock (Instances)
        {
            ready = [.. Instances.Where(i => i.Value.Status is OrchestrationRuntimeStatus.Pending || i.Value.Open.Keys.Any(k => !IsAwaited(i.Key, k)))];
        }

        return ready.Count == 0 ? null : ready[random.Next(ready.Count)] is var (id, instance) ? (id, instance) : null;
    }

    /// <summary>A step that is another instance still running.</summary>
    private bool IsAwaited(string id, int step) => Instances.TryGetValue(ChildOf(id, step), out var child) && !IsOver(child);

    private async Task StepAsync(string id, Instance instance, CancellationToken ct)
    {
        if (instance.Status == OrchestrationRuntimeStatus.Pending)
        {
            Replay(id, instance);
            return;
        }

        var open = instance.Open.Keys.Where(k => !IsAwaited(id, k)).ToList();
        var at = open[random.Next(open.Count)];
        var step = instance.History.OfType<HistoryEvent.Scheduled>().First(s => s.Id == at).Step;
        if (step.Kind == "orchestration" ? Child(instance, id, at, step) : await ActivityAsync(instance, at, step, ct))
        {
            Replay(id, instance);
        }
    }

    private bool Child(Instance parent, string id, int at, Step step)
    {
        Instance? child;
        lock (Instances)
        {
            if (!Instances.TryGetValue(ChildOf(id, at), out child))
            {
                Instances[ChildOf(id, at)] = new(step.Name, step.Input);
                return false;
            }
        }

        Answer(parent, child.Reason is { } reason ? new HistoryEvent.Failed(at, step.Name, reason) : new HistoryEvent.Completed(at, "null"));
        return true;
    }

    /// <returns>False when it is to be given again.</returns>
    private async Task<bool> ActivityAsync(Instance instance, int at, Step step, CancellationToken ct)
    {
        try
        {
            Kill?.Invoke(step, true);
            var output = await functions.PerformAsync(step, Client, ct);
            Kill?.Invoke(step, false);
            Answer(instance, new HistoryEvent.Completed(at, output));
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (++instance.Open[at] < MaxTries)
            {
                return false;
            }

            Answer(instance, new HistoryEvent.Failed(at, step.Name, e.Message));
            return true;
        }
    }

    private static void Answer(Instance instance, HistoryEvent with)
    {
        instance.Open.Remove(with.Id);
        instance.History.Add(with);
    }

    private void Replay(string id, Instance instance)
    {
        Runs++;
        instance.Status = OrchestrationRuntimeStatus.Running;
        var context = new ReplayContext(instance.Name, id, instance.Input, instance.History);
        try
        {
            var steps = context.Run(functions.Orchestrator(instance.Name));
            instance.CustomStatus = context.CustomStatus ?? instance.CustomStatus;
            Go(instance, context, steps);
        }
        catch (Exception e) when (e is not NonDeterminismException)
        {
            (instance.Status, instance.Reason) = (OrchestrationRuntimeStatus.Failed, e.Message);
        }
    }

    private static void Go(Instance instance, ReplayContext context, IReadOnlyList<HistoryEvent.Scheduled>? steps)
    {
        if (steps is not null)
        {
            instance.History.AddRange(steps);
            steps.ToList().ForEach(s => instance.Open[s.Id] = 0);
        }
        else if (context.NewInput is { } again)
        {
            instance.History.Clear();
            (instance.Input, instance.Status, instance.Beginnings) = (again, OrchestrationRuntimeStatus.Pending, instance.Beginnings + 1);
        }
        else
        {
            instance.Status = OrchestrationRuntimeStatus.Completed;
        }
    }

    public static bool IsOver(Instance i) => i.Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed;

    private static string ChildOf(string id, int step) => $"{id}:{step}";
}
