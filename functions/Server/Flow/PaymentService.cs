using System.Threading.Channels;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Flow;

/// <summary>Gives the commands of payment runs, one run after another; those a stopped server left behind are found by the due index.</summary>
public sealed partial class PaymentService : BackgroundService
{
    private const int SweepSize = 256;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly PaymentRuns runs;
    private readonly IRows rows;
    private readonly CaseClock clock;
    private readonly ILogger<PaymentService> log;

    public PaymentService(PaymentRuns runs, IRows rows, CaseClock clock, Doorbell bell, ILogger<PaymentService> log)
    {
        (this.runs, this.rows, this.clock, this.log) = (runs, rows, clock, log);
        bell.PaymentsRung += run => waiting.Writer.TryWrite(run);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ServeAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task ServeAsync(CancellationToken ct)
    {
        await foreach (var run in waiting.Reader.ReadAllAsync(ct))
        {
            await TryAsync(() => runs.RunAsync(run, () => clock.Now, ct), run, ct);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        while (await timer.WaitForNextTickAsync(ct))
        {
            await TryAsync(() => FindAsync(ct), "sweep", ct);
        }
    }

    private async Task FindAsync(CancellationToken ct)
    {
        foreach (var run in (await rows.DueAsync(clock.Now, SweepSize, ct)).Select(PaymentRuns.RunOf).OfType<string>().Distinct())
        {
            waiting.Writer.TryWrite(run);
        }
    }

    // A run that cannot go on must not stop the others; the sweep finds it again.
    private async Task TryAsync(Func<Task> work, string what, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(what, e);
        }
    }

    [LoggerMessage(LogLevel.Error, "Payment run {What} was cut off and goes on in a minute")]
    private partial void Failed(string what, Exception e);
}
