using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Metrics;

/// <summary>Rows of figures on their way to change together. Every row is written on the condition that nobody changed it since.</summary>
internal sealed class MetricBatch(IReadOnlyDictionary<string, StoredRow> found)
{
    private readonly Dictionary<string, TotalsRow> _totals = [];
    private readonly Dictionary<string, KeyRow> _keys = [];
    private readonly List<Write> _shares = [];

    /// <summary>Counts a mark in, or out.</summary>
    public void Count(Move move, int part)
    {
        foreach (var (slot, cell) in move.Mark.Key is null ? Changes.Of(move.Mark).Select(c => (c.Slot, move.Comes ? c.Cell : -c.Cell)) : Once(move))
        {
            var year = move.Figure.YearOf(slot);
            Totals(MetricKeys.YearPart(part)).Add(move.Figure.Name, year, cell);
            Totals(MetricKeys.SlotPart(year, part)).Add(move.Figure.Name, slot, cell);
        }
    }

    public void Share(string key, ShareRow? old, IReadOnlyList<Mark> marks)
    {
        if (marks.Count > 0)
        {
            _shares.Add(Set(old?.Row, key, marks));
        }
        else if (old is not null)
        {
            _shares.Add(new Write.Delete(key, old.Row.Version));
        }
    }

    public IReadOnlyList<Write> Writes() =>
    [
        .. _shares,
        .. _totals.Select(t => Set(found.GetValueOrDefault(t.Key), t.Key, t.Value)),
        .. _keys.Select(k => k.Value.Counts.Count > 0 ? Set(found.GetValueOrDefault(k.Key), k.Key, k.Value) : Gone(k.Key)).OfType<Write>(),
    ];

    /// <summary>What the whole changes when one more, or one fewer, brings the same.</summary>
    private IEnumerable<(int Slot, Cell Cell)> Once(Move move)
    {
        var counts = Key(move.KeyRow, move.Mark.Key!).Counts;
        var before = Changes.Once(counts).ToList();
        foreach (var (slot, cell) in Changes.Of(move.Mark))
        {
            if ((counts[slot] = counts.GetValueOrDefault(slot) + (cell.N * move.Sign)) == 0)
            {
                counts.Remove(slot);
            }
        }

        return before.Select(c => (c.Slot, -c.Cell)).Concat(Changes.Once(counts).ToList());
    }

    private TotalsRow Totals(string key) => _totals.TryGetValue(key, out var row) ? row
        : _totals[key] = found.TryGetValue(key, out var stored) ? CaseJson.Read<TotalsRow>(stored.Body) : new([]);

    private KeyRow Key(string row, string key) => _keys.TryGetValue(row, out var known) ? known
        : _keys[row] = found.TryGetValue(row, out var stored) ? CaseJson.Read<KeyRow>(stored.Body) : new(key, []);

    private Write.Delete? Gone(string key) => found.TryGetValue(key, out var row) ? new(key, row.Version) : null;

    private static Write Set<T>(StoredRow? existing, string key, T value) => existing is null
        ? new Write.Insert(new(key, CaseJson.Write(value)))
        : new Write.Replace(new(key, CaseJson.Write(value)), existing.Version);
}
