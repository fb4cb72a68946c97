using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <param name="Reason">Why the last try failed.</param>
public sealed record DeadLetter(CaseId Case, string Key, PendingEffect Pending, DateTimeOffset CommittedAt, string Reason, DateTimeOffset At);

/// <summary>Effects that failed five times, for an administrator to look at and retry.</summary>
public sealed class DeadLetters(IRows rows, Doorbell doorbell)
{
    private const string Partition = "dead";

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken ct) =>
        [.. (await rows.RangeAsync(Partition, "!", "\uffff", RowLimits.MaxAsked, ct)).Select(r => CaseJson.Read<DeadLetter>(r.Body))];

    /// <summary>The letter is written before the effect goes, so a crash between leaves both and the next burial tidies up.</summary>
    internal async Task BuryAsync(CaseId id, string key, OutboxRow row, string version, DateTimeOffset now, CancellationToken ct)
    {
        var letter = new DeadLetter(id, key, row.Pending, row.At, row.LastError ?? "", now);
        await rows.CommitAsync(Partition, [new Write.Put(new(KeyOf(id, key), CaseJson.Write(letter)))], $"bury:{id}:{key}:{version}", ct);
        await rows.CommitAsync(id.Value, [new Write.Delete(key, version)], $"buried:{key}:{version}", ct);
    }

    /// <returns>False when there is no such letter (any more).</returns>
    public async Task<bool> RetryAsync(CaseId id, string key, DateTimeOffset now, CancellationToken ct)
    {
        var letterKey = KeyOf(id, key);
        var found = RowLimits.IsKey(letterKey) ? await rows.FindAsync(Partition, [letterKey], ct) : new Dictionary<string, StoredRow>();
        if (!found.TryGetValue(letterKey, out var row))
        {
            return false;
        }

        var letter = CaseJson.Read<DeadLetter>(row.Body);
        var again = new OutboxRow(letter.Pending, letter.CommittedAt, 0, letter.Reason);
        await rows.CommitAsync(id.Value, [new Write.Put(new(key, CaseJson.Write(again), now))], $"retry:{key}:{row.Version}", ct);
        await rows.CommitAsync(Partition, [new Write.Delete(letterKey, row.Version)], $"retried:{id}:{key}:{row.Version}", ct);
        doorbell.Ring(id, $"retry-{Guid.NewGuid():N}"[..30]);
        return true;
    }

    private static string KeyOf(CaseId id, string key) => $"{id}:{key}";
}
