using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>One commit that waits for the disk.</summary>
internal sealed class SqliteRequest(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken cancelled)
{
    private readonly TaskCompletionSource<CommitResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitResult? result;
    private bool applied;

    public Task<CommitResult> Answer => answer.Task;

    /// <returns>False when a row was not as expected: then nothing of the transaction may be committed.</returns>
    public bool Apply(SqliteBatch batch)
    {
        if (CallerWaits())
        {
            result = batch.Apply(partition, writes, operation);
        }

        return result is not CommitResult.Conflict;
    }

    public void ApplyOrUndo(SqliteBatch batch)
    {
        if (CallerWaits())
        {
            result = batch.ApplyOrUndo(partition, writes, operation);
        }
    }

    public void Tell()
    {
        if (result is not null)
        {
            answer.TrySetResult(result);
        }
        else if (applied)
        {
            Fail(new ArgumentException($"operation '{operation}' was used before for other rows"));
        }
        else
        {
            answer.TrySetCanceled(cancelled);
        }
    }

    public void Fail(Exception e) => answer.TrySetException(e);

    /// <summary>A caller who has gone before it was its turn writes nothing.</summary>
    private bool CallerWaits()
    {
        (result, applied) = (null, !cancelled.IsCancellationRequested);
        return applied;
    }
}
