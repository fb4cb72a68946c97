using System.Globalization;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;

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
        var board = await ReadRowsAsync(large);
        var middle = $"{Few / 2:D10}:{CaseId.Application("x")}";
        return
        [
            await CompareAsync("M5", $"list page of {Lines}", options, s => new CaseLists(s).PageAsync(List, middle, Lines, CancellationToken.None), small, large, $"{Lines + 1} rows read"),
            await CompareAsync("M6", "figures of a year", options, s => new MetricBoard(s).ReadAsync(Year, DateTimeOffset.UnixEpoch, null, CancellationToken.None), small, large, $"{board} rows read"),
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
        (await rows.RangeAsync($"metrics:{Year}", "t:", CaseKeys.After("t:"), RowLimits.MaxAsked, CancellationToken.None)).Count;

    /// <summary>A line and a share of one figure for each case, and the totals.</summary>
    private static async Task<SqliteRows> FilledAsync(string folder, int cases)
    {
        var rows = SqliteRows.Open(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, cases).Chunk(RowLimits.MaxRows), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (some, ct) =>
        {
            await PutAsync(rows, CaseLists.PartitionOf(List), some.Select(Line), ct);
            await PutAsync(rows, $"metrics:{Year}", some.Select(n => new Row($"r:M20:{MetricBasis.ApplicationYear}:{IdOf(n)}", CaseJson.Write(1L))), ct);
        });
        var totals = new[] { "M20", "M21", "M22", "M31", "M33", "M48" }.SelectMany(m => Enum.GetValues<MetricBasis>().Select(b => new Row($"t:{m}:{b}", CaseJson.Write((long)cases))));
        await PutAsync(rows, $"metrics:{Year}", totals, CancellationToken.None);
        return rows;
    }

    private static Task<CommitResult> PutAsync(SqliteRows rows, string partition, IEnumerable<Row> some, CancellationToken ct) =>
        rows.CommitAsync(partition, [.. some.Select(r => new Write.Insert(r))], Guid.NewGuid().ToString("N"), ct);

    private static Row Line(int n) => new(
        string.Create(CultureInfo.InvariantCulture, $"{n:D10}:{IdOf(n)}"),
        CaseJson.Write(new CaseLine(IdOf(n), $"320381-reward-2026-{n:D7}", "高强度轻质合金材料关键技术研发", "reward@2026.1", "91320381DEMA00013G", "FormalReview", null, "bureau", "officer")));

    private static CaseId IdOf(int n) => CaseId.Application(n.ToString(CultureInfo.InvariantCulture));
}
