using System.Globalization;

namespace ProjectFlow.Bench;

/// <summary><c>--rounds N --seconds S --cases N --only M1a,M5 --json</c>.</summary>
internal sealed record Options(int Rounds, double Seconds, int Cases, IReadOnlyList<string> Only, bool Json)
{
    public TimeSpan Round => TimeSpan.FromSeconds(Seconds);

    public static Options Parse(string[] args) => new(
        int.Parse(Of(args, "--rounds") ?? "7", CultureInfo.InvariantCulture),
        double.Parse(Of(args, "--seconds") ?? "2", CultureInfo.InvariantCulture),
        int.Parse(Of(args, "--cases") ?? "1000000", CultureInfo.InvariantCulture),
        Of(args, "--only")?.Split(',') ?? [],
        args.Contains("--json"));

    public bool Wants(string name) => Only.Count == 0 || Only.Contains(name);

    private static string? Of(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}

internal static class Benches
{
    public static IReadOnlyList<(string Name, Func<Options, Task<IEnumerable<Result>>> Run)> All { get; } =
    [
        ("M1a", CommandPath.OneCallerAsync),
        ("M1c", CommandPath.OverHttpAsync),
        ("M5", Scale.RunAsync),
        ("M13", ColdStart.RunAsync),
        ("import", Importing.RunAsync),
        ("metrics", Figures.RunAsync),
    ];
}

/// <param name="Target">As in <c>≥ 0.5</c>.</param>
/// <param name="Detail">Absolute numbers, and a warning when the probe was restless.</param>
internal sealed record Result(string Id, string What, double Median, double Min, double Max, string Unit, string Target, bool Met, string Detail);
