using System.Diagnostics;
using System.Globalization;

namespace ProjectFlow.Bench;

/// <summary>Two ways to do one thing, taken in turns in one run, so that a slow moment of the machine meets both.</summary>
internal static class Measure
{
    /// <summary>Of the raw probe's rates, from their median, either way.</summary>
    private const double Restless = 0.2;

    /// <summary>Until the runtime has compiled what is hot for good.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <param name="raw">Works for that long and says how many it did.</param>
    public static async Task<Result> RatioAsync(string id, string what, double target, Options options, Func<TimeSpan, Task<long>> raw, Func<TimeSpan, Task<long>> ours)
    {
        await RateAsync(raw, WarmUp);
        await RateAsync(ours, WarmUp);
        var rounds = new List<(double Raw, double Ours)>();
        for (var i = 0; i < options.Rounds; i++)
        {
            rounds.Add((await RateAsync(raw, options.Round), await RateAsync(ours, options.Round)));
        }

        var (rawMedian, ratios) = (Median(rounds.Select(r => r.Raw)), rounds.Select(r => r.Ours / r.Raw).ToList());
        var spread = rounds.Max(r => Math.Abs(r.Raw - rawMedian)) / rawMedian;
        var warning = spread > Restless ? "; WARNING: raw spread is above 20 %, do not quote this ratio" : "";
        var detail = string.Create(CultureInfo.InvariantCulture, $"raw {rawMedian:F0}/s (spread {spread * 100:F0} %), ours {Median(rounds.Select(r => r.Ours)):F0}/s{warning}");
        return new(id, what, Median(ratios), ratios.Min(), ratios.Max(), "", string.Create(CultureInfo.InvariantCulture, $"≥ {target:0.0}"), Median(ratios) >= target, detail);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The median time of one call, in microseconds, over that long.</summary>
    public static async Task<double> MedianTimeAsync(Func<Task> call, TimeSpan during)
    {
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < during;)
        {
            var from = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds);
        }

        return Median(times);
    }

    private static async Task<double> RateAsync(Func<TimeSpan, Task<long>> work, TimeSpan during)
    {
        var watch = Stopwatch.StartNew();
        return await work(during) / watch.Elapsed.TotalSeconds;
    }
}
