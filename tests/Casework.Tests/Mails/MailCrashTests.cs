using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests.Mails;

/// <summary>Killed before or after every single storage call while mail leaves: none is handed over twice, none is forgotten.</summary>
public sealed class MailCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_point_each_mail_is_handed_over_at_most_once_and_has_its_row(bool afterEffect)
    {
        var (calls, unknown) = (0, 0);
        for (var died = true; died;)
        {
            (died, var doubtful) = await KilledAtAsync(++calls, afterEffect);
            unknown += doubtful;
        }

        Assert.InRange(calls, 20, 200);
        Assert.NotEqual(0, unknown);
    }

    private static async Task<(bool Died, int Unknown)> KilledAtAsync(int call, bool afterEffect)
    {
        FailingRows? failing = null;
        var mailer = new ScriptedMailer();
        using var bureau = await OpenAsync(rows => failing = new(rows), mailer: mailer);
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new ApplicationCommand.RequestGuidance(), "request-1"));

        failing!.Arm(call, afterEffect);
        try
        {
            await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        }
        catch (OperationCanceledException)
        {
            // the process is dead
        }

        var died = failing.Died;
        failing.Arm(0, false);
        while (await bureau.Sweep.RunAsync(World.Monday.AddMinutes(10), Ct) > 0)
        {
        }

        var mails = await bureau.Mails.OfCaseAsync(World.Case, Ct);
        Assert.Equal(["E02 head", "E02 officer", "E02 second", "E03 editor"], mails.Select(m => $"{m.Template} {m.To}").Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.True(m.Status is MailStatus.Sent or MailStatus.Unknown, $"{m.Template} {m.To} is {m.Status}"));
        Assert.Equal(mails.Select(m => m.Id).Order(), (await bureau.Mails.OfMonthAsync(2023, 3, "", 100, Ct)).Intersect(mails).Select(m => m.Id).Order());
        Assert.Equal(mailer.Handed.Count, mailer.Handed.DistinctBy(m => m.Id).Count());
        bureau.CloseAndCheck();
        return (died, mails.Count(m => m.Status == MailStatus.Unknown));
    }
}
