using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Tests.Shared;

/// <summary>Counts the round trips to a store.</summary>
public sealed class CountingRows(IRows inner) : IRows
{
    private int finds, ranges, commits, dues, read;

    public int Finds => finds;

    public int Ranges => ranges;

    public int Commits => commits;

    public int Dues => dues;

    public int Total => finds + ranges + commits + dues;

    /// <summary>Rows that came back.</summary>
    public int Read => read;

    public void Reset() => finds = ranges = commits = dues = read = 0;

    public async Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        Interlocked.Increment(ref finds);
        var found = await inner.FindAsync(partition, keys, ct);
        Interlocked.Add(ref read, found.Count);
        return found;
    }

    public async Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref ranges);
        var found = await inner.RangeAsync(partition, from, to, max, ct);
        Interlocked.Add(ref read, found.Count);
        return found;
    }

    public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        Interlocked.Increment(ref commits);
        return inner.CommitAsync(partition, writes, operation, ct);
    }

    public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref dues);
        return inner.DueAsync(until, max, ct);
    }
}
