using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Portal;
using ProjectFlow.Server.Tests;
using ProjectFlow.Tests.Azure;
using ProjectFlow.Worker.Flow;
using ProjectFlow.Worker.Timers;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>What the timers do, on Azure Tables and Blobs.</summary>
public sealed class TimerTests(Azurite azurite) : IClassFixture<Azurite>, IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = DateTimeOffset.Parse("2023-03-06T22:05:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private readonly MovableTime time = new(World.Monday);

    private AzureRows rows = null!;

    private Bureau office = null!;

    private HubMover worker = null!;

    public async ValueTask InitializeAsync()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        await Task.WhenAll(service.DeleteTableAsync("rows", Ct), service.DeleteTableAsync("due", Ct));
        rows = await AzureRows.OpenAsync(service, p => CaseId.TryParse(p, out _), time, Ct);
        office = await OpenAsync(_ => rows);
        worker = new(office, time);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        office.Dispose();
    }

    [Fact]
    public async Task The_night_seals_the_histories_counts_by_new_metrics_and_purges_an_hour_at_a_time()
    {
        await worker.DuringAsync(() => office.DraftAsync());
        await worker.SettleAsync();
        var (nightly, seals) = await NightlyAsync();

        time.Now = Morning;
        await nightly.RunAsync(new(), worker.Hub.Client, Ct);
        await worker.SettleAsync();

        var seal = Assert.Single(await seals.LatestAsync(new(2024, 1, 1), 10, Ct));
        Assert.Equal((new DateOnly(2023, 3, 7), 1), (seal.Day, seal.Cases));
        Assert.Contains(RebuildOrchestration.Name, worker.Hub.Instances.Keys);
        Assert.False(await office.Rebuild.IsBehindAsync(Ct));
        Assert.All(worker.Hub.Client.Purges, p => Assert.Equal(TimeSpan.FromHours(1), p.CreatedTo - p.CreatedFrom));
        Assert.Equal(Morning.AddDays(-1), worker.Hub.Client.Purges[^1].CreatedTo);
        Assert.Equal(7 * 24, worker.Hub.Client.Purges.Count);
    }

    [Fact]
    public async Task The_second_call_of_a_night_does_only_what_is_left()
    {
        var (nightly, seals) = await NightlyAsync();
        time.Now = Morning;
        await nightly.RunAsync(new(), worker.Hub.Client, Ct);
        await worker.SettleAsync();
        worker.Hub.Instances.Clear();

        time.Now = Morning.AddHours(1);
        await nightly.RunAsync(new(), worker.Hub.Client, Ct);
        Assert.Empty(worker.Hub.Instances);
        Assert.Single(await seals.LatestAsync(new(2024, 1, 1), 10, Ct));
    }

    [Fact]
    public async Task A_rebuild_counts_every_case_tells_how_far_it_is_and_mends_what_was_wrong()
    {
        const int Drafts = 30;
        foreach (var n in Enumerable.Range(1, Drafts))
        {
            var org = new OrgId($"org-{n}");
            await office.People.SaveAsync(new Casework.People.Organisation(org, $"第{n}家企业", "enterprise", "Caoqiao") { Verified = true }, Ct);
            await worker.DuringAsync(async () => Done(await office.DoAsync(World.Editor with { Org = org }, new CreateDraft(Bureau.Upward, org, $"第{n}件"), $"create-{n}", id: CaseId.Application($"count {n}"))));
        }

        await worker.SettleAsync();
        var list = "programme:" + Bureau.Upward.Id + ":2023";
        foreach (var line in await rows.LinesAsync(list, "!", 5, Ct))
        {
            var listed = (await rows.FindAsync(line.Key[(line.Key.LastIndexOf(':') + 1)..], [CaseKeys.Listed], Ct))[CaseKeys.Listed];
            await rows.CommitAsync(line.Key[(line.Key.LastIndexOf(':') + 1)..], [new Write.Delete(listed.Key)], "lost-" + line.Key, Ct);
        }

        await worker.Flows.StartOneAsync(worker.Hub.Client, RebuildOrchestration.Name, new RebuildPlace(0, "", 0), RebuildOrchestration.Name, Ct);
        await worker.SettleAsync();
        Assert.Contains($"\"Counted\":{Drafts}", worker.Hub.Instances[RebuildOrchestration.Name].CustomStatus, StringComparison.Ordinal);
        Assert.Empty(await office.Rebuild.CheckAsync(Ct));
    }

    [Fact]
    public async Task The_sweep_starts_what_is_due_and_nothing_twice()
    {
        Done(await office.DoAsync(World.Editor, new CreateDraft(Bureau.Upward, World.Acme, "新合金"), "create-1"));
        var sweep = new SweepFunction(office.Sweep, new(office.Rows), worker.Flows, new CaseClock(time, TimeSpan.Zero), time);
        await sweep.RunAsync(new(), worker.Hub.Client, Ct);
        await sweep.RunAsync(new(), worker.Hub.Client, Ct);
        Assert.Equal([$"{World.Case}-due-202303060200"], worker.Hub.Instances.Keys);
        await worker.SettleAsync();
        worker.Hub.Instances.Clear();
        await sweep.RunAsync(new(), worker.Hub.Client, Ct);
        Assert.Empty(worker.Hub.Instances);
    }

    private async Task<(NightlyFunction Nightly, DailySeals Seals)> NightlyAsync()
    {
        var documents = await BlobDocuments.OpenAsync(new BlobServiceClient(azurite.ConnectionString), Ct);
        var seals = new DailySeals(office.Rows, documents, office.Rebuild, office.Lists, office.Quarantine);
        var digest = new DailyDigest(office.Rows, office.People, office.Lists, new([TestProgrammes.Upward], World.Calendar), office.Suppressions, new KeptMailer(), new("https://kjj.example.gov.cn"));
        var work = new NightlyWork(office.Rows, seals, digest, new Retention(office.Rows));
        return (new(work, new CaseClock(time, TimeSpan.Zero), rows, office.Rebuild, worker.Flows, time, NullLogger<NightlyFunction>.Instance), seals);
    }
}
