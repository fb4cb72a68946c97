using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Bench;

/// <summary>What the page of figures costs among few and many enterprises that were all put on record and counted by commands.</summary>
internal static class Figures
{
    private const int Few = 1000;
    private const int Many = 100_000;
    private const int Year = 2023;
    private const int AtATime = 32;

    public static async Task<IEnumerable<Result>> RunAsync(Options options)
    {
        var (few, many) = (await MeasureAsync(Few, options), await MeasureAsync(Many, options));
        var (reads, time) = ((double)many.Reads / few.Reads, many.Microseconds / few.Microseconds);
        return
        [
            new("F1", $"reads of the page of figures, {Many} / {Few} enterprises", reads, reads, reads, "", "= 1", many.Reads == few.Reads && many.RowsRead == few.RowsRead,
                string.Create(CultureInfo.InvariantCulture, $"{few.Reads} and {many.Reads} reads of {few.RowsRead} and {many.RowsRead} rows; {many.Reporters} enterprises counted; counting {few.Rate:F0}/s and {many.Rate:F0}/s")),
            new("F2", $"time of the page of figures, {Many} / {Few} enterprises", time, time, time, "", "≤ 1.2", time <= 1.2, string.Create(CultureInfo.InvariantCulture, $"p50 {few.Microseconds:F0} µs and {many.Microseconds:F0} µs")),
        ];
    }

    private static async Task<Measured> MeasureAsync(int enterprises, Options options)
    {
        using var folder = new BenchFolder();
        await using var workplace = Workplace.Open(folder.Path, new RegisterShelf(Importing.Shipped()));
        var from = System.Diagnostics.Stopwatch.GetTimestamp();
        await FillAsync(workplace, enterprises);
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(from).TotalSeconds;
        var counting = new CountingRows(workplace.Rows);
        var board = new MetricBoard(counting, workplace.Get<MetricCatalogue>());
        await PageAsync(board);
        counting.Reset();
        var figures = await PageAsync(board);
        var (reads, rows) = (counting.Total, counting.Read);
        var reporters = figures.First(f => f.Id == "M43").Value;
        return reporters == enterprises * 10m
            ? new(reads, rows, enterprises, enterprises / seconds, await Measure.MedianTimeAsync(() => PageAsync(board), options.Round))
            : throw new InvalidOperationException($"M43 is {reporters}.");
    }

    /// <summary>The year's figures, their checks, and the first page of the cases behind one.</summary>
    private static async Task<IReadOnlyList<Metric>> PageAsync(MetricBoard board)
    {
        await board.ChecksAsync(Year, DateTimeOffset.MaxValue, CancellationToken.None);
        return await board.ReadAsync(Year, DateTimeOffset.MaxValue, null, CancellationToken.None);
    }

    private static async Task FillAsync(Workplace workplace, int enterprises)
    {
        var officer = new Person(new("keeper"), "丁", "keeper@demo.example", "zh", [Role.Officer]) { Sections = ["hightech"] };
        await workplace.Get<PeopleDirectory>().SaveAsync(officer, CancellationToken.None);
        var by = (await workplace.Get<PeopleDirectory>().ActorAsync(officer.Id, DateTimeOffset.UtcNow, CancellationToken.None))!;
        var (desk, refresh) = (workplace.Get<RegisterDesk>(), workplace.Get<RefreshEffects>());
        await Parallel.ForEachAsync(Enumerable.Range(0, enterprises), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (n, ct) =>
        {
            var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"bench-{n:D8}"));
            var answer = await desk.PutAsync("monthly-figures", ContentOf(n), null, by, DateTimeOffset.UtcNow, operation, null, ct);
            await refresh.PerformAsync(answer is Answer.Done done ? done.Case : throw new InvalidOperationException(((Answer.Refused)answer).Why.En), ct);
        });
    }

    private static FormContent ContentOf(int n) => FormContent.Parse(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"figures":{"uscc":"91320381{{{n:D10}}}","month":"2023-03","kind":"industrial","aboveScale":true,"revenue":1000,"rd":10}}""")));

    private sealed record Measured(int Reads, int RowsRead, int Reporters, double Rate, double Microseconds);
}
