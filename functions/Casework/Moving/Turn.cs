using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>What is to be done for a case after a turn.</summary>
/// <param name="Perform">Effects are due that take long, or go out of the house.</param>
/// <param name="More">There may be others behind these; else nothing is left when these are done, for what comes later rings for itself.</param>
public sealed record TurnPlan(bool Perform, bool More)
{
    public static TurnPlan Nothing { get; } = new(false, false);
}

/// <summary>
/// One turn of a case: apply what is due, then see to the effects. When all of them stay in rows of ours, as most often, the
/// turn performs them itself, with what it has read already; mails are left to a step of their own.
/// </summary>
public sealed class Turn(IRows rows, Desk desk, BookKeeper books, EffectPerformer effects)
{
    private const int MaxMoves = 50;

    public async Task<TurnPlan> TakeAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        for (var move = 0; move < MaxMoves; move++)
        {
            if (await rows.StandingAsync(id, ct) is not { } standing)
            {
                return TurnPlan.Nothing;
            }

            if (standing.StateRow.Row.Due is not { } due || due > now)
            {
                return await FollowAsync(standing, now, ct);
            }

            await ApplyDueAsync(id, standing.Stored, standing.StateRow, now, ct);
        }

        throw new InvalidOperationException($"Case {id} is still due after {MaxMoves} moves: its timetable does not move on.");
    }

    /// <summary>The operation id is fixed by the version, so two turns at once move the case once.</summary>
    private async Task ApplyDueAsync(CaseId id, StoredState stored, StoredRow row, DateTimeOffset now, CancellationToken ct)
    {
        var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"tick-{id}-{stored.Version}"));
        var answer = await desk.HandleAsync(id, Lifecycle.Tick(stored.State, now), operation, null, ct);
        if (answer is Answer.Done { Events: [] } done && done.Version == stored.Version)
        {
            await RescheduleAsync(id, stored, row, now, ct);
        }
    }

    /// <summary>Nothing was due after all (a calendar or programme file has changed): write down when it will be.</summary>
    private async Task RescheduleAsync(CaseId id, StoredState stored, StoredRow row, DateTimeOffset now, CancellationToken ct)
    {
        var due = books.Open(stored.State) is { } book ? Lifecycle.NextDue(book, stored.State) : null;
        if (due <= now)
        {
            throw new InvalidOperationException($"Case {id} is due at {due:u}, but its tick at {now:u} did nothing.");
        }

        await rows.CommitAsync(id.Value, [new Write.Replace(row.Row with { Due = due }, row.Version)], $"due:{id}:{row.Version}", ct);
    }

    private async Task<TurnPlan> FollowAsync(Standing standing, DateTimeOffset now, CancellationToken ct)
    {
        var due = standing.Effects.Where(e => e.IsDue(now)).ToList();
        var (perform, more) = (due.Any(e => e.Outbox.Pending.LeavesTheHouse), due.Count > 0 && standing.Effects.Count == StandingRows.MaxEffects);
        if (!perform)
        {
            await effects.PerformAsync(standing, now, ct);
        }

        return new(perform, more);
    }
}
