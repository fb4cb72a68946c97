using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <summary>
/// Performs committed effects. Each is claimed for a while by its row's version, done in a way that a second time changes
/// nothing, and removed. A failed one is tried again later; after five tries it becomes a dead letter with its reason.
/// </summary>
public sealed class EffectPerformer(IRows rows, MailEffects mails, LedgerEffects ledger, TellEffects tells, RefreshEffects refresh, DeadLetters dead)
{
    private const int MaxTries = 5;

    private const int MaxRefreshes = 90;

    /// <summary>A performer that has not finished by then is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] BackOff = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>Whoever asks us to wait for longer is taken to be mistaken.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>
    /// Performs effects in the order given, then brings lists and figures up to date once for all of them. A refresh goes by the
    /// state alone and notes what it writes, so it needs no claim; only a failing one is treated like the others.
    /// </summary>
    public async Task PerformAllAsync(CaseId id, IReadOnlyList<string> keys, DateTimeOffset now, CancellationToken ct)
    {
        var refreshes = keys.Where(CaseKeys.IsRefresh).ToList();
        foreach (var key in keys.Except(refreshes))
        {
            await PerformAsync(id, key, now, ct);
        }

        if (refreshes.Count > 0 && !await RefreshAsync(id, refreshes, ct))
        {
            await PerformAsync(id, refreshes[^1], now, ct);
        }
    }

    public async Task PerformAsync(CaseId id, string key, DateTimeOffset now, CancellationToken ct)
    {
        if (await ClaimAsync(id, key, now, ct) is not { } claimed)
        {
            return;
        }

        try
        {
            await DoAsync(new(id, key, claimed.Row.At, now), claimed.Row.Pending, ct);
            await rows.CommitAsync(id.Value, [new Write.Delete(key)], $"done:{key}", ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StorageUnavailableException and not UnreadableCaseException)
        {
            await FailedAsync(id, key, claimed, e, now, ct);
        }
    }

    /// <returns>False when it failed and has to be told why.</returns>
    private async Task<bool> RefreshAsync(CaseId id, List<string> keys, CancellationToken ct)
    {
        try
        {
            foreach (var batch in keys.Chunk(MaxRefreshes))
            {
                await refresh.PerformAsync(id, batch, ct);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return false;
        }

        return true;
    }

    private Task DoAsync(EffectContext context, PendingEffect pending, CancellationToken ct) => pending switch
    {
        PendingEffect.Refresh => refresh.PerformAsync(context.Case, ct),
        PendingEffect.Do { Effect: Effect.SendMail mail } => mails.PerformAsync(context, mail, ct),
        PendingEffect.Resend again => mails.ResendAsync(context, again.Mail, ct),
        PendingEffect.Do { Effect: Effect.PostLedger posting } => ledger.PerformAsync(context, posting, ct),
        PendingEffect.Do { Effect: Effect.Tell tell } => tells.PerformAsync(context, tell, ct),
        PendingEffect.Do { Effect: Effect.FlagOrg flag } => tells.PerformAsync(flag, ct),
        _ => throw new InvalidOperationException($"Nobody performs {pending.GetType().Name}."),
    };

    /// <returns>Null when the effect is done, or somebody else is at it.</returns>
    private async Task<Claimed?> ClaimAsync(CaseId id, string key, DateTimeOffset now, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [key], ct);
        if (!found.TryGetValue(key, out var stored) || stored.Row.Due > now)
        {
            return null;
        }

        var outbox = CaseRows.Read<OutboxRow>(id, stored);
        var begun = outbox with { Tries = outbox.Tries + 1 };
        var write = new Write.Replace(new(key, CaseJson.Write(begun), now + Lease), stored.Version);
        return await rows.CommitAsync(id.Value, [write], $"claim:{key}:{stored.Version}", ct) is CommitResult.Committed committed
            ? new(begun, committed.Versions[key])
            : null;
    }

    private async Task FailedAsync(CaseId id, string key, Claimed claimed, Exception error, DateTimeOffset now, CancellationToken ct)
    {
        var reason = $"{error.GetType().Name}: {error.Message}";
        if (claimed.Row.Tries >= MaxTries)
        {
            await dead.BuryAsync(id, key, claimed.Row with { LastError = reason }, claimed.Version, now, ct);
            return;
        }

        var later = now + Pause(claimed.Row.Tries, (error as MailNotSentException)?.After);
        var write = new Write.Replace(new(key, CaseJson.Write(claimed.Row with { LastError = reason }), later), claimed.Version);
        await rows.CommitAsync(id.Value, [write], $"failed:{key}:{claimed.Version}", ct);
    }

    private static TimeSpan Pause(int tries, TimeSpan? asked)
    {
        var pause = BackOff[Math.Min(tries, BackOff.Length) - 1];
        return asked > pause ? (asked < LongestAsked ? asked.Value : LongestAsked) : pause;
    }

    private sealed record Claimed(OutboxRow Row, string Version);
}

/// <summary>Which effect is being performed, and when.</summary>
/// <param name="Key">The effect row's key; with the case it is the effect's id.</param>
/// <param name="CommittedAt">Fixed, unlike <paramref name="Now"/>.</param>
public sealed record EffectContext(CaseId Case, string Key, DateTimeOffset CommittedAt, DateTimeOffset Now)
{
    /// <summary>Fixed by the commit that asked for it.</summary>
    public string Id => $"{Case}:{Key}";
}
