using Microsoft.Extensions.Logging.Abstractions;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;
using ProjectFlow.Server.Flow;

using ProjectFlow.Server.Tests;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>The hosted service of the one-machine edition.</summary>
public sealed class LocalFlowSuite : FlowSuite
{
    private protected override async Task<Mover> StartAsync()
    {
        var clock = new CaseClock(Time, TimeSpan.Zero);
        var mover = new LocalMover(Office, clock);
        await mover.Flow.StartAsync(Bureau.Ct);
        return mover;
    }

    private sealed class LocalMover : Mover
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly Bureau office;
        private readonly CaseClock clock;
        private int turning;

        public LocalMover(Bureau office, CaseClock clock)
        {
            (this.office, this.clock) = (office, clock);
            Flow = new LocalFlow(office.Rows, clock, TurnAsync, NullLogger<LocalFlow>.Instance);
        }

        public LocalFlow Flow { get; }

        public override async Task DuringAsync(Func<Task> work)
        {
            void Ring(CaseId id, string cause) => Flow.Ring(id);
            office.Bell.Rung += Ring;
            await work();
            office.Bell.Rung -= Ring;
        }

        public override async Task SettleAsync()
        {
            for (var until = DateTime.UtcNow + Patience; (await office.Rows.DueAsync(clock.Now, 1, Bureau.Ct)).Count > 0 || turning > 0; await Task.Delay(50, Bureau.Ct))
            {
                Assert.True(DateTime.UtcNow < until, "Something is still due.");
            }
        }

        /// <summary>An effect being performed is claimed, and so not due.</summary>
        private async Task TurnAsync(CaseId id, CancellationToken ct)
        {
            Interlocked.Increment(ref turning);
            try
            {
                await office.Flow.RunAsync(id, clock.Now, ct);
            }
            finally
            {
                Interlocked.Decrement(ref turning);
            }
        }

        public override Task SweepAsync() => SettleAsync();

        public override async ValueTask DisposeAsync()
        {
            await Flow.StopAsync(CancellationToken.None);
            Flow.Dispose();
            await base.DisposeAsync();
        }
    }
}
