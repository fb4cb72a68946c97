using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Casework.Tests;

public sealed class ClaimTests
{
    private static readonly Refusal Full = Refusal.NotAllowedNow with { Code = "full" };

    [Fact]
    public async Task An_organisation_has_one_live_application_in_a_round()
    {
        using var bureau = await OpenAsync();
        var second = CaseId.Application("second");
        await bureau.DraftAsync();
        Assert.IsType<Answer.Refused>(await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "第二件"), "create-2", id: second));
        Done(await bureau.DoAsync(World.Signatory, new Withdraw("另行申报"), "withdraw-1"));
        Assert.IsType<Answer.Refused>(await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "第二件"), "create-2", World.Monday.AddSeconds(119), second));
        Done(await bureau.DoAsync(World.Editor, new CreateDraft(Upward, World.Acme, "第二件"), "create-2", World.Monday.AddSeconds(120), second));
    }

    [Fact]
    public async Task Of_sixteen_at_once_only_as_many_as_the_limit_get_a_place()
    {
        using var bureau = await OpenAsync();
        var claim = new Claim("quota", "key-rd/2023", 3, Full);
        var got = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() =>
            bureau.Claims.TakeAsync(CaseId.Application(n.ToString(CultureInfo.InvariantCulture)), [claim], World.Monday, Ct))));
        Assert.Equal(3, got.Count(r => r is null));
        Assert.All(got.OfType<Refusal>(), r => Assert.Equal("full", r.Code));
    }

    [Fact]
    public async Task A_place_once_taken_stays_with_its_holder_who_may_ask_again()
    {
        using var bureau = await OpenAsync();
        var claim = new Claim("voucher", "county/2023/记-001", 1, Full, "p1");
        Assert.Null(await bureau.Claims.TakeAsync(World.Case, [claim], World.Monday, Ct));
        Assert.Null(await bureau.Claims.TakeAsync(World.Case, [claim], World.Monday, Ct));
        Assert.Equal(Full, await bureau.Claims.TakeAsync(World.Case, [claim with { Item = "p2" }], World.Monday, Ct));
        Assert.Equal(Full, await bureau.Claims.TakeAsync(CaseId.Application("other"), [claim], World.Monday, Ct));
    }

    [Fact]
    public async Task A_claim_whose_holder_died_before_its_commit_is_free_after_two_minutes()
    {
        using var bureau = await OpenAsync();
        var claim = new Claim("quota", "key-rd/2023", 1, Full);
        Assert.Null(await bureau.Claims.TakeAsync(CaseId.Application("died"), [claim], World.Monday, Ct));
        Assert.Equal(Full, await bureau.Claims.TakeAsync(World.Case, [claim], World.Monday.AddSeconds(119), Ct));
        Assert.Null(await bureau.Claims.TakeAsync(World.Case, [claim], World.Monday.AddSeconds(120), Ct));
    }

    [Fact]
    public async Task Numbers_are_unique_and_count_up_by_programme_and_year()
    {
        using var bureau = await OpenAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => bureau.Numbers.TakeAsync("key-rd", 2023, Ct))));
        Assert.Equal(Enumerable.Range(1, 32).Select(n => $"320381-key-rd-2023-{n:D4}"), numbers.Order());
        Assert.Equal("320381-key-rd-2024-0001", await bureau.Numbers.TakeAsync("key-rd", 2024, Ct));
        Assert.Equal("320381-key-rd-2023-0033", await new Claiming.Numbers(bureau.Rows).TakeAsync("key-rd", 2023, Ct));
    }
}
