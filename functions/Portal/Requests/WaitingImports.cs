using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Requests;

/// <summary>Runs imports behind the back of everybody, one after another. What a stopped server left behind is taken up at the next start.</summary>
public sealed partial class WaitingImports(ImportStore store, ImportRunner runner, CaseClock clock, ILogger<WaitingImports> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);

    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();

    public void Add(string id) => waiting.Writer.TryWrite(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        await FindOpenAsync(stoppingToken);
        await foreach (var id in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await RunAsync(id, stoppingToken);
        }
    }

    private async Task FindOpenAsync(CancellationToken ct)
    {
        try
        {
            foreach (var id in await store.OpenAsync(ct))
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
            if (await store.FindAsync(id, ct) is { IsOver: false } job)
            {
                await runner.RunAsync(job, () => clock.Now, ct);
            }
        }
        catch (StorageUnavailableException e)
        {
            CutOff(id, e);
            _ = Task.Delay(Again, ct).ContinueWith(_ => Add(id), ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(id, e);
            await FailAsync(id, ct);
        }
    }

    private async Task FailAsync(string id, CancellationToken ct)
    {
        try
        {
            if (await store.FindAsync(id, ct) is { } job)
            {
                await store.SaveAsync(job with { Phase = ImportPhase.Failed, Why = Defect, EndedAt = clock.Now }, ct);
            }
        }
        catch (StorageUnavailableException e)
        {
            CutOff(id, e);
        }
    }

    private static Refusal Defect { get; } = new(RefusalKind.NotNow, "internal-error", "系统内部错误，导入中断；可重新导入，已写入的行不会重复", "Something went wrong here and cut the import off. Import the file again; rows already written are not doubled.");

    [LoggerMessage(LogLevel.Warning, "Import {Id} was cut off and goes on later")]
    private partial void CutOff(string id, Exception e);

    [LoggerMessage(LogLevel.Error, "Import {Id} failed")]
    private partial void Failed(string id, Exception e);
}
