using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Tests.Azure;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Tests.Durable;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>The orchestration <c>CaseFlow</c>.</summary>
public class CaseFlowSuite : FlowSuite
{
    private HubMover Worker => (HubMover)Mover;

    private protected override Task<Mover> StartAsync() => Task.FromResult<Mover>(new HubMover(Office, Time));

    [Fact]
    public async Task A_flow_is_short_and_ends()
    {
        await ReadyAsync();
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        await Mover.SettleAsync();

        Assert.All(Worker.Hub.Instances.Values, i => Assert.Equal((OrchestrationRuntimeStatus.Completed, true), (i.Status, i.History.Count <= 16)));
        Assert.Contains($"{World.Case}-6", Worker.Hub.Instances.Keys);
    }

    [Fact]
    public async Task A_second_start_of_the_same_flow_is_no_error_and_does_nothing_twice()
    {
        await ReadyAsync();
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        await Worker.Flows.StartAsync(Worker.Hub.Client, [new Ring(World.Case, "6"), new Ring(World.Case, "again"), new Ring(World.Case, "and-again")], Bureau.Ct);
        await Mover.SettleAsync();
        await Worker.Flows.StartAsync(Worker.Hub.Client, [new Ring(World.Case, "6")], Bureau.Ct);
        await Mover.SettleAsync();

        await SubmittedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activity_whose_process_dies_before_or_after_its_work_is_given_again(bool before)
    {
        await ReadyAsync();
        var deaths = 0;
        Worker.Hub.Kill = (_, isBefore) => Die(isBefore == before && ++deaths % 2 == 1);
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        await Mover.SettleAsync();

        Assert.InRange(deaths, 4, 100);
        await SubmittedAsync();
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_loses_nothing()
    {
        await ReadyAsync();
        Worker.Hub.Client.Down = true;
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        Worker.Hub.Client.Down = false;
        await Mover.SweepAsync();

        await SubmittedAsync();
    }

    [Fact]
    public async Task A_task_hub_that_is_deleted_is_rebuilt_from_the_rows()
    {
        await ReadyAsync();
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        Worker.LoseHub();
        await Mover.SweepAsync();

        await SubmittedAsync();
    }

    [Fact]
    public async Task A_round_of_many_drafts_is_closed_in_slices_and_tells_how_far_it_is()
    {
        const int Drafts = 110;
        Worker.Hub.Client.Down = true; // so that all of them are left to the sweep
        foreach (var n in Enumerable.Range(1, Drafts))
        {
            var org = new OrgId($"org-{n}");
            await Office.People.SaveAsync(new Organisation(org, $"第{n}家企业", "enterprise", "Caoqiao") { Verified = true }, Bureau.Ct);
            await Mover.DuringAsync(async () => Bureau.Done(await Office.DoAsync(World.Editor with { Org = org }, new CreateDraft(Bureau.Upward, org, $"第{n}件"), $"create-{n}", id: CaseId.Application($"round {n}"))));
        }

        Worker.Hub.Client.Down = false;

        Time.Now = World.Closes;
        await Mover.SweepAsync();

        var round = Worker.Hub.Instances[CloseRoundOrchestration.Name];
        Assert.Equal((OrchestrationRuntimeStatus.Completed, $$"""{"Moved":{{Drafts}}}"""), (round.Status, round.CustomStatus));
        Assert.Empty(await Office.Rows.DueAsync(World.Closes, 10, Bureau.Ct));
        Assert.All((await Office.Lists.PageAsync("cases", "", 200, Bureau.Ct)).Lines, l => Assert.Equal("Lapsed", l.State));
    }

    [Fact]
    public void Every_function_of_the_Worker_has_a_name_of_its_own()
    {
        var functions = FunctionTable.OfTheWorker();
        Assert.Equal(["CaseFlow", "CloseRound", "Rebuild", "RunImport", "RunPayments"], functions.Orchestrators.Order(StringComparer.Ordinal));
        Assert.Equal(["DueCases", "EndPayments", "GivePayments", "Import", "PendingPayments", "Perform", "RebuildCount", "RebuildFinish", "RebuildPage", "TakeTurn"], functions.Activities.Order(StringComparer.Ordinal));
    }

    private static void Die(bool now)
    {
        if (now)
        {
            throw new IOException("killed");
        }
    }
}

/// <summary>The same over Azure Tables.</summary>
public sealed class CaseFlowOnTables(Azurite azurite) : FlowSuite, IClassFixture<Azurite>
{
    private protected override async Task<Func<IRows, IRows>?> StoreAsync()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        await Task.WhenAll(service.DeleteTableAsync("rows", Bureau.Ct), service.DeleteTableAsync("due", Bureau.Ct));
        var rows = await AzureRows.OpenAsync(service, p => CaseId.TryParse(p, out _), Time, Bureau.Ct);
        return _ => rows;
    }

    private protected override Task<Mover> StartAsync() => Task.FromResult<Mover>(new HubMover(Office, Time));
}
