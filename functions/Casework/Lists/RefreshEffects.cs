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
/// in the case before, most often by the commit that asked for it, so that a refresh cut off anywhere leaves nothing behind
/// that the next one does not know of.
/// </summary>
public sealed class RefreshEffects(IRows rows, BookKeeper books, MetricCatalogue metrics)
{
    private readonly ShareRows _shares = new(rows);

    /// <summary>Does not take the note's word for the shares: they are looked at, and mended.</summary>
    public Task PerformAsync(CaseId id, CancellationToken ct) => UntilNotedAsync(id, Listed.Empty, trusting: false, ct);

    /// <summary>Writes its lines even if they should be there already: one of them may be damaged.</summary>
    public async Task RewriteAsync(CaseId id, CancellationToken ct)
    {
        await rows.CommitAsync(id.Value, [new Write.Delete(CaseKeys.Listed)], $"rewrite:{id}:{Guid.NewGuid():N}", ct);
        await PerformAsync(id, ct);
    }

    /// <summary>Brings all in line but the note of it.</summary>
    /// <returns>What is to be committed to the case afterwards, with others or alone; null when another refresh came between, and it has to be done anew.</returns>
    internal Task<Refreshed?> WriteAsync(Standing standing, CancellationToken ct) => WriteAsync(standing, Listed.Empty, trusting: true, ct);

    /// <param name="written">What was written before another refresh came between; it may be out of date.</param>
    internal Task UntilNotedAsync(CaseId id, Listed written, CancellationToken ct) => UntilNotedAsync(id, written, trusting: true, ct);

    private async Task UntilNotedAsync(CaseId id, Listed written, bool trusting, CancellationToken ct)
    {
        while (await rows.StandingAsync(id, ct) is { } standing)
        {
            var refreshed = await WriteAsync(standing, written, trusting, ct);
            if (refreshed is not null && (refreshed.Ending.Count == 0 || await rows.CommitAsync(id.Value, refreshed.Ending, Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed))
            {
                return;
            }

            written = written.Or(refreshed?.Written ?? Listed.Empty);
        }
    }

    private async Task<Refreshed?> WriteAsync(Standing standing, Listed written, bool trusting, CancellationToken ct)
    {
        var (id, state, noted) = (standing.Id, standing.State, standing.Listed);
        var book = books.Open(state) ?? throw new InvalidOperationException($"The programme or register version of {id} is not on the shelf.");
        var projections = Lifecycle.Project(book, state);
        var shares = Shares.Of(metrics.All, Lifecycle.Facts(book, state));
        var (after, known) = (Listed.Of(id, projections, shares), standing.MayBeListed.Or(written));
        var stands = noted.Settled && noted.Same(after) && known.Same(after);
        if (stands && trusting)
        {
            return new(Removals(standing), after);
        }

        var version = standing.ListedVersion;
        if (!known.Covers(after))
        {
            known = known.Or(after);
            if (await rows.CommitAsync(id.Value, [Note(known, version)], $"list:{id}:{version}:{Guid.NewGuid():N}", ct) is not CommitResult.Committed first)
            {
                return null;
            }

            version = first.Versions[CaseKeys.Listed];
        }

        await WriteLinesAsync(id, noted.Settled ? noted : Listed.Empty, known, projections, ct);
        await WriteSharesAsync(id, trusting && noted.Settled ? noted : null, known, shares, ct);
        return new(stands ? Removals(standing) : [Note(after, version), .. Removals(standing)], after);
    }

    private static IReadOnlyList<Write> Removals(Standing standing) => [.. standing.Refreshes.Select(r => new Write.Delete(r.Key))];

    private static Write Note(Listed listed, string? version)
    {
        var row = new Row(CaseKeys.Listed, CaseJson.Write(listed));
        return version is null ? new Write.Insert(row) : new Write.Replace(row, version);
    }

    /// <param name="certain">What stands there, unless <paramref name="known"/> says that something else may.</param>
    private async Task WriteLinesAsync(CaseId id, Listed certain, Listed known, IReadOnlyList<Projection> projections, CancellationToken ct)
    {
        var at = known.Lines.ToLookup(l => ListRows.KeyOf(l.List, l.Key));
        var wanted = projections.OfType<Projection.Line>().Select(l => (l.Shown, At: ListedLine.Of(id, l))).ToDictionary(l => ListRows.KeyOf(l.At.List, l.At.Key));
        var put = wanted.Where(w => at[w.Key].Count() > 1 || !certain.Lines.Contains(w.Value.At)).Select(w => (Write)new Write.Put(new(w.Key, CaseJson.Write(w.Value.Shown))));
        var gone = at.Where(l => !wanted.ContainsKey(l.Key)).Select(l => (Write)new Write.Delete(l.Key));
        foreach (var batch in put.Concat(gone).Chunk(RowLimits.MaxRows))
        {
            await rows.CommitAsync(ListRows.Partition, batch, Guid.NewGuid().ToString("N"), ct);
        }
    }

    /// <param name="certain">Null = nothing is.</param>
    private Task WriteSharesAsync(CaseId id, Listed? certain, Listed known, IReadOnlyList<Share> shares, CancellationToken ct)
    {
        var wanted = shares.ToDictionary(s => s.Figure.ToString(), s => ListedShare.Of(s));
        bool Stands(IGrouping<string, ListedShare> at) => certain is not null && at.Count() == 1 && wanted.GetValueOrDefault(at.Key) is { } share && certain.Shares.Contains(share);
        var doubtful = known.Shares.GroupBy(s => s.Figure).Where(at => !Stands(at)).Select(at => at.Key).ToList();
        var hardly = certain is null ? [] : doubtful.Except(certain.Shares.Select(s => s.Figure));
        var figures = doubtful.ToHashSet();
        return _shares.WriteAsync(id, [.. doubtful.Select(Figure.Parse)], [.. hardly.Select(Figure.Parse)], [.. shares.Where(s => figures.Contains(s.Figure.ToString()))], ct);
    }
}

/// <summary>A case's lines and shares are as they should be.</summary>
/// <param name="Ending">Notes it, and removes the effects that asked for it.</param>
internal sealed record Refreshed(IReadOnlyList<Write> Ending, Listed Written);
