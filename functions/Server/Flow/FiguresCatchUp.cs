using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Server.Flow;

/// <summary>After a start with other metric files, counts every case by them, behind the back of everybody. Cut off, it begins again at the next start.</summary>
public sealed partial class FiguresCatchUp(MetricRebuild rebuild, ILogger<FiguresCatchUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the server starts meanwhile
        try
        {
            if (await rebuild.CatchUpAsync(stoppingToken))
            {
                Counted();
            }
        }
        catch (Exception e) when (e is StorageUnavailableException or InvalidDataException or InvalidOperationException)
        {
            Failed(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "All cases were counted by the metric files in force")]
    private partial void Counted();

    [LoggerMessage(LogLevel.Error, "Counting all cases by the metric files in force failed and begins again at the next start")]
    private partial void Failed(Exception e);
}
