using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <param name="Key">The row that could not be read.</param>
/// <param name="Reason">Why, without what the row says.</param>
/// <param name="Since">When somebody first came upon it.</param>
public sealed record Quarantined(CaseId Case, string Key, string Reason, DateTimeOffset Since);

/// <summary>
/// Cases of which a row could not be read, for an administrator to look at. Whatever needs that row is refused; lists and other
/// cases go on. It ends when every row of the case can be read, as after they were restored.
/// </summary>
public sealed class Quarantine(IRows rows, TimeProvider time)
{
    internal const string Partition = "quarantine";

    /// <summary>The first reason stays.</summary>
    public Task RecordAsync(UnreadableCaseException unreadable, CancellationToken ct)
    {
        var quarantined = new Quarantined(unreadable.Case, unreadable.Key, unreadable.Reason, time.GetUtcNow());
        return rows.CommitAsync(Partition, [new Write.Insert(new(unreadable.Case.Value, CaseJson.Write(quarantined)))], Guid.NewGuid().ToString("N"), ct);
    }

    /// <summary>At most a thousand.</summary>
    public async Task<IReadOnlyList<Quarantined>> ListAsync(CancellationToken ct) =>
        [.. (await rows.RangeAsync(Partition, "!", "\uffff", RowLimits.MaxAsked, ct)).Select(r => CaseJson.Read<Quarantined>(r.Body))];

    /// <summary>Does the work, and records what of it could not be read.</summary>
    /// <exception cref="UnreadableCaseException">It is recorded.</exception>
    public async Task WatchAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (UnreadableCaseException e)
        {
            await RecordAsync(e, ct);
            throw;
        }
    }
}
