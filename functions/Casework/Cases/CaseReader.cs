using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Cases;

/// <summary>Reads cases for people. What somebody may not see does not exist for them: null.</summary>
public sealed class CaseReader(IRows rows, BookKeeper books)
{
    private const int MaxEvents = 1000;

    public async Task<CaseView?> FindAsync(CaseId id, Actor who, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
        return found.TryGetValue(CaseKeys.State, out var row) ? View(id, row, who) : null;
    }

    /// <summary>The form as it stands, together with the case, in one round trip.</summary>
    public async Task<(CaseView View, FormContent Form)?> FormAsync(CaseId id, Actor who, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State, CaseKeys.Form], ct);
        return found.TryGetValue(CaseKeys.State, out var row) && View(id, row, who) is { } view
            ? (view, found.TryGetValue(CaseKeys.Form, out var form) ? FormContent.Parse(form.Body) : FormContent.Empty)
            : null;
    }

    /// <summary>The events in order, at most 1000 a page.</summary>
    /// <param name="after">The version after which to begin; 0 for the first page.</param>
    public async Task<IReadOnlyList<HistoryEntry>?> HistoryAsync(CaseId id, Actor who, long after, CancellationToken ct)
    {
        if (await FindAsync(id, who, ct) is null)
        {
            return null;
        }

        var found = await rows.RangeAsync(id.Value, CaseKeys.Event(after + 1), CaseKeys.After(CaseKeys.Events), MaxEvents, ct);
        return [.. found.Select(Entry)];
    }

    private CaseView? View(CaseId id, StoredRow row, Actor who)
    {
        var stored = CaseJson.Read<StoredState>(row.Body);
        return books.Open(stored.State) is { } book && Lifecycle.CanSee(book, stored.State, who)
            ? new(id, stored.Version, stored.State, Lifecycle.Permitted(book, stored.State, who), row.Row.Due)
            : null;
    }

    private static HistoryEntry Entry(StoredRow row)
    {
        var stored = CaseJson.Read<StoredEvent>(row.Body);
        var version = long.Parse(row.Key.AsSpan(CaseKeys.Events.Length), System.Globalization.CultureInfo.InvariantCulture);
        return new(version, stored.Prev, StoredEvent.HashOf(row.Body), stored.Operation, stored.Event);
    }
}
