using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Metrics;

/// <summary>Counts shares from nothing, as a check on what is kept.</summary>
internal sealed class Recount
{
    private readonly Tally _tally = new();
    private readonly Dictionary<string, (Figure Figure, KeyRow Row)> _keys = [];

    public void Add(Share share)
    {
        foreach (var mark in share.Figure.IsStatement ? [] : share.Marks)
        {
            if (mark.Key is null)
            {
                Count(share.Figure, Changes.Of(mark));
            }
            else
            {
                Bring(share.Figure, mark, mark.Key);
            }
        }
    }

    /// <summary>What was counted, things brought several times once; to be asked for once, at the end.</summary>
    public (Tally Tally, IReadOnlyDictionary<string, KeyRow> Keys) Done()
    {
        foreach (var (figure, row) in _keys.Values)
        {
            Count(figure, Changes.Once(row.Counts));
        }

        return (_tally, _keys.ToDictionary(k => k.Key, k => k.Value.Row));
    }

    private void Count(Figure figure, IEnumerable<(int Slot, Cell Cell)> changes)
    {
        foreach (var (slot, cell) in changes)
        {
            _tally.Add(figure.Name, figure.YearOf(slot), slot, cell);
        }
    }

    private void Bring(Figure figure, Mark mark, string key)
    {
        var name = MetricKeys.Key(figure, key);
        var counts = (_keys.TryGetValue(name, out var known) ? known : _keys[name] = (figure, new(key, []))).Row.Counts;
        foreach (var (slot, cell) in Changes.Of(mark))
        {
            if ((counts[slot] = counts.GetValueOrDefault(slot) + cell.N) == 0)
            {
                counts.Remove(slot);
            }
        }
    }
}
