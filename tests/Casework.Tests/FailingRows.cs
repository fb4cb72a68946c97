using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Tests;

/// <summary>Lets the n-th call die, before or after it has taken effect: a process killed at that point.</summary>
internal sealed class FailingRows(IRows inner) : IRows
{
    private int _calls;

    /// <summary>The call that dies; 0 = none.</summary>
    public int DieAt { get; set; }

    public bool AfterEffect { get; set; }

    public bool Died { get; private set; }

    public void Arm(int call, bool afterEffect) => (_calls, DieAt, AfterEffect, Died) = (0, call, afterEffect, false);

    public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct) => At(() => inner.FindAsync(partition, keys, ct));

    public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct) => At(() => inner.RangeAsync(partition, from, to, max, ct));

    public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct) => At(() => inner.CommitAsync(partition, writes, operation, ct));

    public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct) => At(() => inner.DueAsync(until, max, ct));

    private async Task<T> At<T>(Func<Task<T>> call)
    {
        if (Died)
        {
            throw new OperationCanceledException("dead processes do nothing");
        }

        if (++_calls != DieAt)
        {
            return await call();
        }

        if (AfterEffect)
        {
            await call();
        }

        Died = true;
        throw new OperationCanceledException($"killed at call {DieAt}");
    }
}
