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

    public Task PerformAsync(CaseId id, CancellationToken ct) => PerformAsync(id, [], ct);

    /// <param name="done">Rows of the case to be removed when all is in line, such as the effects that asked for this; at most 90.</param>
    public async Task PerformAsync(CaseId id, IReadOnlyCollection<string> done, CancellationToken ct)
    {
        var (written, removals) = (Listing.Empty, done.Select(k => new Write.Delete(k)).ToList());
        while (await TryAsync(id, written, removals, ct) is { } overtaken)
        {
            written = written.Or(overtaken);
        }
    }

    /// <summary>Writes its lines and shares even if they should be there already: one of them may be damaged.</summary>
    public async Task RewriteAsync(CaseId id, CancellationToken ct)
    {
        await rows.CommitAsync(id.Value, [new Write.Delete(CaseKeys.Listed)], $"rewrite:{id}:{Guid.NewGuid():N}", ct);
        await PerformAsync(id, ct);
    }

    /// <param name="written">What this refresh wrote before another came between; it may be out of date.</param>
    /// <returns>What was written, when another refresh of the case came between; null when all is in line.</returns>
    private async Task<Listing?> TryAsync(CaseId id, Listing written, IReadOnlyCollection<Write> removals, CancellationToken ct)
    {
        var found = await rows.FindAsync(id.Value, [CaseKeys.State, CaseKeys.Listed], ct);
        var state = CaseRows.State(id, found[CaseKeys.State]).State;
        var book = books.Open(state) ?? throw new InvalidOperationException($"The programme or register version of {id} is not on the shelf.");
        var row = found.GetValueOrDefault(CaseKeys.Listed);
        var before = (row is null ? Listing.Empty : CaseRows.Read<Listing>(id, row)).Or(written);
        var projections = Lifecycle.Project(book, state);
        var shares = Shares.Of(metrics.All, Lifecycle.Facts(book, state));
        var after = Listing.Of(id, projections, shares);
        if (written.IsEmpty && before.Same(after) && await _shares.AreAsync(id, shares, ct))
        {
            await RemoveAsync(id, removals, ct);
            return null;
        }

        if (await NoteAsync(id, before.Or(after), row?.Version, [], ct) is not { } noted)
        {
            return written;
        }

        await WriteLinesAsync(id, before, projections, ct);
        await _shares.WriteAsync(id, [.. before.Or(after).Figures.Select(Figure.Parse)], shares, ct);
        return await NoteAsync(id, after, noted, removals, ct) is null ? after : null;
    }

    private async Task<string?> NoteAsync(CaseId id, Listing listing, string? version, IReadOnlyCollection<Write> removals, CancellationToken ct)
    {
        var row = new Row(CaseKeys.Listed, CaseJson.Write(listing));
        Write write = version is null ? new Write.Insert(row) : new Write.Replace(row, version);
        return await rows.CommitAsync(id.Value, [write, .. removals], $"list:{id}:{version}:{Guid.NewGuid():N}", ct) is CommitResult.Committed done ? done.Versions[CaseKeys.Listed] : null;
    }

    private async Task RemoveAsync(CaseId id, IReadOnlyCollection<Write> removals, CancellationToken ct)
    {
        if (removals.Count > 0)
        {
            await rows.CommitAsync(id.Value, [.. removals], Guid.NewGuid().ToString("N"), ct);
        }
    }

    private async Task WriteLinesAsync(CaseId id, Listing before, IReadOnlyList<Projection> projections, CancellationToken ct)
    {
        var put = projections.OfType<Projection.Line>().Select(l => (Line: l, At: ListedLine.Of(id, l)))
            .Select(l => (Write)new Write.Put(new(ListRows.KeyOf(l.At.List, l.At.Key), CaseJson.Write(l.Line.Shown))));
        var gone = before.Lines.Select(b => (Write)new Write.Delete(ListRows.KeyOf(b.List, b.Key)));
        foreach (var batch in put.Concat(gone).DistinctBy(w => w.Key).Chunk(RowLimits.MaxRows)) // a line that is wanted comes before its removal
        {
            await rows.CommitAsync(ListRows.Partition, batch, Guid.NewGuid().ToString("N"), ct);
        }
    }
}
