using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class ShellTests(OneServer server) : IClassFixture<OneServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/cases")]
    [InlineData("/account")]
    [InlineData("/no-such-page?with=query")]
    public async Task Who_is_not_signed_in_is_asked_to_and_comes_back(string path)
    {
        using var client = server.CreateClient(new() { AllowAutoRedirect = false });
        var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?to=" + Uri.EscapeDataString(path), answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("zh-CN", "zh-CN", "登录")]
    [InlineData("en-GB", "en", "Sign in")]
    [InlineData("fr", "zh-CN", "登录")]
    public async Task Pages_speak_the_browsers_language(string accepted, string language, string title)
    {
        using var visitor = new Visitor(server);
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(accepted));
        var page = await visitor.GetAsync("/sign-in");
        Assert.Contains($"<html lang=\"{language}\">", page.Html, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays()
    {
        using var visitor = new Visitor(server);
        var english = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/language");
        Assert.Contains("<h1>Sign in</h1>", english.Html, StringComparison.Ordinal);
        Assert.Equal("/sign-in", english.Address.AbsolutePath);
        Assert.Contains("lang=\"en\"", (await visitor.GetAsync("/forgotten")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_form_leads_to_no_other_site()
    {
        using var visitor = new Visitor(server);
        var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/language", ("back", "//evil.example/"));
        Assert.Equal("localhost", page.Address.Host);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var visitor = new Visitor(server);
        var page = await visitor.GetAsync("/sign-in");
        var answer = await visitor.SendAsync(page, "/sign-in", ("__RequestVerificationToken", ""), ("email", "a@example.cn"), ("password", "b"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("页面已失效", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_comes_from_elsewhere_and_nothing_runs_that_is_not_ours()
    {
        using var visitor = new Visitor(server);
        var answer = await visitor.Client.GetAsync("/sign-in", Ct);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotMatch("(src|href|action)=\"(https?:)?//", html);
        Assert.DoesNotMatch("<[^>]+ (style|on[a-z]+)=", html);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_with_all_it_needs_is_at_most_60_kB()
    {
        using var visitor = new Visitor(server);
        var page = await visitor.GetAsync("/sign-in");
        var total = page.Html.Length;
        foreach (var address in Regex.Matches(page.Html, "\"(/assets/[^\"]+)\"").Select(m => m.Groups[1].Value).Distinct())
        {
            var file = await visitor.Client.GetAsync(address, Ct);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("immutable", file.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            total += (await file.Content.ReadAsByteArrayAsync(Ct)).Length;
        }

        Assert.InRange(total, 1, 60_000);
    }

    [Fact]
    public async Task A_missing_page_says_so_in_both_languages()
    {
        await server.AddAccountAsync("lost");
        using var visitor = await Visitor.SignedInAsync(server, "lost");
        var page = await visitor.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("未找到", page.Text, StringComparison.Ordinal);
        visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("Not found.", (await visitor.GetAsync("/no-such-page")).Text, StringComparison.Ordinal);
    }
}
