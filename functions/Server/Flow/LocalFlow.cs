using System.Collections.Concurrent;
using System.Threading.Channels;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Flow;

/// <summary>Takes turns of one case until nothing is to be done now.</summary>
public delegate Task TakeTurns(CaseId of, CancellationToken ct);

/// <summary>
/// What the orchestrations do on Azure: a case that was rung for, or that the due index names, gets its turns. A case always
/// goes to the same lane, so its turns never overlap. A lost ring or a failed turn is found again by the sweep; a case
/// that keeps failing is put off, so that the sweep gets to the others.
/// </summary>
public sealed partial class LocalFlow(IRows rows, CaseClock clock, TakeTurns turns, ILogger<LocalFlow> log) : BackgroundService
{
    private const int LaneCount = 4;
    private const int SweepSize = 256;

    /// <summary>
    /// Commands on one case that come in quick succession share a turn; nobody notices lists that much later. A lane waits
    /// as long before each round, so that a case that is rung for without end does not take its turns without end.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(3);

    private readonly Channel<CaseId>[] lanes = [.. Enumerable.Range(0, LaneCount).Select(_ => Channel.CreateUnbounded<CaseId>(new() { SingleReader = true }))];
    private readonly ConcurrentDictionary<CaseId, byte> waiting = new();
    private readonly Setbacks setbacks = new(rows);

    /// <summary>The case has changed. Returns at once; several rings before its turn are one.</summary>
    public void Ring(CaseId changed)
    {
        if (waiting.TryAdd(changed, 0))
        {
            lanes[changed.Value[^1] % LaneCount].Writer.TryWrite(changed);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([SweepAsync(stoppingToken), .. lanes.Select(l => ServeAsync(l.Reader, stoppingToken))]);

    private async Task ServeAsync(ChannelReader<CaseId> lane, CancellationToken ct)
    {
        var round = new List<CaseId>();
        while (await lane.WaitToReadAsync(ct))
        {
            await Task.Delay(Gathering, ct);
            while (lane.TryRead(out var next))
            {
                round.Add(next);
            }

            foreach (var next in round)
            {
                await TurnAsync(next, ct);
            }

            round.Clear();
        }
    }

    private async Task TurnAsync(CaseId next, CancellationToken ct)
    {
        waiting.TryRemove(next, out _); // before the turn, so that a ring during it leads to another
        if (await TryAsync(() => turns(next, ct), next.Value, ct))
        {
            setbacks.Overcome(next);
        }
        else
        {
            await TryAsync(() => setbacks.CountAsync(next, clock.Now, ct), next.Value, ct);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        do
        {
            await TryAsync(() => RingForDueAsync(ct), "sweep", ct);
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task RingForDueAsync(CancellationToken ct)
    {
        foreach (var due in await rows.DueAsync(clock.Now, SweepSize, ct))
        {
            if (CaseId.TryParse(due.Partition, out var id))
            {
                Ring(id);
            }
        }
    }

    // One case that cannot be moved must not stop the others.
    private async Task<bool> TryAsync(Func<Task> work, string what, CancellationToken ct)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(what, e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{What} failed and will be tried again by the next sweep")]
    private partial void Failed(string what, Exception e);
}
