using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;
using ProjectFlow.Server.Flow;

namespace ProjectFlow.Server.Tests;

public sealed class LocalFlowTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-").FullName;
    private readonly SqliteRows rows;

    public LocalFlowTests() => rows = SqliteRows.Open(folder);

    [Fact]
    public async Task A_case_that_is_due_gets_its_turn_without_a_ring()
    {
        var due = CaseId.Application("due");
        await rows.CommitAsync(due.Value, [new Write.Put(new("s", "{}"u8.ToArray(), DateTimeOffset.UtcNow.AddMinutes(-1)))], "make-it-due", TestContext.Current.CancellationToken);
        var taken = new TaskCompletionSource<CaseId>();

        using var flow = await StartAsync((id, _) => Task.FromResult(taken.TrySetResult(id)));

        Assert.Equal(due, await taken.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await flow.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Turns_of_one_case_never_overlap_and_no_ring_is_lost()
    {
        var id = CaseId.Application("busy");
        var (inside, overlaps, turns) = (0, 0, 0);
        var rungDuringTurn = new TaskCompletionSource();
        LocalFlow? flow = null;

        async Task Turn(CaseId _, CancellationToken ct)
        {
            overlaps += Interlocked.Increment(ref inside) > 1 ? 1 : 0;
            if (++turns == 1)
            {
                flow!.Ring(id);
                await Task.Delay(50, ct);
            }
            else
            {
                rungDuringTurn.TrySetResult();
            }

            Interlocked.Decrement(ref inside);
        }

        flow = await StartAsync(Turn);
        flow.Ring(id);
        await rungDuringTurn.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await flow.StopAsync(TestContext.Current.CancellationToken);
        flow.Dispose();
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task A_turn_that_fails_stops_neither_the_case_nor_the_others()
    {
        var cases = Enumerable.Range(0, 20).Select(n => CaseId.Application($"case {n}")).ToList();
        var done = new ConcurrentDictionary<CaseId, bool>();
        var all = new TaskCompletionSource();
        using var flow = await StartAsync((id, _) =>
        {
            done[id] = true;
            return done.Count == cases.Count ? Task.FromResult(all.TrySetResult()) : throw new InvalidOperationException("on purpose");
        });

        cases.ForEach(flow.Ring);

        await all.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await flow.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cases_that_can_never_be_moved_do_not_keep_the_others_from_their_turn()
    {
        var last = CaseId.Application("the last in line");
        foreach (var n in Enumerable.Range(0, 300))
        {
            await DueAsync(CaseId.Application($"broken {n}"), DateTimeOffset.UtcNow.AddHours(-1));
        }

        await DueAsync(last, DateTimeOffset.UtcNow.AddMinutes(-1));
        var reached = new TaskCompletionSource();
        using var flow = await StartAsync((id, _) => id == last ? Task.FromResult(reached.TrySetResult()) : throw new InvalidOperationException("on purpose"));

        await reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await flow.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        rows.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Task<CommitResult> DueAsync(CaseId id, DateTimeOffset due) =>
        rows.CommitAsync(id.Value, [new Write.Put(new("s", "{}"u8.ToArray(), due))], "due " + id, TestContext.Current.CancellationToken);

    private async Task<LocalFlow> StartAsync(TakeTurns turns)
    {
        var flow = new LocalFlow(rows, new CaseClock(TimeProvider.System, TimeSpan.Zero), turns, NullLogger<LocalFlow>.Instance);
        await flow.StartAsync(TestContext.Current.CancellationToken);
        return flow;
    }
}
