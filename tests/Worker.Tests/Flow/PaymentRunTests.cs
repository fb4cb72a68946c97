using Microsoft.DurableTask.Client;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Server.Tests;
using ProjectFlow.Worker.Flow;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>The orchestration <c>RunPayments</c>: each line once, whatever dies.</summary>
public sealed class PaymentRunTests : IAsyncLifetime
{
    private const int Grants = 12;

    private static readonly Money Award = Money.FromYuan(1_000_000);

    private static readonly Programme Funded = TestProgrammes.Local with
    {
        Ref = new("county", "2023.1"),
        Stages = new Stages { ContractRequired = true },
        Funding = new Funding(FundingMode.Instalments, Payer.Local) { Instalments = [new(10_000, InstalmentTrigger.Contract)], Categories = ["equipment"], Fund = "county-sci" },
    };

    private readonly MovableTime time = new(World.Monday);

    private Bureau office = null!;

    private HubMover worker = null!;

    private PaymentRuns Runs => new(office.Rows, office.Desk, office.Reader, office.People, office.Bell);

    public async ValueTask InitializeAsync()
    {
        office = await OpenAsync(programmes: [Funded]);
        worker = new(office, time);
        foreach (var n in Enumerable.Range(0, Grants))
        {
            var open = new GrantCommand.Open(Funded.Ref, World.Acme, $"第{n}项", Award, "DOC-1", 2023) { At = World.Monday };
            Done(await office.Desk.HandleAsync(GrantOf(n), open, OperationId.Parse($"open-grant-{n}"), null, Ct));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        office.Dispose();
    }

    [Fact]
    public async Task Every_line_is_given_once_and_has_its_own_answer()
    {
        await worker.DuringAsync(() => Runs.AskAsync(RunOf(Enumerable.Range(0, Grants).Select(n => Plan(n, n == 5 ? Award - new Money(1) : Award))), Ct));
        await worker.SettleAsync();

        var found = (await Runs.FindAsync("run-0001", Ct))!;
        Assert.Equal(Grants, found.Answers.Count);
        Assert.Equal(["plan-not-award"], found.Answers.Values.Select(a => a.Why?.Code).OfType<string>());
        Assert.Equal(("第5项", true), (found.Answers[5].Title, found.Run.EndedAt is not null));
        var instance = worker.Hub.Instances["run-0001-payments"];
        Assert.Equal((OrchestrationRuntimeStatus.Completed, $$"""{"Given":{{Grants}}}"""), (instance.Status, instance.CustomStatus));
        Assert.Empty((await office.Sweep.WorkAsync(World.Monday.AddYears(1), Ct)).Payments);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_dies_before_or_after_its_work_gives_no_line_twice(bool before)
    {
        var deaths = 0;
        worker.Hub.Kill = (_, isBefore) =>
        {
            if (isBefore == before && ++deaths % 2 == 1)
            {
                throw new IOException("killed");
            }
        };
        await worker.DuringAsync(() => Runs.AskAsync(RunOf(Enumerable.Range(0, Grants).Select(n => Plan(n, Award))), Ct));
        await worker.SettleAsync();

        Assert.InRange(deaths, 3, 200);
        await EachPlannedOnceAsync();
    }

    [Fact]
    public async Task A_run_whose_ring_was_lost_is_found_by_the_sweep_after_a_minute()
    {
        worker.Hub.Client.Down = true;
        await worker.DuringAsync(() => Runs.AskAsync(RunOf(Enumerable.Range(0, Grants).Select(n => Plan(n, Award))), Ct));
        worker.Hub.Client.Down = false;
        time.Now = World.Monday.AddSeconds(59);
        await worker.SweepAsync();
        Assert.Null((await Runs.FindAsync("run-0001", Ct))!.Run.EndedAt);

        time.Now = World.Monday.AddSeconds(60);
        await worker.SweepAsync();
        await EachPlannedOnceAsync();
    }

    [Fact]
    public async Task The_same_run_asked_for_again_gives_nothing_again()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await worker.DuringAsync(() => Runs.AskAsync(RunOf(Enumerable.Range(0, Grants).Select(n => Plan(n, Award))), Ct));
            await worker.SettleAsync();
        }

        await EachPlannedOnceAsync();
    }

    [Fact]
    public async Task Two_lines_of_one_grant_are_given_one_after_the_other()
    {
        await worker.DuringAsync(() => Runs.AskAsync(RunOf([Plan(0, Award), Plan(1, Award), Plan(0, Award) with { Command = InTwo }]), Ct));
        Assert.Equal(["0 2", "1"], (await Runs.PendingAsync("run-0001", Ct)).Select(g => string.Join(' ', g)));
        await worker.SettleAsync();
        Assert.Equal(3, (await office.Reader.FindAsync(GrantOf(0), World.Officer, time.Now, Ct))!.Version);
    }

    [Fact]
    public async Task A_grant_that_cannot_be_seen_and_a_person_who_left_are_answers_too()
    {
        await worker.DuringAsync(() => Runs.AskAsync(RunOf([Plan(0, Award) with { Case = CaseId.Grant("nowhere") }]), Ct));
        await worker.SettleAsync();
        Assert.Equal("not-found", (await Runs.FindAsync("run-0001", Ct))!.Answers[0].Why!.Code);

        await worker.DuringAsync(() => Runs.AskAsync(RunOf([Plan(0, Award)]) with { Id = "run-0002", By = new("nobody") }, Ct));
        await worker.SettleAsync();
        Assert.Equal("role-forbidden", (await Runs.FindAsync("run-0002", Ct))!.Answers[0].Why!.Code);
        Assert.Null(await Runs.FindAsync("run-0003", Ct));
        Assert.Null(await Runs.FindAsync("a/b", Ct));
    }

    private async Task EachPlannedOnceAsync()
    {
        Assert.All((await Runs.FindAsync("run-0001", Ct))!.Answers.Values, a => Assert.Null(a.Why));
        foreach (var n in Enumerable.Range(0, Grants))
        {
            Assert.Equal(2, (await office.Reader.FindAsync(GrantOf(n), World.Officer, time.Now, Ct))!.Version);
        }
    }

    private static CaseId GrantOf(int n) => CaseId.Grant($"grant {n}");

    private static PaymentRun RunOf(IEnumerable<RunLine> lines) => new("run-0001", World.Officer.Id, World.Monday, "due", [.. lines]);

    private static GrantCommand InTwo { get; } = new GrantCommand.PlanInstalments([new(Award - new Money(1), InstalmentTrigger.Contract), new(new Money(1), InstalmentTrigger.MidtermOrAcceptance)]);

    private static RunLine Plan(int grant, Money amount) => new(GrantOf(grant), "1", amount, new GrantCommand.PlanInstalments([new(amount, InstalmentTrigger.Contract)]));
}
