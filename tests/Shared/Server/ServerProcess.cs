using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ProjectFlow.Tests.Shared;

/// <summary>The server as a process of its own, as it ships, on a workplace's folder.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>Returns when it answers its first request.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, string url, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "ProjectFlow.Server.dll"), "--data", folder, "--programmes", Workplace.ProgrammesOf(folder), "--urls", url, "--Logging:LogLevel:Default", "Warning"])
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ServerProcess(Process.Start(start)!);
        server.process.OutputDataReceived += (_, _) => { };
        server.process.ErrorDataReceived += (_, e) => Console.Error.WriteLine(e.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        await server.ReadyAsync(url, ct);
        return server;
    }

    /// <summary>What it has used of all cores since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>SIGKILL: it gets no chance to finish anything.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task ReadyAsync(string url, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = new(url) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !process.HasExited;)
        {
            try
            {
                if ((await client.GetAsync("/health/live", ct)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(10, ct); // not listening yet
            }
        }

        var why = process.HasExited ? $"ended with {process.ExitCode}" : "did not answer";
        Dispose();
        throw new InvalidOperationException("The server " + why);
    }
}
