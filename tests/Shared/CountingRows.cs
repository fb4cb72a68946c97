using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Tests.Shared;

/// <summary>Counts the round trips to a store.</summary>
public sealed class CountingRows(IRows inner) : IRows
{
    private int finds, ranges, commits, dues;

    public int Finds => finds;

    public int Ranges => ranges;

    public int Commits => commits;

    public int Dues => dues;

    public int Total => finds + ranges + commits + dues;

    public void Reset() => finds = ranges = commits = dues = 0;

    public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        Interlocked.Increment(ref finds);
        return inner.FindAsync(partition, keys, ct);
    }

    public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref ranges);
        return inner.RangeAsync(partition, from, to, max, ct);
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
