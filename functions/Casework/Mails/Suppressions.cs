using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Mails;

public enum SuppressionCause
{
    /// <summary>The recipient's server refused mail for good.</summary>
    Returned,

    /// <summary>The mail provider no longer sends to it.</summary>
    Dropped,

    /// <summary>The recipient called a mail spam.</summary>
    Complained,
}

/// <summary>An address that gets no mail, or got none until somebody lifted it.</summary>
/// <param name="Note">Why, in the other side's words.</param>
/// <param name="At">When that happened.</param>
/// <param name="Event">The event that brought it about; the same one has no effect a second time.</param>
public sealed record Suppression(string Address, SuppressionCause Cause, string? Note, DateTimeOffset At, string Event)
{
    /// <summary>Null = it is in force.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    public PersonId? LiftedBy { get; init; }
}

/// <summary>Addresses that get no more mail until an administrator says so. Upper and lower case are one address.</summary>
public sealed class Suppressions(IRows rows)
{
    private const string Partition = "suppressed";

    /// <returns>Null when mail may go there.</returns>
    public async Task<Suppression?> InForceAsync(string address, CancellationToken ct) =>
        await FindAsync(KeyOf(address), ct) is { Held: { LiftedAt: null } held } ? held : null;

    /// <summary>All addresses, those lifted too, in no order that means anything.</summary>
    /// <param name="after">The cursor of the last one seen; empty for the first page.</param>
    /// <param name="max">1 to 1000.</param>
    public async Task<IReadOnlyList<Suppression>> PageAsync(string after, int max, CancellationToken ct) =>
        [.. (await rows.RangeAsync(Partition, after.Length == 0 ? "!" : after + "!", "\uffff", max, ct)).Select(r => CaseJson.Read<Suppression>(r.Body))];

    public static string CursorOf(Suppression of) => KeyOf(of.Address);

    /// <summary>What happened before it was lifted is no reason to begin anew.</summary>
    internal async Task AddAsync(Suppression added, CancellationToken ct)
    {
        var key = KeyOf(added.Address);
        while (true)
        {
            var found = await FindAsync(key, ct);
            if (found is { Held: var held } && (held.LiftedAt is null || held.Event == added.Event || added.At <= held.LiftedAt))
            {
                return;
            }

            var row = new Row(key, CaseJson.Write(added));
            Write write = found is null ? new Write.Insert(row) : new Write.Replace(row, found.Version);
            if (await rows.CommitAsync(Partition, [write], $"add:{key}:{found?.Version}", ct) is CommitResult.Committed)
            {
                return;
            }
        }
    }

    /// <returns>False when nothing is in force for that address.</returns>
    public async Task<bool> LiftAsync(string address, PersonId by, DateTimeOffset now, CancellationToken ct)
    {
        var key = KeyOf(address);
        while (await FindAsync(key, ct) is { Held: { LiftedAt: null } held } found)
        {
            var row = new Row(key, CaseJson.Write(held with { LiftedAt = now, LiftedBy = by }));
            if (await rows.CommitAsync(Partition, [new Write.Replace(row, found.Version)], $"lift:{key}:{found.Version}", ct) is CommitResult.Committed)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<Found?> FindAsync(string key, CancellationToken ct) =>
        (await rows.FindAsync(Partition, [key], ct)).TryGetValue(key, out var row) ? new(CaseJson.Read<Suppression>(row.Body), row.Version) : null;

    /// <summary>Addresses may hold characters that keys may not.</summary>
    private static string KeyOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));

    private sealed record Found(Suppression Held, string Version);
}
