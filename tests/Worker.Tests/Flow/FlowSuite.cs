using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Tests;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

using ProjectFlow.Server.Tests;

namespace ProjectFlow.Worker.Tests.Flow;

/// <summary>What a flow must do, whatever moves it: the same cases come to the same end.</summary>
public abstract class FlowSuite : IAsyncLifetime
{
    private protected Bureau Office { get; private set; } = null!;

    private protected Mover Mover { get; private set; } = null!;

    private protected MovableTime Time { get; } = new(World.Monday);

    public async ValueTask InitializeAsync()
    {
        Office = await OpenAsync(await StoreAsync());
        Mover = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Mover.DisposeAsync();
        Office.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Around the rows of a folder; null leaves these.</summary>
    private protected virtual Task<Func<IRows, IRows>?> StoreAsync() => Task.FromResult<Func<IRows, IRows>?>(null);

    private protected abstract Task<Mover> StartAsync();

    [Fact]
    public async Task A_submission_leads_to_its_mails_lists_and_figures()
    {
        await ReadyAsync();
        await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        await Mover.SettleAsync();

        await SubmittedAsync();
        Assert.Equal([], await Office.Rebuild.CheckAsync(Ct));
    }

    [Fact]
    public async Task A_lost_ring_is_healed_by_the_sweep()
    {
        await ReadyAsync();
        Done(await Office.DoAsync(World.Signatory, new Submit(true, true), "submit-1")); // nobody listens
        await Mover.SweepAsync();

        await SubmittedAsync();
    }

    [Fact]
    public async Task The_same_command_again_moves_nothing_twice()
    {
        await ReadyAsync();
        for (var n = 0; n < 3; n++)
        {
            await Mover.DuringAsync(() => DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        }

        await Mover.SettleAsync();
        await SubmittedAsync();
    }

    [Fact]
    public async Task A_draft_whose_round_closes_lapses_by_itself()
    {
        await Mover.DuringAsync(() => Office.DraftAsync());
        await Mover.SettleAsync();
        Time.Now = World.Closes;
        await Mover.SweepAsync();

        Assert.Equal("Lapsed", (await Office.Reader.FindAsync(World.Case, World.Editor, World.Closes, Ct))!.State.StateName);
        Assert.Contains(await Office.Mails.OfCaseAsync(World.Case, Ct), m => m.Template == "E23" && m.To == World.Editor.Id && m.Status == MailStatus.Kept);
        Assert.Empty(await Office.Rows.DueAsync(World.Closes.AddYears(1), 10, Ct));
    }

    [Fact]
    public async Task What_fails_five_times_becomes_a_dead_letter_and_is_done_after_Retry()
    {
        await Mover.DuringAsync(() => Office.DraftAsync());
        await Mover.SettleAsync();
        var broken = new OutboxRow(new PendingEffect.Do(new Effect.FlagOrg(World.Uni, "ban-list", true)), World.Monday);
        await Office.Rows.CommitAsync(World.Case.Value, [new Write.Put(new("s:0000000009-00", CaseJson.Write(broken), World.Monday))], "broken", Ct);
        for (var hour = 0; hour < 6; hour++)
        {
            Time.Now = World.Monday.AddHours(hour);
            await Mover.SweepAsync();
        }

        var letter = Assert.Single(await Office.Dead.ListAsync(Ct));
        Assert.Contains("not registered", letter.Reason, StringComparison.Ordinal);
        await Office.People.SaveAsync(new Casework.People.Organisation(World.Uni, "大学", "university", null), Ct);
        await Mover.DuringAsync(async () => Assert.True(await Office.Dead.RetryAsync(letter.Case, letter.Key, Time.Now, Ct)));
        await Mover.SettleAsync();

        Assert.Empty(await Office.Dead.ListAsync(Ct));
        Assert.Contains("ban-list", (await Office.People.OrgAsync(World.Uni, Ct))!.Flags);
    }

    /// <summary>A draft that its signatory may submit.</summary>
    private protected async Task ReadyAsync()
    {
        await Mover.DuringAsync(() => Office.DraftAsync());
        await Mover.DuringAsync(() => DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        await Mover.DuringAsync(() => DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        await Mover.SettleAsync();
    }

    private protected async Task DoAsync(Actor who, ApplicationCommand command, string operation) => Done(await Office.DoAsync(who, command, operation));

    private protected async Task SubmittedAsync()
    {
        Assert.Equal(["E02 head", "E02 officer", "E02 second", "E03 editor", "E05 editor", "E05 signatory", "E06 officer", "E06 second", "E06 signatory"],
            (await Office.Mails.OfCaseAsync(World.Case, Ct)).Select(m => $"{m.Template} {m.To}").Order(StringComparer.Ordinal));
        var line = Assert.Single((await Office.Lists.PageAsync("queue:plan", "", 10, Ct)).Lines);
        Assert.Equal(("FormalReview", "bureau"), (line.State, line.Ball));
        Assert.Empty(await Office.Dead.ListAsync(Ct));
        Assert.Empty(await Office.Rows.DueAsync(World.Monday, 10, Ct));
    }
}

/// <summary>What moves the cases of a suite.</summary>
internal abstract class Mover : IAsyncDisposable
{
    /// <summary>Does something while rings are heard, as a request does.</summary>
    public abstract Task DuringAsync(Func<Task> work);

    /// <summary>Until what was rung for is done.</summary>
    public abstract Task SettleAsync();

    /// <summary>Until what is due is done, rung for or not.</summary>
    public abstract Task SweepAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
