using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ProjectFlow.Bench;

internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(IReadOnlyList<Result> results, Options options)
    {
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { machine, options.Rounds, options.Seconds, results }, Indented));
            return;
        }

        Console.WriteLine($"{machine}; {options.Rounds} rounds of {Text(options.Seconds)} s");
        foreach (var r in results)
        {
            Console.WriteLine($"{r.Id,-4} {r.What,-52} {Text(r.Median),8} {r.Unit,-2} ({Text(r.Min)} to {Text(r.Max)})  target {r.Target,-6} {(r.Met ? "met" : "MISSED")}  {r.Detail}");
        }
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
