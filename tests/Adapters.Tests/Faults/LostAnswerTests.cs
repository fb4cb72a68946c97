using System.Text;
using Azure.Core;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Faults;

/// <summary>A commit whose request or answer is lost, by every kind of fault: never twice, never lost.</summary>
[Collection(nameof(OneAzurite))]
public sealed class LostAnswerTests(Azurite azurite)
{
    private readonly string partition = "t-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Fault, bool> Faults => [.. Enum.GetValues<Fault>().Where(f => f != Fault.None).SelectMany(f => new[] { (f, true), (f, false) })];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_commit_sent_again_by_the_library_is_committed_once_and_knows_its_version(Fault fault, bool done)
    {
        var rows = await OpenAsync(Times(1, fault, done), retries: 3);

        var committed = Assert.IsType<CommitResult.Committed>(await rows.CommitAsync(partition, [Insert("a"), Insert("b")], "op", Ct));

        Assert.IsType<CommitResult.Committed>(await rows.CommitAsync(partition, [new Write.Replace(Row("a", "2"), committed.Versions["a"])], "next", Ct));
        Assert.Equal(["a=2", "b=1"], await ContentAsync());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Without_another_try_it_is_either_known_as_committed_or_refused_and_nothing_written(Fault fault, bool done)
    {
        var rows = await OpenAsync(Times(1, fault, done), retries: 0);
        Task<CommitResult> Commit() => rows.CommitAsync(partition, [Insert("a")], "op", Ct);

        if (done)
        {
            Assert.IsType<CommitResult.Committed>(await Commit());
        }
        else
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(Commit);
            Assert.Empty(await ContentAsync());
            Assert.IsType<CommitResult.Committed>(await Commit());
        }

        Assert.Equal(["a=1"], await ContentAsync());
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task While_nothing_comes_through_it_is_refused_and_the_same_operation_later_is_committed_once(Fault fault, bool done)
    {
        var broken = true;
        var rows = await OpenAsync(_ => broken ? (fault, done) : (Fault.None, false), retries: 1);
        broken = true;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.CommitAsync(partition, [Insert("a")], "op", Ct));
        broken = false;

        Assert.IsType<CommitResult.Committed>(await rows.CommitAsync(partition, [Insert("a")], "op", Ct));
        Assert.Equal(["a=1"], await ContentAsync());
    }

    [Fact]
    public async Task Of_20_simultaneous_writers_one_is_recorded_however_many_answers_are_lost()
    {
        var rows = await AzureRows.OpenAsync(FaultyAzure.Tables(azurite, FaultyAzure.EveryThird()), _ => true, TimeProvider.System, Ct);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => rows.CommitAsync(partition, [new Write.Insert(Row("v1", $"{n}"))], $"op-{n}", Ct)));

        var winner = Array.FindIndex(results, r => r is CommitResult.Committed);
        Assert.Single(results, r => r is CommitResult.Committed);
        Assert.Equal([$"v1={winner}"], await ContentAsync());
    }

    private async Task<AzureRows> OpenAsync(Func<Request, (Fault, bool)> fault, int retries)
    {
        var open = false;
        var rows = await AzureRows.OpenAsync(FaultyAzure.Tables(azurite, new(r => open ? fault(r) : (Fault.None, false)), retries), _ => true, TimeProvider.System, Ct);
        open = true;
        return rows;
    }

    /// <summary>The first so many batches.</summary>
    private static Func<Request, (Fault, bool)> Times(int times, Fault fault, bool done) =>
        request => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) && times-- > 0 ? (fault, done) : (Fault.None, false);

    /// <summary>Read over a good wire.</summary>
    private async Task<IEnumerable<string>> ContentAsync()
    {
        var rows = await AzureRows.OpenAsync(new(azurite.ConnectionString), _ => true, TimeProvider.System, Ct);
        return (await rows.RangeAsync(partition, "a", "z", 100, Ct)).Select(r => $"{r.Key}={Encoding.UTF8.GetString(r.Body.Span)}");
    }

    private static Write.Insert Insert(string key) => new(Row(key, "1"));

    private static Row Row(string key, string body) => new(key, Encoding.UTF8.GetBytes(body));
}
