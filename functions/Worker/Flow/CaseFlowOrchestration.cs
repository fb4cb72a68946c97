using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ProjectFlow.Casework.Moving;

namespace ProjectFlow.Worker.Flow;

/// <summary>Moves one case until nothing is to be done now. It holds no rule, no clock and no timer, and may run twice at once.</summary>
internal static class CaseFlowOrchestration
{
    public const string Name = "CaseFlow";

    /// <summary>Keeps the history short; what is left after so many turns is found by the sweep.</summary>
    private const int MaxTurns = 10;

    /// <summary>For a store that does not answer; an effect that fails by itself is put off by its row.</summary>
    public static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), 2.0, TimeSpan.FromMinutes(1)));

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var id = context.GetInput<string>()!;
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var plan = await context.CallActivityAsync<TurnPlan>(CaseActivities.TakeTurn, id, Retried);
            if (plan.Perform)
            {
                await context.CallActivityAsync<string>(CaseActivities.Perform, id, Retried);
            }

            if (!plan.More)
            {
                return;
            }
        }
    }
}
