using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ProjectFlow.Worker.Tests.Durable;

/// <summary>The Worker's functions by their names, as the Functions host finds them: by their attributes.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, MethodInfo> orchestrators;
    private readonly Dictionary<string, MethodInfo> activities;
    private readonly Dictionary<Type, object> instances = [];

    public FunctionTable(params IEnumerable<Type> from)
    {
        var methods = from.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)).Where(m => m.IsDefined(typeof(FunctionAttribute))).ToList();
        orchestrators = Having<OrchestrationTriggerAttribute>(methods);
        activities = Having<ActivityTriggerAttribute>(methods);
    }

    public static FunctionTable OfTheWorker() => new(typeof(Worker.Flow.CaseActivities).Assembly.GetTypes());

    public IEnumerable<string> Orchestrators => orchestrators.Keys;

    public IEnumerable<string> Activities => activities.Keys;

    /// <param name="instance">Whose activities are called on it.</param>
    public void Serve(object instance) => instances[instance.GetType()] = instance;

    public Func<TaskOrchestrationContext, Task> Orchestrator(string name) =>
        orchestrators.TryGetValue(name, out var method) ? context => (Task)method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [context], null)! : throw new KeyNotFoundException($"There is no orchestrator {name}.");

    public async Task<string> PerformAsync(Step step, DurableTaskClient client, CancellationToken ct)
    {
        var method = activities[step.Name];
        var values = method.GetParameters().Select(p => p.IsDefined(typeof(ActivityTriggerAttribute)) ? Crossing.Read(step.Input, p.ParameterType) : p.ParameterType == typeof(DurableTaskClient) ? client : (object)ct);
        var running = (Task)method.Invoke(method.IsStatic ? null : instances[method.DeclaringType!], BindingFlags.DoNotWrapExceptions, null, [.. values], null)!;
        await running;
        return Crossing.Write(running.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(running));
    }

    private static Dictionary<string, MethodInfo> Having<TTrigger>(IEnumerable<MethodInfo> methods)
        where TTrigger : Attribute =>
        methods.Where(m => m.GetParameters().Any(p => p.IsDefined(typeof(TTrigger)))).ToDictionary(m => m.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.Ordinal);
}
