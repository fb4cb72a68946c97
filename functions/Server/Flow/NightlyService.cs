using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Flow;

/// <summary>Does the day's work once it is time, also when the server was started later in the day.</summary>
public sealed partial class NightlyService(NightlyWork work, CaseClock clock, ILogger<NightlyService> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(2); // people come first
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = Between)
        {
            await Task.Delay(wait, stoppingToken);
            await RunAsync(clock.Now, stoppingToken);
        }
    }

    private async Task RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            if (NightlyWork.IsTime(now) && await work.RunAsync(now, ct) is { Seal: { } seal } report)
            {
                Done(seal.Cases, seal.Hash, report.Digests, report.Removed);
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or InvalidOperationException or InvalidDataException)
        {
            Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "The histories of {Cases} cases were sealed as {Hash}; {Digests} people were told what waits; {Removed} rows were removed")]
    private partial void Done(int cases, string hash, int digests, int removed);

    [LoggerMessage(LogLevel.Error, "The day's work was cut off and goes on in ten minutes")]
    private partial void Failed(Exception e);
}
