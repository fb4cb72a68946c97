using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Portal;

namespace ProjectFlow.Worker.Flow;

/// <summary>Gives the commands of a payment run, those of some grants at once, with its progress as the custom status.</summary>
internal static class RunPaymentsOrchestration
{
    public const string Name = "RunPayments";

    private const int MaxTurns = 40;

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var (run, given) = (context.GetInput<string>()!, 0);
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var pending = await context.CallActivityAsync<int[][]>(PaymentActivities.Pending, run, CaseFlowOrchestration.Retried);
            if (pending.Length == 0)
            {
                await context.CallActivityAsync<bool>(PaymentActivities.End, run, CaseFlowOrchestration.Retried);
                return;
            }

            await Task.WhenAll(pending.Select(lines => context.CallActivityAsync<int>(PaymentActivities.Give, new PaymentLines(run, lines), CaseFlowOrchestration.Retried)));
            context.SetCustomStatus(new { Given = given += pending.Sum(p => p.Length) });
        }
    }
}

/// <summary>Lines of one grant, by their places in the run.</summary>
internal sealed record PaymentLines(string Run, int[] Places);

internal sealed class PaymentActivities(PaymentRuns runs, FlowStarter flows, CaseClock clock)
{
    public const string Pending = "PendingPayments";
    public const string Give = "GivePayments";
    public const string End = "EndPayments";

    /// <summary>Grants at once, and lines of each.</summary>
    private const int GrantsAtOnce = 8;

    private const int LinesAtOnce = 10;

    [Function(Pending)]
    public async Task<int[][]> PendingAsync([ActivityTrigger] string run, CancellationToken ct) =>
        [.. (await runs.PendingAsync(run, ct)).Take(GrantsAtOnce).Select(g => g.Take(LinesAtOnce).ToArray())];

    [Function(Give)]
    public async Task<int> GiveAsync([ActivityTrigger] PaymentLines some, [DurableClient] Microsoft.DurableTask.Client.DurableTaskClient client, CancellationToken ct)
    {
        await flows.StartAfterAsync(client, () => runs.GiveAsync(some.Run, some.Places, ct), null, ct);
        return some.Places.Length;
    }

    [Function(End)]
    public async Task<bool> EndAsync([ActivityTrigger] string run, CancellationToken ct)
    {
        await runs.EndAsync(run, clock.Now, ct);
        return true;
    }
}
