using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// Rows in one SQLite file with a write-ahead log, synced at every commit. One process at a time may hold the folder. Reads
/// never wait for writes, and go on when nothing can be written.
/// </summary>
public sealed class SqliteRows : IRows, IEveryRow, IDisposable
{
    private readonly FileStream held;
    private readonly SqliteFile file;
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<SqliteReader> idle = [];
    private volatile bool disposed;

    private SqliteRows(FileStream held, SqliteFile file, SqliteSettings settings)
    {
        this.held = held;
        this.file = file;
        writer = new(file, settings);
    }

    /// <summary>Opens, and when needed makes, the rows of a data folder.</summary>
    /// <exception cref="StorageUnavailableException">Another server holds the folder, or the database cannot be opened.</exception>
    public static SqliteRows Open(string folder, SqliteSettings? settings = null)
    {
        var held = Hold(folder);
        try
        {
            settings ??= new();
            return new(held, new(Path.Combine(folder, "rows.db"), settings), settings);
        }
        catch (Exception e)
        {
            held.Dispose();
            throw e is SqliteException error ? SqliteFile.Unavailable(error) : e;
        }
    }

    public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        RowLimits.CheckFind(partition, keys);
        return Read<IReadOnlyDictionary<string, StoredRow>>(reader => reader.Find(partition, keys), ct);
    }

    public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct)
    {
        RowLimits.CheckRange(partition, max);
        return Read<IReadOnlyList<StoredRow>>(reader => reader.Range(partition, from, to, max), ct);
    }

    public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        RowLimits.CheckCommit(partition, writes, operation);
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        return writer.Enqueue(partition, writes, operation, ct);
    }

    public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct)
    {
        RowLimits.CheckAsked(max);
        return Read<IReadOnlyList<DueRow>>(reader => reader.Due(until, max), ct);
    }

    public async IAsyncEnumerable<PlacedRow> EveryRowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var (partition, key) = ("", ""); ;)
        {
            var some = await Read(reader => reader.Every(partition, key, RowLimits.MaxAsked), ct);
            foreach (var row in some)
            {
                yield return row;
            }

            if (some.Count < RowLimits.MaxAsked)
            {
                yield break;
            }

            (partition, key) = (some[^1].Partition, some[^1].Row.Key);
        }
    }

    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        writer.Dispose(); // last, because the last connection to close moves the log into the database
        held.Dispose();
    }

    private static FileStream Hold(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new(Path.Combine(folder, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"the data folder '{folder}' is in use by another server, or cannot be written: {e.Message}", e);
        }
    }

    /// <summary>SQLite reads synchronously, from the page cache as a rule: a thread of its own would cost more than the read.</summary>
    private Task<T> Read<T>(Func<SqliteReader, T> read, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ct.ThrowIfCancellationRequested();
        SqliteReader? reader = null;
        try
        {
            reader = idle.TryTake(out var pooled) ? pooled : new(file.OpenForReading());
            var answer = read(reader);
            Return(reader);
            return Task.FromResult(answer);
        }
        catch (SqliteException e)
        {
            reader?.Dispose();
            throw SqliteFile.Unavailable(e);
        }
    }

    private void Return(SqliteReader reader)
    {
        if (disposed)
        {
            reader.Dispose();
        }
        else
        {
            idle.Add(reader);
        }
    }
}
