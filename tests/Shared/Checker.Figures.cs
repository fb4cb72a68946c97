using System.Globalization;
using System.Text.Json;

namespace ProjectFlow.Tests.Shared;

public sealed partial class Checker
{
    /// <summary>Of figures alone, for a store whose cases have no history.</summary>
    public IReadOnlyList<string> FigureFaults()
    {
        CheckFigures(_partitions.GetValueOrDefault("metrics") ?? []);
        return _faults;
    }

    /// <summary>As of each slot at which anything changes, the total must be what the shares standing then come to; what has a key counts once.</summary>
    private void CheckFigures(SortedDictionary<string, byte[]> rows)
    {
        var shares = Under(rows, "r:").SelectMany(r => Marks(r.Key, r.Value)).ToLookup(m => m.Figure);
        var totals = Under(rows, "t:").SelectMany(r => Totals(r.Key, r.Value)).ToLookup(t => (t.Name, t.Year));
        foreach (var figure in shares)
        {
            foreach (var slot in figure.SelectMany(m => m.To is { } to ? [m.From, to] : new[] { m.From }).Distinct())
            {
                var standing = figure.Where(m => m.From <= slot && (m.To is null || slot < m.To)).ToList();
                var wanted = standing.Where(m => m.Key is null).Sum(m => m.Sum) + standing.Where(m => m.Key is not null).Select(m => m.Key).Distinct().Count();
                var year = figure.Key.Year ?? int.MaxValue;
                var kept = figure.Key.Year is null ? totals.Where(t => t.Key.Name == figure.Key.Name).SelectMany(t => t) : totals[(figure.Key.Name, year)];
                Expect(kept.Where(t => t.Slot <= slot).Sum(t => t.Sum) == wanted, $"{figure.Key} at {slot}: {kept.Where(t => t.Slot <= slot).Sum(t => t.Sum)} is kept, the shares come to {wanted}");
            }
        }

        foreach (var total in totals.SelectMany(t => t).GroupBy(t => (t.Name, t.Year)))
        {
            var year = Under(rows, "y:").SelectMany(r => Cells(r.Value)).Where(c => c.Name == total.Key.Name && c.At == total.Key.Year).Sum(c => c.Sum);
            Expect(total.Sum(t => t.Sum) == year, $"{total.Key}: the year is kept as {year}, its slots come to {total.Sum(t => t.Sum)}");
            Expect(shares.Any(s => s.Key.Name == total.Key.Name) || total.GroupBy(t => t.Slot).All(s => s.Sum(t => t.Sum) == 0), $"{total.Key}: a total without shares");
        }
    }

    private static IEnumerable<((string Name, int? Year) Figure, int From, int? To, string? Key, decimal Sum)> Marks(string key, byte[] body)
    {
        var parts = key.Split(':');
        int? year = parts.Length == 5 ? int.Parse(parts[3], CultureInfo.InvariantCulture) : null;
        using var json = JsonDocument.Parse(body);
        foreach (var mark in json.RootElement.Clone().EnumerateArray())
        {
            int? to = mark.GetProperty("to") is { ValueKind: JsonValueKind.Number } end ? end.GetInt32() : null;
            yield return (($"{parts[1]}:{parts[2]}", year), mark.GetProperty("from").GetInt32(), to, mark.GetProperty("key").GetString(), mark.GetProperty("cell").GetProperty("sum").GetDecimal());
        }
    }

    private static IEnumerable<(string Name, int Year, int Slot, decimal Sum)> Totals(string key, byte[] body) =>
        Cells(body).Select(c => (c.Name, int.Parse(key.Split(':')[1], CultureInfo.InvariantCulture), c.At, c.Sum));

    private static IEnumerable<(string Name, int At, decimal Sum)> Cells(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("figures").EnumerateObject().SelectMany(f => f.Value.EnumerateObject()
            .Select(c => (f.Name, int.Parse(c.Name, CultureInfo.InvariantCulture), c.Value.GetProperty("sum").GetDecimal())))];
    }
}
