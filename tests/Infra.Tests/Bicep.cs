using System.Diagnostics;
using System.Reflection;

namespace ProjectFlow.Infra.Tests;

/// <summary>The Bicep compiler of the package this project downloads.</summary>
internal static class Bicep
{
    public static string Infra { get; } = Told("Infra");

    public static string Root { get; } = Path.GetDirectoryName(Infra)!;

    /// <returns>What it wrote, and its diagnostics, a line each: it ends with 0 even when it warns.</returns>
    public static async Task<(string Output, IReadOnlyList<string> Diagnostics)> RunAsync(string command, string file, params string[] options)
    {
        var start = new ProcessStartInfo(Told("Bicep"), [command, Path.Combine(Infra, file), .. options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bicep did not start");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        string[] lines = [.. (await errors).Split('\n').Where(l => l.Contains(" : ", StringComparison.Ordinal) || process.ExitCode != 0)];
        return (await output, lines);
    }

    private static string Told(string name) =>
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
