using System.Diagnostics;

namespace ProjectFlow.Server.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-").FullName;

    [Theory]
    [InlineData("programmes")]
    [InlineData("metrics")]
    [InlineData("registers")]
    public async Task A_wrong_file_stops_the_start_and_says_where(string kind)
    {
        var files = Directory.CreateDirectory(Path.Combine(folder, kind)).FullName;
        await File.WriteAllTextAsync(Path.Combine(files, "wrong.json"), "{\n  \"id\": 7\n}", Ct);
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--" + kind, files, "--data", Path.Combine(folder, "data"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };

        using var server = Process.Start(start)!;
        var errors = await server.StandardError.ReadToEndAsync(Ct);
        await server.WaitForExitAsync(Ct);

        Assert.Equal(2, server.ExitCode);
        Assert.Contains("wrong.json:2: id: expected", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
