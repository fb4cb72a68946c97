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
    private const double MemoryTarget = 1.5;
    private static readonly string[] Header = ["统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入（万元）", "当月研发费用（元）"];

    public static async Task<IEnumerable<Result>> RunAsync(Options options)
    {
        var results = new List<Result>();
        foreach (var xlsx in new[] { false, true })
        {
            await MeasureAsync(1000, xlsx); // compiles what is hot
            var few = await MeasureAsync(Few, xlsx);
            var many = await MeasureAsync(Many, xlsx);
            var kind = xlsx ? "XLSX" : "CSV";
            var ratio = many.ManagedMb / few.ManagedMb;
            results.Add(new($"I-{kind}", $"import of {Many} rows, {kind}, rows a second", many.Rate, many.Rate, many.Rate, "/s", "", true, string.Create(CultureInfo.InvariantCulture, $"second run {many.SecondRate:F0}/s; file {many.FileMb:F1} MB; {many.Bad} bad rows named; second run added {many.Added}")));
            results.Add(new($"I-{kind}-mem", $"peak managed memory, {Many} / {Few} rows, {kind}", ratio, ratio, ratio, "", "≤ 1.5", ratio <= MemoryTarget && many.Added == 0 && many.Bad == Many / 100, string.Create(CultureInfo.InvariantCulture, $"managed {few.ManagedMb:F0} and {many.ManagedMb:F0} MB; working set {few.WorkingMb:F0} and {many.WorkingMb:F0} MB")));
        }

        return results;
    }

    private static async Task<Measured> MeasureAsync(int rows, bool xlsx)
    {
        using var folder = new BenchFolder();
        await using var workplace = Workplace.Open(folder.Path, new RegisterShelf(Shipped()));
        var officer = new Person(new("keeper"), "丁", "keeper@demo.example", "zh", [Role.Officer]) { Sections = ["hightech"] };
        await workplace.Get<PeopleDirectory>().SaveAsync(officer, CancellationToken.None);
        var (document, size) = await FileAsync(workplace.Get<IDocuments>(), rows, xlsx);
        GC.Collect();
        using var peak = new PeakMemory();
        var (first, seconds) = await RunAsync(workplace, document, officer);
        var (second, secondsAgain) = await RunAsync(workplace, document, officer);
        return first is { Phase: ImportPhase.Done, Why: null } && first.New + first.Bad == rows && first.Named >= Math.Min(first.Bad, 10_000)
            ? new(rows / seconds, rows / secondsAgain, peak.ManagedMb, peak.WorkingMb, size / 1048576.0, first.Bad, second.New + second.Changed)
            : throw new InvalidOperationException(first.ToString());
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
                n % 100 == 99 ? "某月" : string.Create(CultureInfo.InvariantCulture, $"{2015 + (month / 12)}年{1 + (month % 12)}月"),
                "工业", "是", 100 + (n % 7), 12345.67m + n,
            ];
        }
    }

    public static IEnumerable<Register> Shipped() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Registers"), "*.json").Select(f => RegisterFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f)).Value!);

    private sealed record Measured(double Rate, double SecondRate, double ManagedMb, double WorkingMb, double FileMb, long Bad, long Added);
}

/// <summary>The most memory in use since it was made, looked at every few milliseconds.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long managed;
    private long working;

    public PeakMemory() => timer = new(_ => Look(), null, 0, 20);

    /// <summary>With what is garbage already.</summary>
    public double ManagedMb => managed / 1048576.0;

    public double WorkingMb => working / 1048576.0;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        managed = Math.Max(managed, GC.GetTotalMemory(false));
        working = Math.Max(working, Environment.WorkingSet);
    }
}
