using System.Collections.Concurrent;

namespace ProjectFlow.Portal.Accounts;

/// <summary>What a session rests on.</summary>
/// <param name="Sessions">Ids of the sessions that have not been ended.</param>
public sealed record SessionAccount(string Id, string? SecurityStamp, bool MustChangePassword, IReadOnlyList<string> Sessions);

/// <summary>
/// Remembers for a moment what sessions rest on, because every request asks. A change made here counts with the next
/// request; one made by another host does so within two seconds.
/// </summary>
public sealed class KnownAccounts(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (SessionAccount? Account, long At)> known = new(StringComparer.Ordinal);
    private long changes;

    /// <param name="load">Reads the account; null when there is none.</param>
    public async Task<SessionAccount?> FindAsync(string id, Func<Task<Account?>> load)
    {
        if (known.TryGetValue(id, out var found) && clock.GetElapsedTime(found.At) < Remembered)
        {
            return found.Account;
        }

        var (before, at) = (Interlocked.Read(ref changes), clock.GetTimestamp());
        var account = await load() is { } a ? new SessionAccount(a.Id, a.SecurityStamp, a.MustChangePassword, [.. a.Sessions.Select(s => s.Id)]) : null;
        if (account is not null && Interlocked.Read(ref changes) == before) // else what was read may be out of date already
        {
            known[id] = (account, at);
        }

        return account;
    }

    public void Forget(string id)
    {
        Interlocked.Increment(ref changes);
        known.TryRemove(id, out _);
    }
}
