using System.Text;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

/// <summary>What every row store must do, in terms a test can use.</summary>
public abstract partial class RowsConformance : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private int operations;

    protected IRows Rows { get; private set; } = null!;

    /// <summary>A partition no other test uses, so that one store can serve all of them.</summary>
    protected string Partition { get; } = "t-" + Guid.NewGuid().ToString("N");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Rows = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Remove();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store; called again after <see cref="CloseAsync"/> it must find what was there.</summary>
    protected abstract Task<IRows> OpenAsync();

    protected abstract Task CloseAsync();

    /// <summary>Takes away what the tests of this store have left.</summary>
    protected virtual void Remove() { }

    protected async Task ReopenAsync()
    {
        await CloseAsync();
        Rows = await OpenAsync();
    }

    protected static Row Row(string key, string body = "", DateTimeOffset? due = null) => new(key, Encoding.UTF8.GetBytes(body), due);

    protected string NewOperation() => $"op-{Partition}-{Interlocked.Increment(ref operations)}";

    protected Task<CommitResult> Commit(params Write[] writes) => Rows.CommitAsync(Partition, writes, NewOperation(), Ct);

    /// <returns>The new versions; fails on a conflict.</returns>
    protected async Task<IReadOnlyDictionary<string, string>> Committed(params Write[] writes) =>
        Assert.IsType<CommitResult.Committed>(await Commit(writes)).Versions;

    protected async Task ConflictsAt(string key, params Write[] writes) =>
        Assert.Equal(key, Assert.IsType<CommitResult.Conflict>(await Commit(writes)).Key);

    protected async Task<string?> Body(string key) =>
        (await Rows.FindAsync(Partition, [key], Ct)).TryGetValue(key, out var row) ? Encoding.UTF8.GetString(row.Body.Span) : null;

    protected async Task<string[]> Keys(string from, string to, int max = 1000) =>
        [.. (await Rows.RangeAsync(Partition, from, to, max, Ct)).Select(row => row.Key)];

    protected async Task<string[]> DueKeys(DateTimeOffset until) =>
        [.. (await Rows.DueAsync(until, 1000, Ct)).Where(row => row.Partition == Partition).Select(row => row.Key)];
}
