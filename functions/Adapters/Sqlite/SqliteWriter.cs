using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// One at a time writes: whoever comes while nobody does, for itself and for all that wait by then, with one commit; nobody is
/// answered before it is on the disk. What gathers meanwhile goes into the next commit.
/// </summary>
internal sealed class SqliteWriter(SqliteFile file, SqliteSettings settings) : IDisposable
{
    private readonly ConcurrentQueue<SqliteRequest> queue = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly List<SqliteRequest> group = new(settings.GroupSize);
    private SqliteBatch? batch = new(file.OpenForWriting());
    private volatile bool closed;

    public Task<CommitResult> Enqueue(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        if (queue.Count >= settings.QueueLength)
        {
            return Task.FromException<CommitResult>(new StorageUnavailableException("too many writes are waiting"));
        }

        var request = new SqliteRequest(partition, writes, operation, ct);
        queue.Enqueue(request);
        if (writing.Wait(0, CancellationToken.None))
        {
            Serve();
        }
        else if (closed)
        {
            request.Fail(new ObjectDisposedException(nameof(SqliteRows)));
        }

        return request.Answer;
    }

    /// <summary>Writes what is waiting, then moves the log into the database and closes it.</summary>
    public void Dispose()
    {
        writing.Wait();
        closed = true;
        while (!queue.IsEmpty)
        {
            WriteGroup();
        }

        batch?.Dispose(); // "writing" stays taken for good
    }

    /// <summary>One group; the caller does not wait for those who came after it.</summary>
    private void Serve()
    {
        WriteGroup();
        writing.Release();
        if (!queue.IsEmpty && writing.Wait(0))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Serve(), this, preferLocal: false);
        }
    }

    private void WriteGroup()
    {
        while (group.Count < settings.GroupSize && queue.TryDequeue(out var next))
        {
            group.Add(next);
        }

        Commit();
        group.Clear();
    }

    private void Commit()
    {
        try
        {
            batch ??= new(file.OpenForWriting());
            if (settings.MaxPages() is { } pages)
            {
                batch.Limit(pages);
            }

            Begin();
            if (!group.TrueForAll(request => request.Apply(batch)))
            {
                batch.Abandon();
                Begin();
                group.ForEach(request => request.ApplyOrUndo(batch));
            }

            batch.Commit();
            group.ForEach(request => request.Tell());
        }
        catch (Exception e)
        {
            Abandon(e);
            group.ForEach(request => request.Fail(e is SqliteException error ? SqliteFile.Unavailable(error) : e));
        }
    }

    private void Begin() => batch!.Begin(group.Count, settings.Clock.GetUtcNow(), settings.Recognised);

    /// <summary>
    /// After an error other than a full disk or a lock the connection is not trusted any more: the next group opens a new one.
    /// On a full disk it is kept, because opening needs a little room too.
    /// </summary>
    private void Abandon(Exception error)
    {
        try
        {
            batch?.Abandon();
            if (error is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY })
            {
                return;
            }
        }
        catch (SqliteException)
        {
            // Closing the connection rolls back as well.
        }

        batch?.Dispose();
        batch = null;
    }
}
