using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <summary>
/// Brings a case's lines and shares in line with its state (docs/decisions/0004-projections.md). What may be written is noted
/// in the case first, so that a refresh cut off anywhere leaves nothing behind that the next one does not know of.
/// </summary>
public sealed class RefreshEffects(IRows rows, BookKeeper books, MetricCatalogue metrics)
{
    private readonly ShareRows _shares = new(rows);

    public async Task PerformAsync(CaseId id, CancellationToken ct)
    {
        var written = Listing.Empty;
        while (await TryAsync(id, written, ct) is { } overtaken)
        {
            written = written.Or(overtaken);
        }
    }

    /// <param name="written">What this refresh wrote before another came between; it may be out of date.</param>
    /// <returns>What was written, when another refresh of the case came between; null when all is in line.</returns>
    private async Task<Listing?> TryAsync(CaseId id, Listing written, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State, CaseKeys.Listed], ct);
        var state = CaseJson.Read<StoredState>(found[CaseKeys.State].Body).State;
        var book = books.Open(state) ?? throw new InvalidOperationException($"The programme or register version of {id} is not on the shelf.");
        var row = found.GetValueOrDefault(CaseKeys.Listed);
        var before = (row is null ? Listing.Empty : CaseJson.Read<Listing>(row.Body)).Or(written);
        var projections = Lifecycle.Project(book, state);
        var shares = Shares.Of(metrics.All, Lifecycle.Facts(book, state));
        var after = Listing.Of(id, projections, shares);
        if (written.IsEmpty && before.Same(after) && await _shares.AreAsync(id, shares, ct))
        {
            return null;
        }

        if (await NoteAsync(id, before.Or(after), row?.Version, ct) is not { } noted)
        {
            return written;
        }

        await WriteLinesAsync(id, before, projections, ct);
        await _shares.WriteAsync(id, [.. before.Or(after).Figures.Select(Figure.Parse)], shares, ct);
        return await NoteAsync(id, after, noted, ct) is null ? after : null;
    }

    private async Task<string?> NoteAsync(CaseId id, Listing listing, string? version, CancellationToken ct)
    {
        var row = new Row(CaseKeys.Listed, CaseJson.Write(listing));
        Write write = version is null ? new Write.Insert(row) : new Write.Replace(row, version);
        return await rows.CommitAsync(id.Value, [write], $"list:{id}:{version}:{Guid.NewGuid():N}", ct) is CommitResult.Committed done ? done.Versions[CaseKeys.Listed] : null;
    }

    private async Task WriteLinesAsync(CaseId id, Listing before, IReadOnlyList<Projection> projections, CancellationToken ct)
    {
        var wanted = projections.OfType<Projection.Line>().Select(l => (Line: l, At: ListedLine.Of(id, l))).ToList();
        var gone = before.Lines.Where(b => !wanted.Any(w => w.At.List == b.List && w.At.Key == b.Key)).Select(b => (b.List, Write: (Write)new Write.Delete(b.Key)));
        var put = wanted.Select(w => (w.At.List, Write: (Write)new Write.Put(new(w.At.Key, CaseJson.Write(w.Line.Shown)))));
        foreach (var list in gone.Concat(put).GroupBy(w => w.List))
        {
            await rows.CommitAsync(CaseLists.PartitionOf(list.Key), [.. list.Select(w => w.Write).DistinctBy(w => w.Key)], Guid.NewGuid().ToString("N"), ct);
        }
    }
}
