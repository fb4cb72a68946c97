using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Casework.Lists;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record ListPage(IReadOnlyList<CaseLine> Lines, string? Next);

/// <summary>Reads lists of cases. A page costs one round trip, however long the list is.</summary>
public sealed class CaseLists(IRows rows)
{
    public const int MaxPage = 100;

    public static string PartitionOf(string list) => "list:" + list;

    /// <param name="after">The cursor of the page before; empty for the first page.</param>
    /// <param name="max">1 to 100.</param>
    public async Task<ListPage> PageAsync(string list, string after, int max, CancellationToken ct)
    {
        var from = after.Length == 0 ? "!" : after + "!";
        var found = await rows.RangeAsync(PartitionOf(list), from, "\uffff", Math.Clamp(max, 1, MaxPage) + 1, ct);
        var page = found.Take(Math.Clamp(max, 1, MaxPage)).ToList();
        return new([.. page.Select(r => CaseJson.Read<CaseLine>(r.Body) with { Facts = null })], found.Count > page.Count ? page[^1].Key : null);
    }
}
