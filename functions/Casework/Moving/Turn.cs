using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>What is to be done for a case now.</summary>
/// <param name="Effects">Keys of the effects that are due, in the order they were committed.</param>
/// <param name="NextDue">When to look again; null while the case is at rest.</param>
/// <param name="More">There may be others behind these; else nothing is left when these are done, for what comes later rings for itself.</param>
public sealed record TurnPlan(IReadOnlyList<string> Effects, DateTimeOffset? NextDue, bool More);

/// <summary>One turn of a case: apply what is due, then say what is to be done.</summary>
public sealed class Turn(IRows rows, Desk desk, BookKeeper books)
{
    private const int MaxEffects = 200;
    private const int MaxMoves = 50;

    public async Task<TurnPlan> TakeAsync(CaseId id, DateTimeOffset now, CancellationToken ct)
    {
        for (var move = 0; move < MaxMoves; move++)
        {
            var found = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
            if (!found.TryGetValue(CaseKeys.State, out var row))
            {
                return new([], null, false);
            }

            var stored = CaseRows.State(id, row);
            if (row.Row.Due is not { } due || due > now)
            {
                return await PlanAsync(id, row.Row.Due, now, ct);
            }

            await ApplyDueAsync(id, stored, row, now, ct);
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

    private async Task<TurnPlan> PlanAsync(CaseId id, DateTimeOffset? due, DateTimeOffset now, CancellationToken ct)
    {
        var pending = await rows.RangeAsync(id.Value, CaseKeys.Effects, CaseKeys.After(CaseKeys.Effects), MaxEffects, ct);
        var next = pending.Where(r => r.Row.Due > now).Select(r => r.Row.Due).Append(due).Min();
        string[] effects = [.. pending.Where(r => r.Row.Due <= now).Select(r => r.Key)];
        return new(effects, next, effects.Length > 0 && pending.Count == MaxEffects);
    }
}
