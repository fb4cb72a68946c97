using System.Diagnostics;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Bench;

/// <summary>M13: from the start of the process to its first answer, on a folder that has been used before.</summary>
internal static class ColdStart
{
    private const int Starts = 5;
    private const double TargetMs = 1000;

    public static async Task<IEnumerable<Result>> RunAsync(Options options)
    {
        using var folder = new BenchFolder();
        await using (var workplace = Workplace.Open(folder.Path))
        {
            await workplace.RegisterAsync(CancellationToken.None);
        }

        var times = new List<double>();
        for (var i = 0; i <= Starts; i++)
        {
            var watch = Stopwatch.StartNew();
            using var server = await ServerProcess.StartAsync(folder.Path, ServerProcess.FreeUrl(), CancellationToken.None);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var counted = times.Skip(1).ToList(); // the first one reads the program from the disk
        var median = Measure.Median(counted);
        return [new("M13", "cold start to first 200", median, counted.Min(), counted.Max(), "ms", "≤ 1 s", median <= TargetMs, "")];
    }
}

internal sealed class BenchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("projectflow-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
