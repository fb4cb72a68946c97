using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ProjectFlow.Worker.Tests.Durable;

/// <summary>The hub of these tests judges orchestrators: what Azure would call non-deterministic fails here, too.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_orchestrator_is_run_again_from_its_beginning_after_every_answer()
    {
        var hub = await RunAsync(nameof(Orchestrators.Sound));

        var instance = hub.Instances["one"];
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.Status);
        Assert.Equal("\"36\"", instance.CustomStatus);
        Assert.Equal(2, instance.Beginnings);
        Assert.Equal(2 * (1 + 4), hub.Runs);
    }

    [Theory]
    [InlineData(nameof(Orchestrators.AsksForAnother))]
    [InlineData(nameof(Orchestrators.SkipsAStep))]
    [InlineData(nameof(Orchestrators.SendsOtherInput))]
    [InlineData(nameof(Orchestrators.WaitsForItsOwn))]
    public Task An_orchestrator_that_does_not_repeat_itself_fails(string name) => Assert.ThrowsAsync<NonDeterminismException>(() => RunAsync(name));

    [Fact]
    public async Task An_activity_whose_process_dies_is_given_again_and_after_five_tries_fails()
    {
        var deaths = 0;
        var hub = await RunAsync(nameof(Orchestrators.Sound), (_, _) => { if (deaths++ < 3) throw new IOException("killed"); });
        Assert.Equal(OrchestrationRuntimeStatus.Completed, hub.Instances["one"].Status);

        var failed = await RunAsync(nameof(Orchestrators.Sound), (_, _) => throw new IOException("killed"));
        Assert.Equal((OrchestrationRuntimeStatus.Failed, true), (failed.Instances["one"].Status, failed.Instances["one"].Reason!.Contains("killed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_crosses_is_small()
    {
        var hub = new TaskHub(new(typeof(Orchestrators)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("any", new string('长', 1024), new("one"), Ct));
    }

    private static async Task<TaskHub> RunAsync(string name, Action<Step, bool>? kill = null)
    {
        var functions = new FunctionTable(typeof(Orchestrators), typeof(Sums));
        functions.Serve(new Sums());
        var hub = new TaskHub(functions) { Kill = kill };
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(name, 1, new("one"), Ct);
        await hub.RunAsync(Ct);
        return hub;
    }

    internal sealed class Sums
    {
        [Function("Add")]
        public static Task<int> AddAsync([ActivityTrigger] int[] numbers) => Task.FromResult(numbers.Sum());

        [Function("Sub")]
        public static Task<int> SubAsync([ActivityTrigger] int[] numbers) => Task.FromResult(-numbers.Sum());
    }

    internal static class Orchestrators
    {
        private static int calls;

        [Function(nameof(Sound))]
        public static async Task Sound([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var begun = context.GetInput<int>();
            var some = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Add", new[] { begun, n })));
            var all = await context.CallActivityAsync<int>("Add", some);
            context.SetCustomStatus($"{all}");
            if (begun == 1)
            {
                context.ContinueAsNew(11);
            }
        }

        [Function(nameof(AsksForAnother))]
        public static async Task AsksForAnother([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<int>(Interlocked.Increment(ref calls) % 2 == 0 ? "Add" : "Sub", new[] { 1 });
            await context.CallActivityAsync<int>("Add", new[] { 1 });
        }

        [Function(nameof(SkipsAStep))]
        public static async Task SkipsAStep([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            if (!context.IsReplaying)
            {
                await context.CallActivityAsync<int>("Add", new[] { 1 });
            }
        }

        [Function(nameof(SendsOtherInput))]
        public static Task SendsOtherInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<int>("Add", new[] { Interlocked.Increment(ref calls) });

        [Function(nameof(WaitsForItsOwn))]
        public static Task WaitsForItsOwn([OrchestrationTrigger] TaskOrchestrationContext context) => Task.Delay(Timeout.Infinite, Ct);
    }
}
