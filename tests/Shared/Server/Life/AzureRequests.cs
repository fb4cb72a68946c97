using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Tests.Shared.Life;

/// <summary>Counts what the rows of Azure would be asked for: the requests AzureRows makes for each call of the port.</summary>
internal sealed class AzureRequests(IRows inner) : IRows
{
    /// <summary>As in AzureRows: keys of a case in one query.</summary>
    private const int KeysInOneQuery = 14;

    private int requests, commits;

    public int Requests => requests;

    public int Commits => commits;

    public void Reset() => requests = commits = 0;

    public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var asked = keys.Distinct(StringComparer.Ordinal).Count();
        Interlocked.Add(ref requests, CaseId.TryParse(partition, out _) ? (asked + KeysInOneQuery - 1) / KeysInOneQuery : asked);
        return inner.FindAsync(partition, keys, ct);
    }

    public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref requests);
        return inner.RangeAsync(partition, from, to, max, ct);
    }

    public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        Interlocked.Increment(ref commits);
        Interlocked.Add(ref requests, writes.Any(HasDue) ? 2 : 1); // the markers of what is due go first
        return inner.CommitAsync(partition, writes, operation, ct);
    }

    public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct)
    {
        Interlocked.Increment(ref requests);
        return inner.DueAsync(until, max, ct);
    }

    private static bool HasDue(Write write) => write switch
    {
        Write.Insert w => w.Row.Due is not null,
        Write.Replace w => w.Row.Due is not null,
        Write.Put w => w.Row.Due is not null,
        _ => false,
    };
}
