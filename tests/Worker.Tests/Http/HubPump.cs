using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Tests.Durable;

namespace ProjectFlow.Worker.Tests.Http;

/// <summary>Lets a task hub work while requests are served.</summary>
internal sealed class HubPump : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public HubPump(IServiceProvider services)
    {
        var functions = FunctionTable.OfTheWorker();
        functions.Serve(ActivatorUtilities.CreateInstance<CaseActivities>(services));
        functions.Serve(ActivatorUtilities.CreateInstance<CloseRoundActivities>(services));
        functions.Serve(ActivatorUtilities.CreateInstance<RebuildActivities>(services));
        functions.Serve(ActivatorUtilities.CreateInstance<PaymentActivities>(services));
        Hub = new(functions);
    }

    public TaskHub Hub { get; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Hub.RunAsync(stoppingToken);
        }
    }
}
