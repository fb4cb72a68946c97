namespace ProjectFlow.Core.Metrics;

/// <summary>
/// Totals of figures as changes by slot: what came at a slot less what ended there. A value as of a slot is the sum of all
/// changes up to it. Tallies of parts add up to the tally of the whole.
/// </summary>
public sealed class Tally
{
    private readonly Dictionary<(string Name, int Year), SortedDictionary<int, Cell>> _cells = [];
    private readonly Dictionary<string, SortedDictionary<int, Cell>> _years = [];

    /// <summary>Changes by figure name (<c>M20:a</c>), year and slot; none is zero.</summary>
    public IEnumerable<(string Name, int Year, int Slot, Cell Cell)> Cells =>
        _cells.SelectMany(f => f.Value.Select(c => (f.Key.Name, f.Key.Year, c.Key, c.Value)));

    /// <summary>Changes by figure name and year; none is zero.</summary>
    public IEnumerable<(string Name, int Year, Cell Cell)> Years => _years.SelectMany(f => f.Value.Select(c => (f.Key, c.Key, c.Value)));

    public void Add(string name, int year, int slot, Cell cell)
    {
        AddCell(name, year, slot, cell);
        AddYear(name, year, cell);
    }

    public void AddCell(string name, int year, int slot, Cell cell) => Add(_cells, (name, year), slot, cell);

    public void AddYear(string name, int year, Cell cell) => Add(_years, name, year, cell);

    /// <summary>A year's changes by slot.</summary>
    public IReadOnlyDictionary<int, Cell> Of(string name, int year) => _cells.GetValueOrDefault((name, year)) ?? [];

    /// <summary>Within one year, up to and with that slot.</summary>
    public Cell Until(string name, int year, int slot) => Total(Of(name, year).TakeWhile(c => c.Key <= slot));

    /// <summary>All that came before that year and had not ended.</summary>
    public Cell Before(string name, int year) => Total((_years.GetValueOrDefault(name) ?? []).TakeWhile(y => y.Key < year));

    /// <summary>Each year's whole, for years before <paramref name="year"/>.</summary>
    public IEnumerable<Cell> Earlier(string name, int year) => (_years.GetValueOrDefault(name) ?? []).TakeWhile(y => y.Key < year).Select(y => y.Value);

    private static Cell Total(IEnumerable<KeyValuePair<int, Cell>> cells) => cells.Aggregate(default(Cell), (a, c) => a + c.Value);

    private static void Add<T>(Dictionary<T, SortedDictionary<int, Cell>> to, T key, int slot, Cell cell)
        where T : notnull
    {
        var slots = to.TryGetValue(key, out var found) ? found : to[key] = [];
        if (slots.GetValueOrDefault(slot) + cell is var sum && sum == default)
        {
            slots.Remove(slot);
        }
        else
        {
            slots[slot] = sum;
        }

        if (slots.Count == 0)
        {
            to.Remove(key);
        }
    }
}

/// <summary>How marks change totals.</summary>
public static class Changes
{
    /// <summary>What comes at a slot and what ends at another.</summary>
    public static IEnumerable<(int Slot, Cell Cell)> Of(Mark mark) => mark.To is { } to ? [(mark.From, mark.Cell), (to, -mark.Cell)] : [(mark.From, mark.Cell)];

    /// <summary>Something that several cases bring counts as one from the first that brings it until the last has ended.</summary>
    /// <param name="counts">How many more (or fewer) bring it, by slot.</param>
    public static IEnumerable<(int Slot, Cell Cell)> Once(IEnumerable<KeyValuePair<int, int>> counts)
    {
        var bringing = 0;
        foreach (var (slot, change) in counts.OrderBy(c => c.Key))
        {
            var (before, after) = (bringing > 0, (bringing += change) > 0);
            if (before != after)
            {
                yield return (slot, after ? new(1, 1) : new(-1, -1));
            }
        }
    }
}
