using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Metrics;

/// <summary>A total that is not what the cases come to.</summary>
/// <param name="Figure">Such as <c>M20:a</c>.</param>
/// <param name="Slot">A month, or a stock's day number; -1 for the year's whole.</param>
public sealed record MetricDifference(string Figure, int Year, int Slot, Cell Kept, Cell Counted);

/// <summary>
/// Goes through all cases, page by page, in the lists that name them: to check the kept totals, to count a new or changed figure,
/// and to mend. Costs as much as there are cases; nothing waits for it.
/// </summary>
public sealed class MetricRebuild(IRows rows, BookKeeper books, MetricCatalogue catalogue, RefreshEffects refresh, CaseLists lists, Quarantine quarantine)
{
    /// <summary>Compares kept totals with the cases' own states; meaningful while nobody writes.</summary>
    public async Task<IReadOnlyList<MetricDifference>> CheckAsync(CancellationToken ct)
    {
        var recount = new Recount();
        await foreach (var id in CasesAsync(ct))
        {
            foreach (var share in await SharesAsync(id, ct))
            {
                recount.Add(share);
            }
        }

        return Differences(Kept(await TotalsAsync(ct)), recount.Done().Tally);
    }

    /// <summary>Counts every case by the definitions in force, then mends totals that are not the sum of their shares.</summary>
    public async Task RebuildAsync(CancellationToken ct)
    {
        await foreach (var id in CasesAsync(ct))
        {
            await CountAsync(id, ct);
        }

        await new MetricMending(rows).MendAsync(ct);
    }

    /// <summary>Counts every case again when the definitions are not those that all cases were last counted by.</summary>
    /// <returns>Whether they were not.</returns>
    public async Task<bool> CatchUpAsync(CancellationToken ct)
    {
        if (!await IsBehindAsync(ct))
        {
            return false;
        }

        await RebuildAsync(ct);
        await NoteAsync(ct);
        return true;
    }

    /// <summary>Whether the definitions are not those that all cases were last counted by.</summary>
    public async Task<bool> IsBehindAsync(CancellationToken ct)
    {
        var found = await rows.FindAsync(MetricKeys.Partition, [MetricKeys.Definitions], ct);
        return !found.TryGetValue(MetricKeys.Definitions, out var row) || CaseJson.Read<string>(row.Body) != catalogue.Digest;
    }

    /// <summary>The lists that together name every case.</summary>
    public IReadOnlyList<string> Lists => [.. catalogue.Lists];

    /// <summary>Counts one case by the definitions in force. One that cannot be read is left as it was counted last.</summary>
    public async Task CountAsync(CaseId id, CancellationToken ct)
    {
        try
        {
            await refresh.PerformAsync(id, ct);
        }
        catch (UnreadableCaseException e)
        {
            await quarantine.RecordAsync(e, ct);
        }
    }

    /// <summary>After every case was counted: mends totals that are not the sum of their shares, and notes that all is counted.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await new MetricMending(rows).MendAsync(ct);
        await NoteAsync(ct);
    }

    private Task<CommitResult> NoteAsync(CancellationToken ct) =>
        rows.CommitAsync(MetricKeys.Partition, [new Write.Put(new(MetricKeys.Definitions, CaseJson.Write(catalogue.Digest)))], Guid.NewGuid().ToString("N"), ct);

    private async IAsyncEnumerable<CaseId> CasesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var list in catalogue.Lists)
        {
            var page = await PageAsync(list, "!", ct);
            while (page.Count > 0)
            {
                foreach (var line in await lists.LinesAsync(list, page, ct))
                {
                    yield return line.Case;
                }

                page = page.Count < RowLimits.MaxAsked ? [] : await PageAsync(list, page[^1].Key + "!", ct);
            }
        }
    }

    private Task<IReadOnlyList<StoredRow>> PageAsync(string list, string from, CancellationToken ct) =>
        rows.LinesAsync(list, from, RowLimits.MaxAsked, ct);

    private async Task<IReadOnlyList<Share>> SharesAsync(CaseId id, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State], ct);
        return found.TryGetValue(CaseKeys.State, out var row) && CaseRows.State(id, row).State is var state && books.Open(state) is { } book
            ? Shares.Of(catalogue.All, Lifecycle.Facts(book, state))
            : [];
    }

    private async Task<IReadOnlyList<StoredRow>> TotalsAsync(CancellationToken ct) =>
        [.. await MetricMending.AllAsync(rows, MetricKeys.Years, ct), .. await MetricMending.AllAsync(rows, MetricKeys.Slots, ct)];

    /// <summary>All parts together.</summary>
    internal static Tally Kept(IEnumerable<StoredRow> totals)
    {
        var tally = new Tally();
        foreach (var (key, name, at, cell) in totals.SelectMany(r => CaseJson.Read<TotalsRow>(r.Body).Figures.SelectMany(f => f.Value.Select(c => (r.Key, f.Key, c.Key, c.Value)))))
        {
            if (key.StartsWith(MetricKeys.Years, StringComparison.Ordinal))
            {
                tally.AddYear(name, at, cell);
            }
            else
            {
                tally.AddCell(name, MetricKeys.YearOf(key), at, cell);
            }
        }

        return tally;
    }

    internal static IReadOnlyList<MetricDifference> Differences(Tally kept, Tally counted)
    {
        var (left, right) = (All(kept), All(counted));
        return [.. left.Keys.Union(right.Keys).Where(k => left.GetValueOrDefault(k) != right.GetValueOrDefault(k)).Order()
            .Select(k => new MetricDifference(k.Name, k.Year, k.Slot, left.GetValueOrDefault(k), right.GetValueOrDefault(k)))];
    }

    private static Dictionary<(string Name, int Year, int Slot), Cell> All(Tally tally) =>
        tally.Cells.Select(c => (Key: (c.Name, c.Year, c.Slot), c.Cell)).Concat(tally.Years.Select(y => (Key: (y.Name, y.Year, Slot: WholeYear), y.Cell))).ToDictionary(c => c.Key, c => c.Cell);

    // No month, and no day a stock's mark could have.
    private const int WholeYear = -1;
}
