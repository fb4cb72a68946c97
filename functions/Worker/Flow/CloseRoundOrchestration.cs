using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Portal;

namespace ProjectFlow.Worker.Flow;

/// <summary>
/// Takes the turns of very many cases that have come due at one moment, as when a round closes and every open draft lapses:
/// some at once, with its progress as the custom status.
/// </summary>
internal static class CloseRoundOrchestration
{
    public const string Name = "CloseRound";

    private const int MaxSlices = 20;

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var moved = context.GetInput<int>();
        for (var slice = 0; slice < MaxSlices; slice++)
        {
            var due = await context.CallActivityAsync<string[]>(CloseRoundActivities.Due, moved, CaseFlowOrchestration.Retried);
            if (due.Length == 0)
            {
                return;
            }

            await Task.WhenAll(due.Select(id => context.CallSubOrchestratorAsync<object>(CaseFlowOrchestration.Name, id)));
            context.SetCustomStatus(new { Moved = moved += due.Length });
        }

        context.ContinueAsNew(moved);
    }
}

internal sealed class CloseRoundActivities(Sweep sweep, CaseClock clock)
{
    public const string Due = "DueCases";

    private const int AtOnce = 20;

    [Function(Due)]
    public async Task<string[]> DueAsync([ActivityTrigger] int moved, CancellationToken ct) =>
        [.. (await sweep.DueAsync(clock.Now, ct)).Take(AtOnce).Select(c => c.Value)];
}
