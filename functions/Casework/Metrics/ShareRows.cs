using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Metrics;

/// <summary>
/// Writes what a case adds to figures. A share row tells what of it the totals already hold, and both change in one batch: done
/// again, or cut off anywhere, nothing is counted twice (docs/decisions/0004-projections.md).
/// </summary>
public sealed class ShareRows(IRows rows)
{
    /// <summary>Marks moved in one batch: each touches at most a share and a key, together they touch the totals of some years, and a batch has 100.</summary>
    private const int MaxMoves = 20;

    /// <summary>Brings shares and totals to what is wanted, a few marks at a time.</summary>
    /// <param name="figures">All that may hold a share of the case; where none is wanted, it goes.</param>
    /// <param name="hardly">Those of them that hardly hold one yet: they are looked at only when it turns out that they do.</param>
    public async Task WriteAsync(CaseId id, IReadOnlyList<Figure> figures, IReadOnlyCollection<Figure> hardly, IReadOnlyList<Share> wanted, CancellationToken ct)
    {
        var marks = wanted.ToDictionary(s => s.Figure, s => s.Marks);
        for (var done = figures.Count == 0; !done; hardly = [])
        {
            var found = await MarksAsync(id, [.. figures.Except(hardly)], ct);
            var moves = figures.SelectMany(f => Moves(f, found.GetValueOrDefault(f)?.Marks ?? [], marks.GetValueOrDefault(f) ?? [])).Take(MaxMoves + 1).ToList();
            var now = moves.Take(MaxMoves).ToList();
            done = now.Count == 0 || (await MoveAsync(id, found, now, ct) && moves.Count == now.Count);
        }
    }

    private async Task<Dictionary<Figure, ShareRow>> MarksAsync(CaseId id, IReadOnlyList<Figure> figures, CancellationToken ct)
    {
        var found = figures.Count == 0 ? new Dictionary<string, StoredRow>() : await rows.FindAsync(MetricKeys.Partition, [.. figures.Select(f => MetricKeys.Share(f, id))], ct);
        return figures.Where(f => found.ContainsKey(MetricKeys.Share(f, id))).ToDictionary(f => f, f => ShareRow.Of(found[MetricKeys.Share(f, id)]));
    }

    private static IEnumerable<Move> Moves(Figure figure, IReadOnlyList<Mark> old, IReadOnlyList<Mark> wanted) =>
        old.Except(wanted).Select(m => new Move(figure, m, false)).Concat(wanted.Except(old).Select(m => new Move(figure, m, true)));

    /// <returns>False when somebody was faster.</returns>
    private async Task<bool> MoveAsync(CaseId id, Dictionary<Figure, ShareRow> shares, List<Move> moves, CancellationToken ct)
    {
        var part = MetricKeys.PartOf(id);
        var counted = moves.Where(m => !m.Figure.IsStatement).ToList();
        var batch = new MetricBatch(await RowsAsync(counted, part, ct));
        foreach (var move in counted)
        {
            batch.Count(move, part);
        }

        foreach (var figure in moves.GroupBy(m => m.Figure))
        {
            batch.Share(MetricKeys.Share(figure.Key, id), shares.GetValueOrDefault(figure.Key), After(shares.GetValueOrDefault(figure.Key)?.Marks ?? [], figure));
        }

        return await rows.CommitAsync(MetricKeys.Partition, batch.Writes(), Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed;
    }

    /// <summary>The keys first: where a thing counted once begins or ends to count may be a year that only its key knows.</summary>
    private async Task<IReadOnlyDictionary<string, StoredRow>> RowsAsync(List<Move> moves, int part, CancellationToken ct)
    {
        var keys = moves.Where(m => m.Mark.Key is not null).ToLookup(m => m.KeyRow, m => m.Figure);
        var found = keys.Count == 0 ? new Dictionary<string, StoredRow>() : await rows.FindAsync(MetricKeys.Partition, [.. keys.Select(k => k.Key)], ct);
        var years = moves.SelectMany(m => Changes.Of(m.Mark).Select(c => m.Figure.YearOf(c.Slot)))
            .Concat(found.Values.SelectMany(r => CaseJson.Read<KeyRow>(r.Body).Counts.Keys.Select(keys[r.Key].First().YearOf))).Distinct();
        var totals = await rows.FindAsync(MetricKeys.Partition, [MetricKeys.YearPart(part), .. years.Select(y => MetricKeys.SlotPart(y, part))], ct);
        return found.Concat(totals).ToDictionary();
    }

    private static List<Mark> After(IReadOnlyList<Mark> marks, IEnumerable<Move> moves)
    {
        var lookup = moves.ToLookup(m => m.Comes, m => m.Mark);
        return [.. marks.Except(lookup[false]).Concat(lookup[true]).OrderBy(m => m.From).ThenBy(m => m.To ?? int.MaxValue).ThenBy(m => m.Key, StringComparer.Ordinal)];
    }
}

/// <summary>One mark comes to a figure or goes from it.</summary>
internal sealed record Move(Figure Figure, Mark Mark, bool Comes)
{
    public int Sign => Comes ? 1 : -1;

    public string KeyRow => MetricKeys.Key(Figure, Mark.Key!);
}

/// <summary>A share as it stands.</summary>
internal sealed record ShareRow(StoredRow Row, IReadOnlyList<Mark> Marks)
{
    public static ShareRow Of(StoredRow row) => new(row, CaseJson.Read<List<Mark>>(row.Body));
}
