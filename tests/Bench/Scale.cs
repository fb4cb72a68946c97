using System.Globalization;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Bench;

/// <summary>M5 and M6: what a list page and the figures of a year cost among a million cases and among a thousand.</summary>
internal static class Scale
{
    private const string List = "org:bench";
    private const int Year = 2026;
    private const int Few = 1000;
    private const int Lines = 50;
    private const double Target = 1.2;
    private const int Writers = 32;

    public static async Task<IEnumerable<Result>> RunAsync(Options options)
    {
        using var smallFolder = new BenchFolder();
        using var largeFolder = new BenchFolder();
        using var small = await FilledAsync(smallFolder.Path, Few);
        using var large = await FilledAsync(largeFolder.Path, options.Cases);
        var (metrics, read) = (MetricFolder.Load(Path.Combine(AppContext.BaseDirectory, "Metrics")), await ReadRowsAsync(large));
        var middle = $"{Few / 2:D10}:{CaseId.Application("x")}";
        return
        [
            await CompareAsync("M5", $"list page of {Lines}", options, s => new CaseLists(s, new(s, TimeProvider.System)).PageAsync(List, middle, Lines, CancellationToken.None), small, large, $"{Lines + 1} rows read"),
            await CompareAsync("M6", "figures of a year", options, s => new MetricBoard(s, metrics).ReadAsync(Year, DateTimeOffset.MaxValue, null, CancellationToken.None), small, large, $"{read} rows read"),
        ];
    }

    private static async Task<Result> CompareAsync(string id, string what, Options options, Func<IRows, Task> read, IRows small, IRows large, string detail)
    {
        var during = options.Round / 4; // a thousand reads and more
        await Measure.MedianTimeAsync(() => read(small), during);
        await Measure.MedianTimeAsync(() => read(large), during);
        var rounds = new List<(double Small, double Large)>();
        for (var i = 0; i < options.Rounds; i++)
        {
            rounds.Add((await Measure.MedianTimeAsync(() => read(small), during), await Measure.MedianTimeAsync(() => read(large), during)));
        }

        var ratios = rounds.Select(r => r.Large / r.Small).ToList();
        var text = string.Create(CultureInfo.InvariantCulture, $"{detail}; p50 {Measure.Median(rounds.Select(r => r.Small)):F0} µs and {Measure.Median(rounds.Select(r => r.Large)):F0} µs");
        return new(id, $"{what}, {options.Cases} / {Few} cases", Measure.Median(ratios), ratios.Min(), ratios.Max(), "", "≤ 1.2", Measure.Median(ratios) <= Target, text);
    }

    private static async Task<int> ReadRowsAsync(SqliteRows rows) =>
        (await rows.RangeAsync(MetricKeys.Partition, MetricKeys.Slots, CaseKeys.After(MetricKeys.Years), RowLimits.MaxAsked, CancellationToken.None)).Count;

    /// <summary>A line and a share of one figure for each case, and the totals.</summary>
    private static async Task<SqliteRows> FilledAsync(string folder, int cases)
    {
        var rows = SqliteRows.Open(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, cases).Chunk(RowLimits.MaxRows), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (some, ct) =>
        {
            await PutAsync(rows, ListRows.Partition, some.Select(Line), ct);
            await PutAsync(rows, MetricKeys.Partition, some.Select(n => new Row(MetricKeys.Share(new("M20", 'a', Year), IdOf(n)), CaseJson.Write(new[] { new Mark(1, null, null, new(1, 1)) }))), ct);
        });
        await PutAsync(rows, MetricKeys.Partition, Enumerable.Range(0, MetricKeys.Parts).Select(p => new Row(MetricKeys.YearPart(p), CaseJson.Write(Totals(cases, from: Year - 9, to: Year)))), CancellationToken.None);
        foreach (var year in new[] { Year - 1, Year })
        {
            await PutAsync(rows, MetricKeys.Partition, Enumerable.Range(0, MetricKeys.Parts).Select(p => new Row(MetricKeys.SlotPart(year, p), CaseJson.Write(Totals(cases, from: 1, to: 12)))), CancellationToken.None);
        }

        return rows;
    }

    /// <summary>Every figure has something at every place.</summary>
    private static TotalsRow Totals(int cases, int from, int to)
    {
        var row = new TotalsRow([]);
        foreach (var (metric, at) in Enumerable.Range(1, 51).SelectMany(m => Enumerable.Range(from, to - from + 1).Select(at => (m, at))))
        {
            row.Add(string.Create(CultureInfo.InvariantCulture, $"M{metric:D2}:{(metric == 20 ? 'a' : 'd')}"), at, new(cases, cases));
        }

        return row;
    }

    private static Task<CommitResult> PutAsync(SqliteRows rows, string partition, IEnumerable<Row> some, CancellationToken ct) =>
        rows.CommitAsync(partition, [.. some.Select(r => new Write.Insert(r))], Guid.NewGuid().ToString("N"), ct);

    private static Row Line(int n) => new(
        ListRows.KeyOf(List, string.Create(CultureInfo.InvariantCulture, $"{n:D10}:{IdOf(n)}")),
        CaseJson.Write(new CaseLine(IdOf(n), $"320381-reward-2026-{n:D7}", "高强度轻质合金材料关键技术研发", "reward@2026.1", "91320381DEMA00013G", "FormalReview", null, "bureau", "officer")));

    private static CaseId IdOf(int n) => CaseId.Application(n.ToString(CultureInfo.InvariantCulture));
}
