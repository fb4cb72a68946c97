using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Casework.Tests;

public sealed class FlowTests
{
    [Fact]
    public async Task A_forgotten_draft_is_reminded_and_lapses_by_itself()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        Assert.Equal(0, await bureau.Sweep.RunAsync(World.Monday.AddDays(1), Ct));

        Assert.Equal(1, await bureau.Sweep.RunAsync(World.Closes, Ct));

        Assert.Equal("Lapsed", (await bureau.Reader.FindAsync(World.Case, World.Editor, World.Monday, Ct))!.State.StateName);
        Assert.Contains(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => m.Template == "E23" && m.To == World.Editor.Id && m.Status == MailStatus.Kept);
        Assert.Equal(0, await bureau.Sweep.RunAsync(World.Closes.AddYears(1), Ct));
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task A_case_moves_between_lists_and_is_never_in_two_places()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        Assert.Empty((await bureau.Lists.PageAsync("queue:plan", "", 10, Ct)).Lines);
        Assert.Equal("Draft", Assert.Single((await bureau.Lists.PageAsync($"org:{World.Acme}", "", 10, Ct)).Lines).State);

        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        Assert.Equal("GuidanceReview", Assert.Single((await bureau.Lists.PageAsync("queue:plan", "", 10, Ct)).Lines).State);

        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        Assert.Empty((await bureau.Lists.PageAsync("queue:plan", "", 10, Ct)).Lines);
        Assert.Equal("ReadyToSubmit", Assert.Single((await bureau.Lists.PageAsync("cases", "", 10, Ct)).Lines).State);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        using var bureau = await OpenAsync();
        foreach (var n in Enumerable.Range(1, 5))
        {
            var line = new CaseLine(CaseId.Application($"case {n}"), null, $"第{n}件", "key-rd", "org", "Draft", null, "applicant", null);
            await bureau.Rows.CommitAsync(ListRows.Partition, [new Write.Put(new(ListRows.KeyOf("test", $"{n}:{line.Case}"), CaseJson.Write(line)))], $"line {n}", Ct);
        }

        var first = await bureau.Lists.PageAsync("test", "", 2, Ct);
        var second = await bureau.Lists.PageAsync("test", first.Next!, 2, Ct);
        var last = await bureau.Lists.PageAsync("test", second.Next!, 2, Ct);

        Assert.Equal(["第1件", "第2件", "第3件", "第4件", "第5件"], first.Lines.Concat(second.Lines).Concat(last.Lines).Select(l => l.Title));
        Assert.Null(last.Next);
    }

    [Fact]
    public async Task Figures_count_a_case_once_however_often_it_is_refreshed()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        await GoesUpAsync(bureau);
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        await bureau.Refresh.PerformAsync(World.Case, Ct);

        var figures = (await bureau.Board.ReadAsync(2023, World.Monday, null, Ct)).ToDictionary(m => m.Id, m => m.Value);
        Assert.Equal((1m, 0m, 0m), (figures["M20"], figures["M21"], figures["M23"]));
        Assert.Equal([(World.Case, 1m)], (await bureau.Board.RowsAsync("M20", 2023, null, null, Ct))!.Select(r => (r.Case, r.Value)));
        Assert.Null(await bureau.Board.RowsAsync("M99", 2023, null, null, Ct));
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task An_effect_that_keeps_failing_becomes_a_dead_letter_and_can_be_retried()
    {
        using var bureau = await OpenAsync();
        await bureau.DraftAsync();
        var broken = new OutboxRow(new PendingEffect.Do(new Effect.FlagOrg(World.Uni, "ban-list", true)), World.Monday);
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new("s:0000000009-00", CaseJson.Write(broken), World.Monday))], "broken", Ct);
        for (var hour = 0; hour < 6; hour++)
        {
            await bureau.Flow.RunAsync(World.Case, World.Monday.AddHours(hour), Ct);
        }

        var letter = Assert.Single(await bureau.Dead.ListAsync(Ct));
        Assert.Contains("not registered", letter.Reason, StringComparison.Ordinal);

        await bureau.People.SaveAsync(new Casework.People.Organisation(World.Uni, "大学", "university", null), Ct);
        Assert.True(await bureau.Dead.RetryAsync(letter.Case, letter.Key, World.Monday.AddDays(1), Ct));
        Assert.False(await bureau.Dead.RetryAsync(letter.Case, letter.Key, World.Monday.AddDays(1), Ct));
        await bureau.Flow.RunAsync(World.Case, World.Monday.AddDays(1), Ct);
        Assert.Empty(await bureau.Dead.ListAsync(Ct));
        Assert.Contains("ban-list", (await bureau.People.OrgAsync(World.Uni, Ct))!.Flags);
    }

    [Fact]
    public async Task An_effect_that_ends_the_process_each_time_becomes_a_dead_letter_too()
    {
        FailingRows? failing = null;
        using var bureau = await OpenAsync(rows => failing = new(rows));
        await bureau.DraftAsync();
        await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        var posting = new OutboxRow(new PendingEffect.Do(new Effect.PostLedger("county-sci", 2023, "paid", "committed", new Money(1), "记-001")), World.Monday);
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new("s:0000000009-00", CaseJson.Write(posting), World.Monday))], "posting", Ct);
        for (var hour = 0; hour < 6; hour++)
        {
            failing!.Arm(hour == 0 ? 2 : 3, false); // the case is read, from the second try on it is claimed, and at the ledger it ends
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bureau.Performer.PerformAsync(World.Case, World.Monday.AddHours(hour), Ct));
        }

        failing!.Arm(0, false);
        await bureau.Performer.PerformAsync(World.Case, World.Monday.AddHours(6), Ct);

        Assert.Contains("ended", Assert.Single(await bureau.Dead.ListAsync(Ct)).Reason, StringComparison.Ordinal);
        Assert.Empty(await bureau.Rows.DueAsync(World.Monday.AddHours(8), 10, Ct));
        Assert.Empty(await bureau.Ledger.PostingsAsync("county-sci", 2023, "", 10, Ct));
    }

    [Fact]
    public async Task An_organisation_stays_banned_until_its_last_grant_has_lifted_its_ban()
    {
        using var bureau = await OpenAsync();
        await bureau.People.FlagAsync(World.Acme, "ban-list:g-first", on: true, Ct);
        await bureau.People.FlagAsync(World.Acme, "ban-list:g-second", on: true, Ct);
        await bureau.People.FlagAsync(World.Acme, "ban-list:g-first", on: false, Ct);
        Refused("org-banned", await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "新合金"), "create-1"));

        await bureau.People.FlagAsync(World.Acme, "ban-list:g-second", on: false, Ct);
        Done(await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "新合金"), "create-1"));
    }

    [Fact]
    public async Task What_keeps_failing_is_put_off_for_longer_and_longer()
    {
        using var bureau = await OpenAsync();
        await bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new("s", "{}"u8.ToArray(), World.Monday))], "broken", Ct);
        var setbacks = new Setbacks(bureau.Rows);
        var now = World.Monday;
        foreach (var pause in new[] { 0, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600 })
        {
            await setbacks.CountAsync(World.Case, now, Ct);
            var due = (await bureau.Rows.FindAsync(World.Case.Value, ["s"], Ct))["s"].Row.Due!.Value;
            Assert.Equal(now.AddSeconds(pause), due);
            now = due;
        }

        setbacks.Overcome(World.Case);
        await setbacks.CountAsync(World.Case, now, Ct);
        Assert.Equal(now, (await bureau.Rows.FindAsync(World.Case.Value, ["s"], Ct))["s"].Row.Due);
    }

    [Fact]
    public async Task A_posting_is_booked_once_and_balances_sum_to_zero()
    {
        using var bureau = await OpenAsync();
        var posting = new Effect.PostLedger("county-sci", 2023, "paid", "committed", new Money(180_000_000), "记-001");
        var context = new EffectContext(World.Case, "s:0000000001-00", World.Monday, World.Monday);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => bureau.Ledger.PerformAsync(context with { Key = $"s:0000000001-0{n % 4}" }, posting, Ct))));

        var balances = await bureau.Ledger.BalancesAsync("county-sci", 2023, Ct);
        Assert.Equal((720_000_000, -720_000_000), (balances["paid"].Fen, balances["committed"].Fen));
        var all = await bureau.Ledger.PostingsAsync("county-sci", 2023, "", 100, Ct);
        Assert.Equal(4, all.Count);
        Assert.Equal(all.Skip(1), await bureau.Ledger.PostingsAsync("county-sci", 2023, all[0].Id, 100, Ct));
        bureau.CloseAndCheck();
    }

    [Fact]
    public async Task A_delegation_lends_the_absent_persons_role_for_its_days_only()
    {
        using var bureau = await OpenAsync();
        var deputy = new Casework.People.Person(new("deputy"), "代理", "deputy@demo.example", "zh", [Role.Officer]) { Sections = ["other"], StandsInFor = [new(World.Leader.Id, new(2023, 3, 6), new(2023, 3, 7))] };
        await bureau.People.SaveAsync(deputy, Ct);
        var during = (await bureau.People.ActorAsync(deputy.Id, World.Monday, Ct))!;
        var after = (await bureau.People.ActorAsync(deputy.Id, World.Monday.AddDays(2), Ct))!;
        Assert.True(during.Is(Role.Leader));
        Assert.Equal(World.Leader.Id, during.OnBehalfOf);
        Assert.False(after.Is(Role.Leader));
        Assert.Null(after.OnBehalfOf);
        await bureau.People.SaveAsync(deputy with { Active = false, Sections = [] }, Ct);
        Assert.Null(await bureau.People.ActorAsync(deputy.Id, World.Monday, Ct));
        Assert.Empty(await bureau.People.WithRoleAsync(Role.Officer, "other", Ct));
    }

    private static async Task GoesUpAsync(Bureau bureau)
    {
        Done(await bureau.DoAsync(World.Editor, new RequestGuidance(), "request-1"));
        Done(await bureau.DoAsync(World.Officer, new PassGuidance(["complete"]), "pass-guidance"));
        Done(await bureau.DoAsync(World.Signatory, new Submit(true, true), "submit-1"));
        Done(await bureau.DoAsync(World.Second, new VerifyDocument("signed", true), "verify-1"));
        Done(await bureau.DoAsync(World.Second, new PassFormal(true, World.Sum), "pass-formal"));
        Done(await bureau.DoAsync(World.Head, new AssignExperts([World.Xu]), "experts-1"));
        Done(await bureau.DoAsync(World.Expert, new RecordScore(new Dictionary<string, int> { ["idea"] = 50, ["team"] = 30 }), "scores-1"));
        Done(await bureau.DoAsync(World.Leader, new Recommend(1, World.Sum), "recommend-1"));
        Done(await bureau.DoAsync(World.Officer, new RecordForwarding("省厅", "系统", "回执-1", new(2023, 3, 6), World.Sum), "forward-1"));
    }
}
