using Microsoft.Extensions.Logging.Abstractions;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Portal;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Tests.Durable;
using ProjectFlow.Worker.Timers;

using ProjectFlow.Server.Tests;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>The Worker's orchestrations on a task hub that replays.</summary>
internal sealed class HubMover : Mover
{
    private readonly FunctionTable functions = FunctionTable.OfTheWorker();
    private readonly MovableTime time;
    private readonly SweepFunction sweep;

    /// <param name="imports">Null = none are run.</param>
    public HubMover(Bureau office, MovableTime time, int seed = 1, ImportRunner? imports = null)
    {
        this.time = time;
        var clock = new CaseClock(time, TimeSpan.Zero);
        Flows = new(new(office.Bell), NullLogger<FlowStarter>.Instance);
        functions.Serve(new CaseActivities(office.Definitions, office.Turn, office.Performer, new Setbacks(office.Rows), office.Quarantine, clock, Flows, NullLogger<CaseActivities>.Instance));
        functions.Serve(new CloseRoundActivities(office.Sweep, clock));
        functions.Serve(new RebuildActivities(office.Rebuild, office.Lists));
        functions.Serve(new PaymentActivities(new(office.Rows, office.Desk, office.Reader, office.People, office.Bell), Flows, clock));
        if (imports is not null)
        {
            functions.Serve(new ImportActivities(imports, Flows, clock));
        }

        sweep = new(office.Sweep, new(office.Rows), Flows, clock, time);
        Hub = new(functions, seed);
    }

    public FlowStarter Flows { get; }

    public TaskHub Hub { get; private set; }

    public override Task DuringAsync(Func<Task> work) => Flows.StartAfterAsync(Hub.Client, work, null, Bureau.Ct);

    public override Task SettleAsync() => Hub.RunAsync(Bureau.Ct);

    public override async Task SweepAsync()
    {
        await sweep.RunAsync(new(), Hub.Client, Bureau.Ct);
        await SettleAsync();
    }

    /// <summary>Whatever ran is forgotten, as when somebody deletes the hub's tables and queues.</summary>
    public void LoseHub() => Hub = new(functions, seed: 2);

    public MovableTime Time => time;
}
