using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Casework.Tests;

/// <summary>Killed before or after every single storage call of a submission and its effects, the end is always the same.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_point_a_submission_ends_the_same_after_a_retry_and_a_sweep(bool afterEffect)
    {
        var calls = 0;
        for (var died = true; died;)
        {
            died = await KilledAtAsync(++calls, afterEffect);
        }

        Assert.InRange(calls, 15, 200);
    }

    private static async Task<bool> KilledAtAsync(int call, bool afterEffect)
    {
        FailingRows? failing = null;
        using var bureau = await OpenAsync(rows => failing = new(rows));
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);

        failing!.Arm(call, afterEffect);
        await SubmitAsync(bureau, tolerant: true);
        var died = failing.Died;

        failing.Arm(0, false);
        await SubmitAsync(bureau, tolerant: false);
        var later = World.Monday.AddMinutes(10); // whatever the dead one had claimed is free again
        while (await bureau.Sweep.RunAsync(later, Ct) > 0)
        {
        }

        Assert.Equal(3 + 3, (await bureau.Reader.FindAsync(World.Case, World.Officer, World.Monday, Ct))!.Version);
        Assert.Equal(["E02 head", "E02 officer", "E02 second", "E03 editor", "E05 editor", "E05 signatory", "E06 officer", "E06 second", "E06 signatory"],
            (await bureau.Mails.OfCaseAsync(World.Case, Ct)).Select(m => $"{m.Template} {m.To}").Order(StringComparer.Ordinal));
        var line = Assert.Single((await bureau.Lists.PageAsync("queue:plan", "", 10, Ct)).Lines);
        Assert.Equal(("FormalReview", "bureau"), (line.State, line.Ball));
        Assert.Empty(await bureau.Dead.ListAsync(Ct));
        bureau.CloseAndCheck();
        return died;
    }

    private static async Task SubmitAsync(Bureau bureau, bool tolerant)
    {
        try
        {
            Done(await bureau.DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
            await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        }
        catch (OperationCanceledException) when (tolerant)
        {
            // the process is dead
        }
    }
}
