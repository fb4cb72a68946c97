using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Metrics;

/// <summary>Works totals and keys out of the share rows anew, where they do not agree. Whoever writes meanwhile makes it begin again.</summary>
internal sealed class MetricMending(IRows rows)
{
    /// <summary>The part that takes the sums; the others are emptied.</summary>
    private const int Whole = 0;

    public async Task MendAsync(CancellationToken ct)
    {
        while (!await TryAsync(ct))
        {
        }
    }

    /// <summary>Every row under a prefix, page by page.</summary>
    internal static async Task<IReadOnlyList<StoredRow>> AllAsync(IRows rows, string prefix, CancellationToken ct)
    {
        var all = new List<StoredRow>();
        await foreach (var row in EachAsync(rows, prefix, ct))
        {
            all.Add(row);
        }

        return all;
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        IReadOnlyList<StoredRow> totals = [.. await AllAsync(rows, MetricKeys.Years, ct), .. await AllAsync(rows, MetricKeys.Slots, ct)];
        var keys = await AllAsync(rows, MetricKeys.Keys, ct);
        var recount = new Recount();
        await foreach (var row in EachAsync(rows, MetricKeys.Shares, ct))
        {
            recount.Add(new(MetricKeys.OfShare(row.Key).Figure, CaseJson.Read<List<Mark>>(row.Body)));
        }

        var (tally, wanted) = recount.Done();
        List<Write> writes = [.. Totals(totals, tally), .. Keys(keys, wanted)];
        foreach (var batch in writes.Chunk(RowLimits.MaxRows))
        {
            if (await rows.CommitAsync(MetricKeys.Partition, batch, Guid.NewGuid().ToString("N"), ct) is CommitResult.Conflict)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<Write> Totals(IReadOnlyList<StoredRow> kept, Tally tally)
    {
        if (MetricRebuild.Differences(MetricRebuild.Kept(kept), tally).Count == 0)
        {
            return [];
        }

        var wanted = new Dictionary<string, TotalsRow>();
        TotalsRow Row(string key) => wanted.TryGetValue(key, out var row) ? row : wanted[key] = new([]);
        foreach (var (name, year, cell) in tally.Years)
        {
            Row(MetricKeys.YearPart(Whole)).Add(name, year, cell);
        }

        foreach (var (name, year, slot, cell) in tally.Cells)
        {
            Row(MetricKeys.SlotPart(year, Whole)).Add(name, slot, cell);
        }

        return Replaced(kept, wanted);
    }

    private static IEnumerable<Write> Keys(IReadOnlyList<StoredRow> kept, IReadOnlyDictionary<string, KeyRow> counted)
    {
        var wanted = counted.Where(k => k.Value.Counts.Count > 0).ToDictionary();
        bool Right(StoredRow row) => wanted.TryGetValue(row.Key, out var key) && row.Body.Span.SequenceEqual(CaseJson.Write(key));
        var right = kept.Where(Right).Select(r => r.Key).ToHashSet();
        return Replaced([.. kept.Where(r => !right.Contains(r.Key))], wanted.Where(w => !right.Contains(w.Key)).ToDictionary());
    }

    private static IEnumerable<Write> Replaced<T>(IReadOnlyList<StoredRow> kept, IReadOnlyDictionary<string, T> wanted)
    {
        var versions = kept.ToDictionary(r => r.Key, r => r.Version);
        return
        [
            .. wanted.Select(w => (Write)(versions.TryGetValue(w.Key, out var version) ? new Write.Replace(new(w.Key, CaseJson.Write(w.Value)), version) : new Write.Insert(new(w.Key, CaseJson.Write(w.Value))))),
            .. kept.Where(r => !wanted.ContainsKey(r.Key)).Select(r => new Write.Delete(r.Key, r.Version)),
        ];
    }

    private static async IAsyncEnumerable<StoredRow> EachAsync(IRows rows, string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var page = await rows.RangeAsync(MetricKeys.Partition, prefix, CaseKeys.After(prefix), RowLimits.MaxAsked, ct);
        while (page.Count > 0)
        {
            foreach (var row in page)
            {
                yield return row;
            }

            page = page.Count < RowLimits.MaxAsked ? [] : await rows.RangeAsync(MetricKeys.Partition, page[^1].Key + "!", CaseKeys.After(prefix), RowLimits.MaxAsked, ct);
        }
    }
}
