using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class SignInTests(OneServer server) : IClassFixture<OneServer>
{
    private const string Chosen = "quite another password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password_keeps_the_address_and_says_no_more()
    {
        await server.AddAccountAsync("wrong");
        using var visitor = new Visitor(server);
        var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("email", "wrong@example.cn"), ("password", "nope"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("邮箱或密码不正确", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"wrong@example.cn\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("nope", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        await server.AddAccountAsync("locked");
        using var visitor = new Visitor(server);
        for (var i = 0; i < 5; i++)
        {
            await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("email", "locked@example.cn"), ("password", "nope"));
        }

        var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("email", "locked@example.cn"), ("password", OneServer.Password));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("锁定", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_to_the_page_asked_for_and_to_no_other_site()
    {
        await server.AddAccountAsync("goal");
        using var visitor = new Visitor(server);
        var page = await visitor.SendAsync(await visitor.GetAsync("/account/password"), "/sign-in", ("email", "goal@example.cn"), ("password", OneServer.Password));
        Assert.Equal("/account/password", page.Address.AbsolutePath);

        using var other = new Visitor(server);
        page = await other.SendAsync(await other.GetAsync("/sign-in?to=https://evil.example"), "/sign-in", ("email", "goal@example.cn"), ("password", OneServer.Password), ("to", "/\\evil.example"));
        Assert.Equal("localhost", page.Address.Host);
    }

    [Fact]
    public async Task Signing_in_at_several_places_at_once_succeeds_at_each()
    {
        await server.AddAccountAsync("double");
        await Parallel.ForEachAsync(Enumerable.Range(0, 4), TestContext.Current.CancellationToken, async (_, ct) =>
        {
            using var visitor = new Visitor(server);
            var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in?to=%2Faccount"), "/sign-in", ("email", "double@example.cn"), ("password", OneServer.Password));
            Assert.Equal((HttpStatusCode.OK, "/account"), (page.Status, page.Address.AbsolutePath));
        });
    }

    [Fact]
    public async Task A_one_time_password_opens_nothing_but_its_change()
    {
        await server.AddAccountAsync("fresh", mustChange: true);
        using var visitor = await Visitor.SignedInAsync(server, "fresh");
        var page = await visitor.GetAsync("/account");
        Assert.Equal("/account/password", page.Address.AbsolutePath);
        Assert.Contains("一次性密码", page.Text, StringComparison.Ordinal);

        page = await visitor.SendAsync(page, "/account/password", ("old", OneServer.Password), ("new", "short"), ("repeat", "short"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("密码至少12个字符", page.Text, StringComparison.Ordinal);

        page = await visitor.SendAsync(page, "/account/password", ("old", OneServer.Password), ("new", Chosen), ("repeat", Chosen + "!"));
        Assert.Contains("请再次输入相同的新密码", page.Text, StringComparison.Ordinal);

        page = await visitor.SendAsync(page, "/account/password", ("old", OneServer.Password), ("new", Chosen), ("repeat", Chosen));
        Assert.Equal("/account", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_session_can_be_ended_from_another_one()
    {
        await server.AddAccountAsync("two");
        using var here = await Visitor.SignedInAsync(server, "two");
        using var there = await Visitor.SignedInAsync(server, "two");
        var page = await here.GetAsync("/account");
        await here.SendAsync(page, "/account/sessions/end");
        Assert.Equal("/sign-in", (await there.GetAsync("/account")).Address.AbsolutePath);
        Assert.Equal("/account", (await here.GetAsync("/account")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_good()
    {
        await server.AddAccountAsync("gone");
        using var visitor = await Visitor.SignedInAsync(server, "gone");
        await visitor.SendAsync(await visitor.GetAsync("/account"), "/sign-out");
        Assert.Equal("/sign-in", (await visitor.GetAsync("/account")).Address.AbsolutePath);
        await using var scope = server.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync("gone");
        Assert.Empty(account!.Sessions);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_with_the_link_from_the_mail()
    {
        await server.AddAccountAsync("forgot");
        using var visitor = new Visitor(server);
        var known = await visitor.SendAsync(await visitor.GetAsync("/forgotten"), "/forgotten", ("email", "forgot@example.cn"));
        var unknown = await visitor.SendAsync(await visitor.GetAsync("/forgotten"), "/forgotten", ("email", "nobody@example.cn"));
        Assert.Equal(unknown.Text, known.Text);

        var page = await visitor.GetAsync(await LinkAsync("forgot"));
        page = await visitor.SendAsync(page, "/reset", ("new", Chosen), ("repeat", Chosen));
        Assert.Contains("密码已更新", page.Text, StringComparison.Ordinal);
        using var again = await Visitor.SignedInAsync(server, "forgot", Chosen);
    }

    [Fact]
    public async Task A_link_that_was_made_up_changes_nothing()
    {
        await server.AddAccountAsync("made-up");
        using var visitor = new Visitor(server);
        var page = await visitor.SendAsync(await visitor.GetAsync("/reset?id=made-up&code=%25%25"), "/reset", ("new", Chosen), ("repeat", Chosen));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("链接无效或已过期", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        await server.AddAccountAsync("factor");
        using var visitor = await Visitor.SignedInAsync(server, "factor");
        var page = await visitor.GetAsync("/account/second-factor");
        page = await visitor.SendAsync(page, "/account/second-factor", ("code", "000000x"));
        Assert.Contains("验证码不正确", page.Text, StringComparison.Ordinal);
        page = await visitor.SendAsync(page, "/account/second-factor", ("code", await TotpAsync("factor")));
        Assert.Contains("恢复码", page.Text, StringComparison.Ordinal);
        var recovery = System.Text.RegularExpressions.Regex.Match(page.Html, "<code>([^<]+)</code>").Groups[1].Value;

        using var other = new Visitor(server);
        page = await other.SendAsync(await other.GetAsync("/sign-in"), "/sign-in", ("email", "factor@example.cn"), ("password", OneServer.Password));
        Assert.Equal("/sign-in/code", page.Address.AbsolutePath);
        Assert.Equal("/sign-in", (await other.GetAsync("/account")).Address.AbsolutePath);
        page = await other.SendAsync(page, "/sign-in/code", ("code", "wrong-code"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        await other.SendAsync(page, "/sign-in/code", ("code", recovery));
        Assert.Equal("/account", (await other.GetAsync("/account")).Address.AbsolutePath);
    }

    private async Task<string> LinkAsync(string id)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var token = await accounts.GeneratePasswordResetTokenAsync((await accounts.FindByIdAsync(id))!);
        return $"/reset?id={id}&code={Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(token))}";
    }

    private async Task<string> TotpAsync(string id)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByIdAsync(id);
        return Totp.Of(account!.AuthenticatorKey!, DateTimeOffset.UtcNow);
    }
}
