using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Portal;

namespace ProjectFlow.Worker.Flow;

/// <summary>
/// Runs an import that nobody runs any more. Whoever takes a file in begins with it at once, behind the request; when its
/// instance is taken away meanwhile, the sweep starts this.
/// </summary>
internal static class RunImportOrchestration
{
    public const string Name = "RunImport";

    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(ImportActivities.Import, context.GetInput<string>(), CaseFlowOrchestration.Retried);
}

internal sealed class ImportActivities(ImportRunner runner, FlowStarter flows, CaseClock clock)
{
    public const string Import = nameof(Import);

    [Function(Import)]
    public async Task<string> ImportAsync([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        await flows.StartAfterAsync(client, () => runner.TakeOnAsync(id, () => clock.Now, ct), null, ct);
        return id;
    }
}
