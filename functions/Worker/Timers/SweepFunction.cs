using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Portal;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Hosting;

namespace ProjectFlow.Worker.Timers;

/// <summary>Starts the flows of cases whose time has come, of cases and payment runs whose ring was lost, and of imports left behind.</summary>
internal sealed class SweepFunction(Sweep sweep, ImportStore imports, FlowStarter flows, CaseClock clock, TimeProvider time)
{
    /// <summary>From so many on they are taken by one orchestration in an orderly way.</summary>
    private const int Many = 100;

    [Function("Sweep")]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        var (due, payments) = await sweep.WorkAsync(clock.Now, ct);
        await flows.StartAsync(client, [.. payments.Select(Ring.ForPayments), .. (await imports.OpenAsync(clock.Now, ct)).Select(Ring.ForImport)], ct);
        Telemetries.Due.Record(due.Count);
        var cause = "due-" + time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        if (due.Count >= Many)
        {
            await flows.StartOneAsync(client, CloseRoundOrchestration.Name, 0, CloseRoundOrchestration.Name, ct);
        }
        else
        {
            await flows.StartAsync(client, [.. due.Select(d => new Ring(d, cause))], ct);
        }
    }
}
