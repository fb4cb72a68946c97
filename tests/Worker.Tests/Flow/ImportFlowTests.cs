using Microsoft.DurableTask.Client;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Casework.Tests.Importing;
using ProjectFlow.Server.Tests;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>The orchestration <c>RunImport</c>.</summary>
public sealed class ImportFlowTests
{
    private const string Acme = "91320381DEMA00013G";
    private const string File = "统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入,当月研发费用\n";

    [Fact]
    public async Task An_import_whose_instance_was_taken_away_is_gone_on_with_by_the_sweep()
    {
        using var desk = await ImportDesk.OpenAsync();
        var time = new MovableTime(Monday);
        await using var worker = new HubMover(desk.Bureau, time, imports: desk.Runner);
        var job = await desk.AskAsync("monthly-figures", $"{File}{Acme},2023-01,工业,是,1,2\n{Acme},2023-02,工业,是,3,4\n", ImportMode.GoodRows, Officer);
        Assert.NotNull(await desk.Store.TakeAsync(job.Id, Monday, Bureau.Ct)); // the request's instance began, and is gone

        await worker.SweepAsync();
        Assert.Equal(ImportPhase.Waiting, (await desk.Store.FindAsync(job.Id, Bureau.Ct))!.Phase);
        time.Now = Monday + ImportStore.Silence;
        await worker.SweepAsync();

        var over = (await desk.Store.FindAsync(job.Id, Bureau.Ct))!;
        Assert.Equal((ImportPhase.Done, 2L, 0L), (over.Phase, over.New, over.Bad));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, worker.Hub.Instances[job.Id + "-import"].Status);
        await worker.SweepAsync();
        Assert.Equal(1, worker.Hub.Instances[job.Id + "-import"].Beginnings);
    }
}
