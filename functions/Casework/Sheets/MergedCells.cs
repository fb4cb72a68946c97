namespace ProjectFlow.Casework.Sheets;

/// <summary>A cell merged downwards shows its content once and means it for every row it covers.</summary>
internal static class MergedCells
{
    /// <summary>The rows with such cells filled in. Of the rows read only what still reaches down is kept.</summary>
    public static IEnumerable<RawRow> Filled(this IEnumerable<RawRow> rows, IReadOnlyList<MergedArea> merged)
    {
        var down = merged.Where(m => m.LastRow > m.FirstRow).ToLookup(m => m.FirstRow);
        return down.Count == 0 ? rows : Filled(rows, down);
    }

    private static IEnumerable<RawRow> Filled(IEnumerable<RawRow> rows, ILookup<int, MergedArea> down)
    {
        var open = new List<(MergedArea Area, RawCell Cell)>();
        foreach (var row in rows)
        {
            open.RemoveAll(o => o.Area.LastRow < row.Number);
            var missing = open.Where(o => row.Cells.All(c => c.Column != o.Area.Column)).Select(o => o.Cell).ToList();
            open.AddRange(down[row.Number].SelectMany(a => row.Cells.Where(c => c.Column == a.Column).Select(c => (a, c))));
            yield return missing.Count == 0 ? row : row with { Cells = [.. row.Cells.Concat(missing).OrderBy(c => c.Column)] };
        }
    }
}
