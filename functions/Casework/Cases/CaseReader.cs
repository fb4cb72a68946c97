using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Cases;

/// <summary>Reads cases for people. What somebody may not see does not exist for them: null.</summary>
public sealed class CaseReader(IRows rows, BookKeeper books)
{
    internal const int MaxEvents = 1000;

    public async Task<CaseView?> FindAsync(CaseId id, Actor who, DateTimeOffset at, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
        return found.TryGetValue(CaseKeys.State, out var row) ? View(id, row, who, at) : null;
    }

    /// <summary>The form as it stands, together with the case, in one round trip.</summary>
    public async Task<(CaseView View, FormContent Form)?> FormAsync(CaseId id, Actor who, DateTimeOffset at, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State, CaseKeys.Form], ct);
        return found.TryGetValue(CaseKeys.State, out var row) && View(id, row, who, at) is { } view
            ? (view, view.State is RegisterRecord r ? r.Content : found.TryGetValue(CaseKeys.Form, out var form) ? CaseRows.Form(id, form) : FormContent.Empty)
            : null;
    }

    /// <summary>The events in order, at most 1000 a page.</summary>
    /// <param name="after">The version after which to begin; 0 for the first page.</param>
    public async Task<IReadOnlyList<HistoryEntry>?> HistoryAsync(CaseId id, Actor who, DateTimeOffset at, long after, CancellationToken ct)
    {
        if (await FindAsync(id, who, at, ct) is not { } view)
        {
            return null;
        }

        var found = await rows.RangeAsync(id.Value, CaseKeys.Event(after + 1), CaseKeys.After(CaseKeys.Events), MaxEvents, ct);
        return [.. found.Select(r => CaseRows.Event(id, r)).Select(e => Shown(e, view.State, who))];
    }

    /// <summary>
    /// Who did what when, without what it says, for whoever checks that nothing was changed afterwards. It tells nothing that
    /// reading the case would, so it is not asked whether this person may.
    /// </summary>
    /// <param name="after">The version after which to begin; 0 for the first page of at most 999.</param>
    public async Task<CaseTrace?> TraceAsync(CaseId id, long after, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
        if (!found.TryGetValue(CaseKeys.State, out var row))
        {
            return null;
        }

        var from = Math.Max(after, 1); // the last entry of the page before says what the first one of this has to fit
        var entries = (await rows.RangeAsync(id.Value, CaseKeys.Event(from), CaseKeys.After(CaseKeys.Events), MaxEvents, ct)).Select(r => CaseRows.Event(id, r)).ToList();
        return CaseTrace.Of(CaseRows.State(id, row), entries, after);
    }

    /// <summary>All documents of the case: those its state refers to, then those only its history does. Each of the latter once.</summary>
    public async Task<IReadOnlyList<DocumentRef>?> DocumentsAsync(CaseId id, Actor who, DateTimeOffset at, CancellationToken ct)
    {
        if (await FindAsync(id, who, at, ct) is not { } view)
        {
            return null;
        }

        if (view.State is RegisterRecord)
        {
            return []; // takes no uploads, so whatever looks like a file in it is somebody else's
        }

        var refs = DocumentRefs.Of(view.State).ToList();
        var known = refs.Select(r => r.Hash).ToHashSet();
        for (long after = 0; after < view.Version; after += MaxEvents)
        {
            var found = await rows.RangeAsync(id.Value, CaseKeys.Event(after + 1), CaseKeys.After(CaseKeys.Events), MaxEvents, ct);
            refs.AddRange(found.Select(r => CaseRows.Event(id, r)).Select(e => Shown(e, view.State, who)).SelectMany(DocumentRefs.Of).Where(r => known.Add(r.Hash)));
        }

        return refs;
    }

    private CaseView? View(CaseId id, StoredRow row, Actor who, DateTimeOffset at)
    {
        var stored = CaseRows.State(id, row);
        return books.Open(stored.State) is { } book && Lifecycle.CanSee(book, stored.State, who)
            ? new(id, stored.Version, SeenBy(stored.State, who, at), Lifecycle.Permitted(book, stored.State, who), row.Row.Due)
            : null;
    }

    private static CaseState SeenBy(CaseState state, Actor who, DateTimeOffset at) => state switch
    {
        Application a => ApplicationAccess.SeenBy(a, who, at),
        RegisterRecord r => RecordAccess.SeenBy(r, who),
        _ => state,
    };

    /// <summary>What is hidden in the state is hidden in the history too: a score's sheet, a sealed record's content. That they were given is not.</summary>
    private static HistoryEntry Shown(HistoryEntry entry, CaseState seen, Actor who) =>
        entry.Event is RecordEvent e && seen is RegisterRecord r ? entry with { Event = RecordAccess.SeenBy(e, r, who) }
        : entry.Event is ApplicationEvent.Scored scored && seen is Application a && a.Scores.All(s => s.Expert != scored.By)
            ? entry with { Event = scored with { Scores = new Dictionary<string, int>(), Opinion = null } }
            : entry;
}
