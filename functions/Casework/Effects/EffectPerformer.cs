using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <summary>
/// Performs committed effects: one read, then each in a way that a second time changes nothing, then one batch that removes those
/// done. A failed one is tried again later; after five tries it becomes a dead letter with its reason.
/// </summary>
public sealed class EffectPerformer(IRows rows, MailEffects mails, LedgerEffects ledger, TellEffects tells, RefreshEffects refresh, EffectTries tries)
{
    private readonly MailRows mailRows = new(rows);

    /// <summary>All that is due now: lists and figures first, once for all commits, then the others in the order of their commits.</summary>
    public async Task PerformAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await rows.StandingAsync(id, ct) is { } standing)
        {
            await PerformAsync(standing, now, ct);
        }
    }

    internal async Task PerformAsync(Standing standing, DateTimeOffset now, CancellationToken ct)
    {
        var due = standing.Effects.Where(e => e.IsDue(now)).ToList();
        var refreshed = due.Any(e => CaseKeys.IsRefresh(e.Key)) ? await RefreshAsync(standing, now, ct) : null;
        var (done, sent) = (new List<string>(), new List<KeptMail>());
        foreach (var effect in due.Where(e => !CaseKeys.IsRefresh(e.Key)))
        {
            if (await TryAsync(standing, effect, sent, now, ct))
            {
                done.Add(effect.Key);
            }
        }

        await mailRows.IndexAllAsync(sent, ct);
        await EndAsync(standing.Id, refreshed, done, ct);
    }

    /// <returns>Null when nothing is left to be noted.</returns>
    private async Task<Refreshed?> RefreshAsync(Standing standing, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            if (await refresh.WriteAsync(standing, ct) is { } refreshed)
            {
                return refreshed;
            }

            await refresh.UntilNotedAsync(standing.Id, Listed.Empty, ct);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            await FailedAsync(standing, e, now, ct);
        }

        return null;
    }

    /// <summary>Every refresh goes by the same state, so they all failed; each is put off, or the case would be due all the time.</summary>
    private async Task FailedAsync(Standing standing, Exception why, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var effect in standing.Effects.Where(e => e.IsDue(now) && CaseKeys.IsRefresh(e.Key)))
        {
            if (await tries.BeginAsync(standing.Id, effect, now, ct) is { } failed)
            {
                await tries.FailedAsync(failed, why, now, ct);
            }
        }
    }

    /// <returns>Whether it is done.</returns>
    private async Task<bool> TryAsync(Standing standing, WaitingEffect effect, List<KeptMail> sent, DateTimeOffset now, CancellationToken ct)
    {
        if (await tries.BeginAsync(standing.Id, effect, now, ct) is not { } begun)
        {
            return false;
        }

        try
        {
            await DoAsync(new(standing.Id, effect.Key, effect.Outbox.At, now) { Mails = sent }, standing.State, effect.Outbox.Pending, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException and not StorageUnavailableException and not UnreadableCaseException)
        {
            await tries.FailedAsync(begun, e, now, ct);
            return false;
        }
    }

    private Task DoAsync(EffectContext context, CaseState state, PendingEffect pending, CancellationToken ct) => pending switch
    {
        PendingEffect.Do { Effect: Effect.SendMail mail } => mails.PerformAsync(context, (ProgrammeCase)state, mail, ct),
        PendingEffect.Resend again => mails.ResendAsync(context, again.Mail, ct),
        PendingEffect.Do { Effect: Effect.PostLedger posting } => ledger.PerformAsync(context, posting, ct),
        PendingEffect.Do { Effect: Effect.Tell tell } => tells.PerformAsync(context, tell, ct),
        PendingEffect.Do { Effect: Effect.FlagOrg flag } => tells.PerformAsync(flag, ct),
        _ => throw new InvalidOperationException($"Nobody performs {pending.GetType().Name}."),
    };

    /// <summary>What is done is removed whatever became of the note; the note is written anew when another refresh came between.</summary>
    private async Task EndAsync(CaseId id, Refreshed? refreshed, List<string> done, CancellationToken ct)
    {
        var removals = done.Select(k => (Write)new Write.Delete(k)).ToList();
        if (await CommitAsync(id, [.. refreshed?.Ending ?? [], .. removals], ct))
        {
            return;
        }

        await CommitAsync(id, removals, ct);
        await refresh.UntilNotedAsync(id, refreshed!.Written, ct);
    }

    private async Task<bool> CommitAsync(CaseId id, List<Write> writes, CancellationToken ct) =>
        writes.Count == 0 || await rows.CommitAsync(id.Value, writes, Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed;
}

/// <summary>Which effect is being performed, and when.</summary>
/// <param name="Key">The effect row's key; with the case it is the effect's id.</param>
/// <param name="CommittedAt">Fixed, unlike <paramref name="Now"/>.</param>
public sealed record EffectContext(CaseId Case, string Key, DateTimeOffset CommittedAt, DateTimeOffset Now)
{
    /// <summary>Takes what became of mails; they are copied into the lists of their months when all effects have had their turn.</summary>
    public List<KeptMail> Mails { get; init; } = [];

    /// <summary>Fixed by the commit that asked for it.</summary>
    public string Id => $"{Case}:{Key}";
}
