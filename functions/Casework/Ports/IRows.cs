namespace ProjectFlow.Casework.Ports;

/// <summary>
/// The one port for rows. Limits that hold on Azure hold everywhere and are checked by <see cref="RowLimits"/>: a batch has
/// at most 99 rows and 2.75 MiB, a row 960 KiB; keys have 1 to 400 characters, without <c>/ \ # ?</c> and control characters.
/// Keys are ordered by their UTF-16 code units (ordinal).
/// </summary>
public interface IRows
{
    /// <summary>Reads the named rows of one partition, in one round trip; those that do not exist are missing in the answer.</summary>
    Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Reads rows in key order, in one round trip.</summary>
    /// <param name="from">First key, inclusive.</param>
    /// <param name="to">Last key, exclusive.</param>
    /// <param name="max">1 to 1000.</param>
    Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct);

    /// <summary>Writes all or nothing, durably: when this returns, the rows survive a crash.</summary>
    /// <param name="operation">
    /// Identifies this attempt. A commit whose answer was lost is recognised by it and answered as committed instead of repeated.
    /// </param>
    /// <exception cref="StorageUnavailableException">Nothing can be written now (disk full, store down); nothing was changed.</exception>
    Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct);

    /// <summary>
    /// Rows of any partition whose <see cref="Row.Due"/> has come, earliest first, found without reading the others. This is
    /// both the due index and the sweep of effects that nobody performed.
    /// </summary>
    /// <param name="until">Inclusive.</param>
    Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct);
}

/// <param name="Due">When the row wants attention; null = never.</param>
public sealed record Row(string Key, ReadOnlyMemory<byte> Body, DateTimeOffset? Due = null);

/// <param name="Version">Opaque; changes with every write of the row.</param>
public sealed record StoredRow(Row Row, string Version)
{
    public string Key => Row.Key;

    public ReadOnlyMemory<byte> Body => Row.Body;
}

public sealed record DueRow(string Partition, string Key, DateTimeOffset Due);

/// <summary>One row's part in a batch. A key occurs at most once in a batch.</summary>
public abstract record Write(string Key)
{
    /// <summary>Conflicts when the row exists.</summary>
    public sealed record Insert(Row Row) : Write(Row.Key);

    /// <summary>Conflicts unless the row is still at <paramref name="Version"/>.</summary>
    public sealed record Replace(Row Row, string Version) : Write(Row.Key);

    /// <summary>Inserts or overwrites, whatever is there.</summary>
    public sealed record Put(Row Row) : Write(Row.Key);

    /// <summary>Removes the row; with a version, conflicts unless it is still at it. A row already gone is no conflict without a version.</summary>
    public sealed record Delete(string Key, string? Version = null) : Write(Key);
}

public abstract record CommitResult
{
    /// <param name="Versions">The new version of every row written, by key.</param>
    public sealed record Committed(IReadOnlyDictionary<string, string> Versions) : CommitResult;

    /// <summary>Somebody was faster; nothing was written.</summary>
    public sealed record Conflict(string Key) : CommitResult;

    private CommitResult() { }
}

/// <summary>The store cannot write (or answer) now; the request changed nothing and may be repeated with the same operation id.</summary>
/// <param name="reason">For people, such as <c>disk full</c>.</param>
public sealed class StorageUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);
