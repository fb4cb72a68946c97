using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal.Requests;

/// <summary>Runs imports behind the back of everybody, one after another. What a stopped server left behind is taken up after the next start.</summary>
public sealed partial class WaitingImports(ImportStore store, ImportRunner runner, CaseClock clock, ILogger<WaitingImports> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();

    public void Add(string id) => waiting.Writer.TryWrite(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        await Task.WhenAll(ServeAsync(stoppingToken), FindLeftBehindAsync(stoppingToken));
    }

    private async Task ServeAsync(CancellationToken ct)
    {
        await foreach (var id in waiting.Reader.ReadAllAsync(ct))
        {
            await RunAsync(id, ct);
        }
    }

    /// <summary>Twice: whoever was killed a moment ago still counts as somebody who runs its import.</summary>
    private async Task FindLeftBehindAsync(CancellationToken ct)
    {
        await FindAsync(ct);
        await Task.Delay(ImportStore.Silence, ct);
        await FindAsync(ct);
    }

    private async Task FindAsync(CancellationToken ct)
    {
        try
        {
            foreach (var id in await store.OpenAsync(clock.Now, ct))
            {
                Add(id);
            }
        }
        catch (StorageUnavailableException e)
        {
            CutOff("imports left behind", e);
        }
    }

    private async Task RunAsync(string id, CancellationToken ct)
    {
        try
        {
            await runner.TakeOnAsync(id, () => clock.Now, ct);
        }
        catch (StorageUnavailableException e)
        {
            CutOff(id, e);
            _ = Task.Delay(ImportStore.Silence + Again, ct).ContinueWith(_ => Add(id), ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(id, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Import {Id} was cut off and goes on later")]
    private partial void CutOff(string id, Exception e);

    [LoggerMessage(LogLevel.Error, "Import {Id} failed")]
    private partial void Failed(string id, Exception e);
}
