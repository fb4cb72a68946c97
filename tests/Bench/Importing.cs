using System.Diagnostics;
using System.Globalization;
using System.Text;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Bench;

/// <summary>Imports of few and many rows, one in a hundred bad: how fast, in how much memory, and that a second run adds nothing.</summary>
internal static class Importing
{
    private const int Few = 10_000;
    private const int Many = 100_000;
    private const int OneBadIn = 100;
    private const double RateTarget = 500;

    /// <summary>MB: the keys of so many rows, and room for what is in flight.</summary>
    private const double MostGrown = 12;
    private static readonly string[] Header = ["统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入（万元）", "当月研发费用（元）"];

    public static async Task<IEnumerable<Result>> RunAsync(Options options)
    {
        var results = new List<Result>();
        foreach (var kind in new[] { "CSV", "XLSX" })
        {
            await SpeedAsync(1000, kind); // compiles what is hot
            var (few, many, speed) = (await MemoryAsync(Few, kind), await MemoryAsync(Many, kind), await SpeedAsync(Many, kind));
            results.Add(new($"I-{kind}", $"import of {Many} rows, {kind}, rows a second", speed.Rate, speed.Rate, speed.Rate, "/s", "≥ 500", speed.Rate >= RateTarget && speed.Added == 0 && speed.Bad == Many / OneBadIn,
                string.Create(CultureInfo.InvariantCulture, $"second run {speed.SecondRate:F0}/s; file {speed.FileMb:F1} MB; {speed.Bad} bad rows named; second run added {speed.Added}; working set {speed.WorkingMb:F0} MB")));
            var grown = many.LiveMb - few.LiveMb;
            results.Add(new($"I-{kind}-mem", $"live memory beyond that of {Few} rows, {kind}", grown, grown, grown, "MB", "≤ 12", grown <= MostGrown,
                string.Create(CultureInfo.InvariantCulture, $"most alive after collections {few.LiveMb:F1} and {many.LiveMb:F1} MB; working set {few.WorkingMb:F0} and {many.WorkingMb:F0} MB")));
        }

        return results;
    }

    /// <summary>Twice, as fast as it goes.</summary>
    private static async Task<Speed> SpeedAsync(int rows, string kind)
    {
        using var folder = new BenchFolder();
        await using var workplace = Workplace.Open(folder.Path, new RegisterShelf(Shipped()));
        var (document, size, officer) = await ReadyAsync(workplace, rows, kind);
        using var peak = new PeakMemory(collecting: false);
        var (first, seconds) = await RunAsync(workplace, document, officer);
        var (second, secondsAgain) = await RunAsync(workplace, document, officer);
        return first is { Phase: ImportPhase.Done, Why: null } && first.New + first.Bad == rows && first.Named >= Math.Min(first.Bad, 10_000) && second.Same == first.New
            ? new(rows / seconds, rows / secondsAgain, peak.WorkingMb, size / 1048576.0, first.Bad, second.New + second.Changed)
            : throw new InvalidOperationException(first.ToString());
    }

    /// <summary>Once, with a collection every little while, so that only what is really held shows.</summary>
    private static async Task<PeakMemory> MemoryAsync(int rows, string kind)
    {
        using var folder = new BenchFolder();
        await using var workplace = Workplace.Open(folder.Path, new RegisterShelf(Shipped()));
        var (document, _, officer) = await ReadyAsync(workplace, rows, kind);
        using var peak = new PeakMemory(collecting: true);
        var (job, _) = await RunAsync(workplace, document, officer);
        return job.Phase == ImportPhase.Done ? peak : throw new InvalidOperationException(job.ToString());
    }

    private static async Task<(string Document, long Size, Person Officer)> ReadyAsync(Workplace workplace, int rows, string kind)
    {
        var officer = new Person(new("keeper"), "丁", "keeper@demo.example", "zh", [Role.Officer]) { Sections = ["hightech"] };
        await workplace.Get<PeopleDirectory>().SaveAsync(officer, CancellationToken.None);
        var (document, size) = await FileAsync(workplace.Get<IDocuments>(), rows, kind == "XLSX");
        GC.Collect();
        return (document, size, officer);
    }

    private static async Task<(ImportJob Job, double Seconds)> RunAsync(Workplace workplace, string document, Person officer)
    {
        var by = await workplace.Get<PeopleDirectory>().ActorAsync(officer.Id, DateTimeOffset.UtcNow, CancellationToken.None);
        var job = await workplace.Get<Imports>().AskAsync("monthly-figures", document, "bench", ImportMode.GoodRows, new Dictionary<string, string>(), by!, DateTimeOffset.UtcNow, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        return (await workplace.Get<ImportRunner>().RunAsync(job, () => DateTimeOffset.UtcNow, CancellationToken.None), watch.Elapsed.TotalSeconds);
    }

    private static async Task<(string Hash, long Size)> FileAsync(IDocuments documents, int rows, bool xlsx)
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await (xlsx ? SheetWriter.WriteXlsxAsync(file, "数据", Header, RowsAsync(rows), CancellationToken.None) : SheetWriter.WriteCsvAsync(file, Header, RowsAsync(rows), CancellationToken.None));
        file.Position = 0;
        var stored = await documents.PutAsync(file, Imports.MaxBytes, CancellationToken.None);
        return (stored!.Hash, stored.Size);
    }

    /// <summary>A thousand enterprises' months; every hundredth row has no month.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(int rows)
    {
        await Task.CompletedTask;
        for (var n = 0; n < rows; n++)
        {
            var month = n / 1000;
            yield return
            [
                string.Create(CultureInfo.InvariantCulture, $"91320381{n % 1000:D10}"),
                n % OneBadIn == 99 ? "某月" : string.Create(CultureInfo.InvariantCulture, $"{2015 + (month / 12)}年{1 + (month % 12)}月"),
                "工业", "是", 100 + (n % 7), 12345.67m + n,
            ];
        }
    }

    public static IEnumerable<Register> Shipped() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Registers"), "*.json").Select(f => RegisterFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f)).Value!);

    private sealed record Speed(double Rate, double SecondRate, double WorkingMb, double FileMb, long Bad, long Added);
}

/// <summary>The most memory in use since it was made, looked at every little while.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Seldom = TimeSpan.FromMilliseconds(250);

    private readonly Timer timer;
    private long live;
    private long working;

    /// <param name="collecting">Collects all garbage before each look.</param>
    public PeakMemory(bool collecting) => timer = new(_ => Look(collecting), null, TimeSpan.Zero, collecting ? Seldom : Often);

    /// <summary>Managed; with what is garbage already unless it is collected.</summary>
    public double LiveMb => live / 1048576.0;

    public double WorkingMb => working / 1048576.0;

    public void Dispose() => timer.Dispose();

    private void Look(bool collecting)
    {
        if (collecting)
        {
            GC.Collect();
        }

        live = Math.Max(live, GC.GetTotalMemory(false));
        working = Math.Max(working, Environment.WorkingSet);
    }
}
