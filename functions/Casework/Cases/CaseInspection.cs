using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>Reads every row of a case, and sees that its history is whole.</summary>
internal sealed class CaseInspection(IRows rows)
{
    /// <exception cref="UnreadableCaseException">The first row that cannot be read, or does not fit on the one before.</exception>
    public async Task ReadAllAsync(CaseId id, CancellationToken ct)
    {
        var (found, version, hash, state) = ((IReadOnlyList<StoredRow>)[], 0L, "", (StoredState?)null);
        do
        {
            found = await rows.RangeAsync(id.Value, found.Count == 0 ? "!" : found[^1].Key + "!", "\uffff", RowLimits.MaxAsked, ct);
            foreach (var row in found)
            {
                if (row.Key.StartsWith(CaseKeys.Events, StringComparison.Ordinal))
                {
                    (version, hash) = Follow(id, row, version, hash);
                }
                else if (row.Key == CaseKeys.State)
                {
                    state = CaseRows.State(id, row);
                }
                else
                {
                    Read(id, row);
                }
            }
        }
        while (found.Count == RowLimits.MaxAsked);

        if (state is null || state.Version != version || state.Head != hash)
        {
            throw new UnreadableCaseException(id, CaseKeys.State, state is null ? "there is no state" : $"it stands at version {state.Version}, the history ends with another {version}");
        }
    }

    private static (long Version, string Hash) Follow(CaseId id, StoredRow row, long version, string hash)
    {
        var entry = CaseRows.Event(id, row);
        return entry.Version == version + 1 && entry.Prev == hash
            ? (entry.Version, entry.Hash)
            : throw new UnreadableCaseException(id, row.Key, $"it does not follow on event {version}");
    }

    private static void Read(CaseId id, StoredRow row)
    {
        _ = row.Key switch
        {
            CaseKeys.Form => (object)CaseRows.Form(id, row),
            CaseKeys.Listed => CaseRows.Read<Listed>(id, row),
            _ when row.Key.StartsWith(CaseKeys.Effects, StringComparison.Ordinal) => CaseRows.Read<OutboxRow>(id, row),
            _ when row.Key.StartsWith(CaseKeys.Mails, StringComparison.Ordinal) => CaseRows.Read<KeptMail>(id, row),
            _ when row.Key.StartsWith("o:", StringComparison.Ordinal) => CaseRows.Read<StoredOperation>(id, row),
            _ => row,
        };
    }
}
