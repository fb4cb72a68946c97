using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// The one thread that writes. It takes whatever has gathered while the last commit was on its way to the disk, and makes all
/// of it durable with one more; nobody is answered before.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int ForgetEvery = 256;

    private readonly SqliteFile file;
    private readonly SqliteSettings settings;
    private readonly BlockingCollection<Request> queue;
    private readonly Thread thread;
    private SqliteBatch? batch;
    private long version;
    private int applied = ForgetEvery;

    public SqliteWriter(SqliteFile file, SqliteSettings settings)
    {
        this.file = file;
        this.settings = settings;
        queue = new(settings.QueueLength);
        batch = new(file.OpenForWriting(), version);
        thread = new(Run) { IsBackground = true, Name = "rows writer" };
        thread.Start();
    }

    public Task<CommitResult> Enqueue(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        var request = new Request(partition, writes, operation, ct);
        return queue.TryAdd(request, 0, CancellationToken.None)
            ? request.Answer
            : Task.FromException<CommitResult>(new StorageUnavailableException("too many writes are waiting"));
    }

    /// <summary>Writes what is waiting, then moves the log into the database and closes it.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        batch?.Dispose();
        queue.Dispose();
    }

    private void Run()
    {
        var group = new List<Request>(settings.GroupSize);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < settings.GroupSize && queue.TryTake(out var next))
            {
                group.Add(next);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Request> group)
    {
        try
        {
            batch ??= new(file.OpenForWriting(), version);
            if (settings.MaxPages() is { } pages)
            {
                batch.Limit(pages);
            }

            batch.Begin();
            group.ForEach(Apply);
            Forget();
            batch.Commit();
            group.ForEach(request => request.Tell());
        }
        catch (Exception e)
        {
            Abandon(e);
            group.ForEach(request => request.Fail(e is SqliteException error ? SqliteFile.Unavailable(error) : e));
        }
    }

    private void Apply(Request request)
    {
        if (!request.Cancelled.IsCancellationRequested)
        {
            request.Result = batch!.Apply(request.Partition, request.Writes, request.Operation, settings.Clock.GetUtcNow());
            request.Applied = true;
            applied++;
        }
    }

    private void Forget()
    {
        if (applied >= ForgetEvery)
        {
            batch!.Forget(settings.Clock.GetUtcNow() - settings.Recognised, 2 * applied);
            applied = 0;
        }
    }

    /// <summary>
    /// After an error other than a full disk or a lock the connection is not trusted any more: the next group opens a new one.
    /// On a full disk it is kept, because opening needs a little room too.
    /// </summary>
    private void Abandon(Exception error)
    {
        version = batch?.Version ?? version;
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

    private sealed class Request(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken cancelled)
    {
        public string Partition => partition;

        public IReadOnlyList<Write> Writes => writes;

        public string Operation => operation;

        public CancellationToken Cancelled => cancelled;

        public CommitResult? Result { get; set; }

        /// <summary>False when its caller had gone before it was its turn.</summary>
        public bool Applied { get; set; }

        private readonly TaskCompletionSource<CommitResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<CommitResult> Answer => answer.Task;

        public void Tell()
        {
            if (Result is not null)
            {
                answer.SetResult(Result);
            }
            else if (Applied)
            {
                Fail(new ArgumentException($"operation '{operation}' was used before for other rows"));
            }
            else
            {
                answer.SetCanceled(cancelled);
            }
        }

        public void Fail(Exception e) => answer.SetException(e);
    }
}
