using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <param name="Name">Stored name of the event.</param>
/// <param name="Fits">It follows on the entry before: the version is the next, and it carries the hash of that entry.</param>
public sealed record TraceEntry(long Version, string Name, PersonId By, PersonId? OnBehalfOf, DateTimeOffset At, string Operation, string Hash, bool Fits);

/// <summary>A part of a case's history, checked link by link.</summary>
/// <param name="Next">The version after which the next part begins; null when this is the last.</param>
/// <param name="EndFits">The last entry is the one the state was made from; true as long as there is a next part.</param>
public sealed record CaseTrace(IReadOnlyList<TraceEntry> Entries, long? Next, bool EndFits)
{
    /// <summary>Nothing in this part was changed, removed or put in afterwards.</summary>
    public bool IsWhole => EndFits && Entries.All(e => e.Fits);

    /// <param name="read">With the entry at <paramref name="after"/> itself, if there is one.</param>
    internal static CaseTrace Of(StoredState state, IReadOnlyList<HistoryEntry> read, long after)
    {
        var (version, hash) = (0L, "");
        var entries = new List<TraceEntry>();
        foreach (var e in read)
        {
            if (e.Version > after)
            {
                entries.Add(new(e.Version, EventNames.Of(e.Event), e.Event.By, e.Event.OnBehalfOf, e.Event.At, e.Operation, e.Hash, e.Version == version + 1 && e.Prev == hash));
            }

            (version, hash) = (e.Version, e.Hash);
        }

        var more = version < state.Version && read.Count >= CaseReader.MaxEvents;
        return new(entries, more ? version : null, more || (version == state.Version && hash == state.Head));
    }
}
