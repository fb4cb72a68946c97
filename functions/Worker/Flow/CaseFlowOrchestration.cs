using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

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
            var work = await context.CallActivityAsync<TurnWork>(CaseActivities.TakeTurn, id, Retried);
            await Task.WhenAll(work.Groups.Select(keys => context.CallActivityAsync<int>(CaseActivities.Perform, new Performance(id, keys), Retried)));
            if (!work.More)
            {
                return;
            }
        }
    }
}

/// <summary>What is to be performed now.</summary>
/// <param name="Groups">Keys of effects; those of a group are performed together. At most 40 in all, so that it stays below a kilobyte.</param>
/// <param name="More">Another turn is needed when these are done.</param>
internal sealed record TurnWork(IReadOnlyList<IReadOnlyList<string>> Groups, bool More);

internal sealed record Performance(string Case, IReadOnlyList<string> Keys);
