using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

/// <summary>
/// Counts how often an effect was tried, and puts it off when it failed. The first try, right after the commit, costs no write:
/// an effect done twice changes nothing. Later ones are claimed first, so that one that ends the process each time is counted too.
/// </summary>
public sealed class EffectTries(IRows rows, DeadLetters dead)
{
    private const int MaxTries = 5;

    /// <summary>A performer that has not finished by then is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] BackOff = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>Whoever asks us to wait for longer is taken to be mistaken.</summary>
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <returns>The try that has begun; null when somebody else is at it, or it was tried often enough.</returns>
    internal async Task<EffectTry?> BeginAsync(CaseId id, WaitingEffect effect, DateTimeOffset now, CancellationToken ct)
    {
        var (row, outbox) = (effect.Row, effect.Outbox);
        var begun = outbox with { Tries = outbox.Tries + 1 };
        if (outbox.Tries == 0 && now - outbox.At < Lease)
        {
            return new(id, effect.Key, begun, row.Version);
        }

        if (outbox.Tries >= MaxTries)
        {
            await dead.BuryAsync(id, effect.Key, outbox with { LastError = outbox.LastError ?? "the program ended while it was performed" }, row.Version, now, ct);
            return null;
        }

        var claim = new Write.Replace(new(effect.Key, CaseJson.Write(begun), now + Lease), row.Version);
        return await rows.CommitAsync(id.Value, [claim], $"claim:{effect.Key}:{row.Version}", ct) is CommitResult.Committed committed
            ? new(id, effect.Key, begun, committed.Versions[effect.Key])
            : null;
    }

    internal async Task FailedAsync(EffectTry failed, Exception error, DateTimeOffset now, CancellationToken ct)
    {
        var row = failed.Row with { LastError = $"{error.GetType().Name}: {error.Message}" };
        if (row.Tries >= MaxTries)
        {
            await dead.BuryAsync(failed.Case, failed.Key, row, failed.Version, now, ct);
            return;
        }

        var later = new Write.Replace(new(failed.Key, CaseJson.Write(row), now + Pause(row.Tries, (error as MailNotSentException)?.After)), failed.Version);
        await rows.CommitAsync(failed.Case.Value, [later], $"failed:{failed.Key}:{failed.Version}", ct);
    }

    private static TimeSpan Pause(int tries, TimeSpan? asked)
    {
        var pause = BackOff[Math.Min(tries, BackOff.Length) - 1];
        return asked > pause ? (asked < LongestAsked ? asked.Value : LongestAsked) : pause;
    }
}

/// <param name="Version">Of the effect's row, as this try knows it.</param>
internal sealed record EffectTry(CaseId Case, string Key, OutboxRow Row, string Version);
