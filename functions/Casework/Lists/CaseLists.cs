using System.Runtime.CompilerServices;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record ListPage(IReadOnlyList<CaseLine> Lines, string? Next);

/// <summary>Reads lists of cases. A page costs one round trip, however long the list is.</summary>
public sealed class CaseLists(IRows rows, Quarantine quarantine)
{
    public const int MaxPage = 100;

    /// <summary>The whole list; for one that is bounded by what it is of, such as a programme's grants of a year. A thousand lines are one round trip.</summary>
    public async Task<IReadOnlyList<CaseLine>> AllAsync(string list, CancellationToken ct) => await EachAsync(list, ct).ToListAsync(ct);

    /// <summary>The whole list, a thousand lines in memory at a time.</summary>
    public async IAsyncEnumerable<CaseLine> EachAsync(string list, [EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<StoredRow> found;
        for (var from = "!"; ; from = found[^1].Key + "!")
        {
            found = await rows.LinesAsync(list, from, RowLimits.MaxAsked, ct);
            foreach (var line in await LinesAsync(list, found, ct))
            {
                yield return line with { Facts = null };
            }

            if (found.Count < RowLimits.MaxAsked)
            {
                yield break;
            }
        }
    }

    /// <summary>The first lines, at most a thousand, and so in one round trip.</summary>
    public async Task<IReadOnlyList<CaseLine>> FirstAsync(string list, CancellationToken ct) =>
        await LinesAsync(list, await rows.LinesAsync(list, "!", RowLimits.MaxAsked, ct), ct);

    /// <param name="after">The cursor of the page before; empty for the first page.</param>
    /// <param name="max">1 to 100.</param>
    public async Task<ListPage> PageAsync(string list, string after, int max, CancellationToken ct)
    {
        var from = after.Length == 0 ? "!" : after + "!";
        var found = await rows.LinesAsync(list, from, Math.Clamp(max, 1, MaxPage) + 1, ct);
        var page = found.Take(Math.Clamp(max, 1, MaxPage)).ToList();
        return new([.. (await LinesAsync(list, page, ct)).Select(l => l with { Facts = null, Round = null })], found.Count > page.Count ? page[^1].Key : null);
    }

    /// <summary>A page of the lines wanted. Reads on until it is full: for lists that are bounded by what one desk has to do.</summary>
    /// <inheritdoc cref="PageAsync(string, string, int, CancellationToken)"/>
    public async Task<ListPage> PageAsync(string list, string after, int max, Func<CaseLine, bool> wanted, CancellationToken ct)
    {
        var (lines, last, from) = (new List<CaseLine>(), "", after.Length == 0 ? "!" : after + "!");
        IReadOnlyList<StoredRow> found;
        do
        {
            found = await rows.LinesAsync(list, from, RowLimits.MaxAsked, ct);
            foreach (var row in found)
            {
                if (await LinesAsync(list, [row], ct) is not [var line] || !wanted(line))
                {
                    continue;
                }

                if (lines.Count == max)
                {
                    return new(lines, last);
                }

                lines.Add(line with { Facts = null, Round = null });
                last = row.Key;
            }

            from = found.Count > 0 ? found[^1].Key + "!" : from;
        }
        while (found.Count == RowLimits.MaxAsked);
        return new(lines, null);
    }

    /// <summary>A line that cannot be read is left out, and its case put into quarantine: it must not stop the others.</summary>
    internal async Task<IReadOnlyList<CaseLine>> LinesAsync(string list, IReadOnlyList<StoredRow> found, CancellationToken ct)
    {
        var lines = new List<CaseLine>(found.Count);
        foreach (var row in found)
        {
            try
            {
                lines.Add(CaseJson.Read<CaseLine>(row.Body));
            }
            catch (InvalidDataException e)
            {
                await quarantine.RecordAsync(new(ListedLine.CaseOf(row.Key), "list:" + list, e.Message, e), ct);
            }
        }

        return lines;
    }
}
