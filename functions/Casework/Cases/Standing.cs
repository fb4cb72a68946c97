using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>An effect that waits.</summary>
internal sealed record WaitingEffect(StoredRow Row, OutboxRow Outbox)
{
    public string Key => Row.Key;

    public bool IsDue(DateTimeOffset now) => Row.Row.Due <= now;
}

/// <summary>A case as those who follow up a commit need it: its state, where it is listed, and the effects that wait.</summary>
/// <param name="Listed">As noted last.</param>
/// <param name="ListedVersion">Null when it was never listed.</param>
/// <param name="Effects">In the order they were committed, at most <see cref="StandingRows.MaxEffects"/>.</param>
internal sealed record Standing(CaseId Id, StoredState Stored, StoredRow StateRow, Listed Listed, string? ListedVersion, IReadOnlyList<WaitingEffect> Effects)
{
    public CaseState State => Stored.State;

    /// <summary>Refreshes asked for by the commits up to this state.</summary>
    public IEnumerable<WaitingEffect> Refreshes =>
        Effects.Where(e => CaseKeys.IsRefresh(e.Key) && string.CompareOrdinal(e.Key, CaseKeys.Refresh(Stored.Version)) <= 0);

    /// <summary>All that may stand in lists and figures by now.</summary>
    public Listed MayBeListed => Refreshes.Select(e => e.Outbox.Pending).OfType<PendingEffect.Refresh>().Select(r => r.May).OfType<Listed>().Aggregate(Listed, (all, may) => all.Or(may));
}

internal static class StandingRows
{
    /// <summary>With what is noted about them they can be removed in one batch.</summary>
    public const int MaxEffects = 80;

    /// <summary>One round trip: the keys of all these rows follow each other.</summary>
    /// <returns>Null when there is no such case.</returns>
    public static async Task<Standing?> StandingAsync(this IRows rows, CaseId id, CancellationToken ct)
    {
        var found = await rows.RangeAsync(id.Value, CaseKeys.State, CaseKeys.After(CaseKeys.Effects), MaxEffects + 2, ct);
        if (found is not [{ Key: CaseKeys.State } state, ..])
        {
            return null;
        }

        var listed = found.FirstOrDefault(r => r.Key == CaseKeys.Listed);
        var effects = found.Where(r => r.Key.StartsWith(CaseKeys.Effects, StringComparison.Ordinal)).Take(MaxEffects);
        return new(
            id, CaseRows.State(id, state), state,
            listed is null ? Listed.Empty : CaseRows.Read<Listed>(id, listed), listed?.Version,
            [.. effects.Select(r => new WaitingEffect(r, CaseRows.Read<OutboxRow>(id, r)))]);
    }
}
