using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Before money is moved, something decided or signed, a person whose last proof is old proves once more who they are.</summary>
public sealed class ProvingTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly MovableTime sessions = new(DateTimeOffset.UtcNow);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(899_999, HttpStatusCode.OK)]
    [InlineData(900_000, HttpStatusCode.Forbidden)]
    public async Task A_sign_in_is_proof_for_less_than_fifteen_minutes(int milliseconds, HttpStatusCode expected)
    {
        using var visit = await ReadyAsync();
        await visit.AsAsync("signatory");
        sessions.Now += TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(expected, (await SubmitAsync(visit)).Status);
    }

    [Fact]
    public async Task What_was_asked_for_goes_on_by_itself_after_the_right_password_and_the_next_is_not_asked_again()
    {
        using var visit = await ReadyAsync();
        var page = await AskedAsync(visit);
        Assert.Contains("请确认是您本人", page.Text, StringComparison.Ordinal);
        var signatory = await visit.AsAsync("signatory");
        page = await ProveAsync(visit, page);
        Assert.Equal(visit.Case, page.Address.AbsolutePath);
        page = await signatory.SendAsync(await signatory.GetAsync(visit.Case + "/withdraw"), visit.Case + "/withdraw", ("reason", "放弃申报"));
        Assert.Equal(visit.Case, page.Address.AbsolutePath);
        Assert.Equal("Withdrawn", await StageAsync(visit));
    }

    [Fact]
    public async Task A_file_and_all_that_was_typed_come_through()
    {
        using var visit = await SubmittedAsync();
        await DoAsync(visit, "head", "assign", [("to", "officer")]);
        await DoAsync(visit, "officer", "verify-document", [("slot", "signed"), ("originalSeen", "true")]);
        await DoAsync(visit, "officer", "pass-formal", [("eligibilityConfirmed", "true")]);
        await DoAsync(visit, "officer", "start-publicity", [("on", "2023-03-06")], "notice");
        visit.Journey.On("2023-03-20");
        sessions.Now += Quarter;
        var page = await DoAsync(visit, "officer", "record-decision", [("approved", "true"), ("documentNo", "试科发〔2023〕9号"), ("award", "500,000.00"), ("from", "2023-05-01"), ("to", "2025-04-30")], "document");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        page = await (await visit.AsAsync("officer")).SendAsync(page, visit.Case + "/do/record-decision", ("prove-password", OneServer.Password));
        Assert.Equal(visit.Case, page.Address.AbsolutePath);

        var verdict = (await visit.Journey.GetAsync("officer", "/api" + visit.Case)).GetProperty("state").GetProperty("pendingVerdict");
        Assert.Equal("试科发〔2023〕9号", verdict.GetProperty("documentNo").GetString());
        Assert.Equal(64, verdict.GetProperty("document").GetString()!.Length);
        Assert.Equal(50_000_000, verdict.GetProperty("award").GetInt64());
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_its_field_and_nothing_is_lost_or_done()
    {
        using var visit = await ReadyAsync();
        var page = await ProveAsync(visit, await AskedAsync(visit), "not the password");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"prove-password-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("not the password", page.Html, StringComparison.Ordinal);
        Assert.Equal("Draft", await StageAsync(visit));
        await ProveAsync(visit, page);
        Assert.Equal("FormalReview", await StageAsync(visit));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_signing_in_too()
    {
        using var visit = await ReadyAsync();
        var page = await AskedAsync(visit);
        for (var i = 0; i < 5; i++)
        {
            page = await ProveAsync(visit, page, "nope");
        }

        page = await ProveAsync(visit, page);
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("锁定", page.Text, StringComparison.Ordinal);
        using var other = new Visitor(visit.Journey.Server);
        page = await other.SendAsync(await other.GetAsync("/sign-in"), "/sign-in", ("email", "signatory@example.cn"), ("password", OneServer.Password));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("Draft", await StageAsync(visit));
    }

    [Fact]
    public async Task Who_has_a_second_factor_gives_it()
    {
        using var visit = await ReadyAsync();
        var signatory = await visit.AsAsync("signatory");
        var key = await KeyAsync(visit, async () => await signatory.GetAsync("/account/second-factor"));
        await signatory.SendAsync(await signatory.GetAsync("/account/second-factor"), "/account/second-factor", ("code", Totp.Of(key, DateTimeOffset.UtcNow)));
        var page = await AskedAsync(visit);
        page = await signatory.SendAsync(page, visit.Case + "/check", ("prove-password", OneServer.Password), ("prove-code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"prove-code-wrong\"", page.Html, StringComparison.Ordinal);
        page = await signatory.SendAsync(page, visit.Case + "/check", ("prove-password", OneServer.Password), ("prove-code", Totp.Of(key, DateTimeOffset.UtcNow)));
        Assert.Equal(visit.Case, page.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_passkey_of_the_account_proves_nothing(string credential)
    {
        using var visit = await ReadyAsync();
        var page = await AskedAsync(visit);
        var signatory = await visit.AsAsync("signatory");
        var options = await signatory.Client.PostAsync("/account/prove/options", new FormUrlEncodedContent(page.Form(visit.Case + "/check").Where(f => f.Key != "prove-password")), Ct);
        Assert.Equal("application/json", options.Content.Headers.ContentType?.MediaType);
        page = await signatory.SendAsync(page, visit.Case + "/check", ("credential", credential));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("Draft", await StageAsync(visit));
    }

    [Fact]
    public async Task Another_session_of_the_same_person_is_not_freed()
    {
        using var visit = await ReadyAsync();
        using var other = await Visitor.SignedInAsync(visit.Journey.Server, "signatory");
        var page = await AskedAsync(visit);
        await ProveAsync(visit, page);
        page = await other.SendAsync(await other.GetAsync(visit.Case + "/withdraw"), visit.Case + "/withdraw", ("reason", "放弃申报"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("FormalReview", await StageAsync(visit));
    }

    [Fact]
    public async Task New_settings_of_the_account_are_no_proof()
    {
        using var visit = await ReadyAsync();
        var signatory = await visit.AsAsync("signatory");
        sessions.Now += Quarter;
        await signatory.SendAsync(await signatory.GetAsync("/account"), "/account/sessions/end-all");
        Assert.Equal(HttpStatusCode.Forbidden, (await SubmitAsync(visit)).Status);
    }

    [Fact]
    public async Task The_same_proof_sent_twice_does_it_once()
    {
        using var visit = await ReadyAsync();
        var page = await AskedAsync(visit);
        await Task.WhenAll(ProveAsync(visit, page), ProveAsync(visit, page));
        Assert.Equal(visit.Case, (await ProveAsync(visit, page)).Address.AbsolutePath);
        var history = await visit.Journey.GetAsync("signatory", $"/api{visit.Case}/events");
        Assert.Equal(1, history.EnumerateArray().Count(e => e.GetProperty("event").GetProperty("event").GetString() == "submitted-v1"));
    }

    [Fact]
    public async Task A_batch_of_payments_waits_for_the_proof_as_a_whole()
    {
        using var visit = await GrantVisit.BeginAsync(sessions: sessions);
        await visit.Journey.DoAsync("officer", "request-disbursement", new { instalment = 1, amount = 60_000_000 });
        var head = await visit.AsAsync("head");
        var page = await visit.ListedAsync("head", "/payments?view=requested", "轻质合金");
        var item = System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"item\" value=\"([^\"]+)\"").Groups[1].Value;
        page = await head.SendAsync(page, "/payments/check", ("item", item));
        sessions.Now += Quarter;
        page = await head.SendAsync(page, "/payments/give");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("批准拨款", page.Text, StringComparison.Ordinal);
        Assert.Contains("已办理", (await head.SendAsync(page, "/payments/give", ("prove-password", OneServer.Password))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_signs_in_anew_and_a_token_that_was_only_refreshed_is_no_proof()
    {
        using var way = await Journey.BeginAsync(sessions: sessions);
        await way.DraftAsync();
        sessions.Now += Quarter;
        Assert.Equal("step-up-required", await OneServer.CodeOf(await way.TryAsync("signatory", "withdraw", new { reason = "放弃" }, "withdraw-1")));
        await way.DoAsync("editor", "save-draft", new { title = "仍可保存", form = new { } });

        var (client, refreshed) = (way.As("signatory"), await RefreshedAsync(way.Server));
        client.DefaultRequestHeaders.Authorization = new("Bearer", refreshed);
        Assert.Equal("step-up-required", await OneServer.CodeOf(await way.TryAsync("signatory", "withdraw", new { reason = "放弃" }, "withdraw-1")));
        client.DefaultRequestHeaders.Authorization = (await way.Server.SignInAsync("signatory")).DefaultRequestHeaders.Authorization;
        Assert.Equal(HttpStatusCode.OK, (await way.TryAsync("signatory", "withdraw", new { reason = "放弃" }, "withdraw-1")).StatusCode);
    }

    [Fact]
    public async Task A_session_still_has_its_name_after_an_hour()
    {
        using var visit = await ReadyAsync();
        using var other = await Visitor.SignedInAsync(visit.Journey.Server, "editor");
        sessions.Now += TimeSpan.FromHours(1);
        var here = await visit.AsAsync("editor");
        await other.GetAsync("/account");
        await here.SendAsync(await here.GetAsync("/account"), "/account/sessions/end");
        Assert.Equal("/sign-in", (await other.GetAsync("/account")).Address.AbsolutePath);
    }

    private async Task<CaseVisit> ReadyAsync()
    {
        var visit = await CaseVisit.BeginAsync(sessions: sessions);
        await visit.FillAsync();
        await visit.Journey.AttachAsync();
        return visit;
    }

    private async Task<CaseVisit> SubmittedAsync()
    {
        var visit = await ReadyAsync();
        await SubmitAsync(visit);
        return visit;
    }

    private static async Task<Sheet> SubmitAsync(CaseVisit visit)
    {
        var signatory = await visit.AsAsync("signatory");
        return await signatory.SendAsync(await signatory.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "submit"), ("declaration", "true"), ("pledge", "true"));
    }

    /// <summary>The page that asks for proof before a submission.</summary>
    private async Task<Sheet> AskedAsync(CaseVisit visit)
    {
        await visit.AsAsync("signatory");
        sessions.Now += Quarter;
        return await SubmitAsync(visit);
    }

    private static async Task<Sheet> ProveAsync(CaseVisit visit, Sheet page, string password = OneServer.Password) =>
        await (await visit.AsAsync("signatory")).SendAsync(page, visit.Case + "/check", ("prove-password", password));

    private static async Task<string?> StageAsync(CaseVisit visit) =>
        (await visit.Journey.GetAsync("editor", "/api" + visit.Case)).GetProperty("state").GetProperty("stage").GetProperty("stage").GetString();

    private static async Task<Sheet> DoAsync(CaseVisit visit, string who, string command, (string Name, string Value)[] typed, string? file = null)
    {
        var (visitor, address) = (await visit.AsAsync(who), $"{visit.Case}/do/{command}");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in (await visitor.GetAsync(address)).Form(address).Where(f => !typed.Any(t => t.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(typed))
        {
            body.Add(new StringContent(value), name);
        }

        if (file is not null)
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7\n" + file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, file, file + ".pdf");
        }

        var answer = await visitor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }

    private static async Task<string> KeyAsync(CaseVisit visit, Func<Task> make)
    {
        await make();
        await using var scope = visit.Journey.Server.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync("signatory"))!.AuthenticatorKey!;
    }

    private static async Task<string> RefreshedAsync(OneServer server)
    {
        var answer = await OneServer.LoginAsync(server.CreateClient(), "signatory", OneServer.Password);
        var refreshToken = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("refreshToken").GetString();
        answer = await server.CreateClient().PostAsJsonAsync("/api/account/refresh", new { refreshToken }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("accessToken").GetString()!;
    }
}
