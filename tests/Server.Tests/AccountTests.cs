using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Portal.Accounts;
using static ProjectFlow.Server.Tests.OneServer;

namespace ProjectFlow.Server.Tests;

public sealed class AccountTests : IDisposable
{
    private readonly OneServer server = new();

    [Fact]
    public async Task A_right_password_gives_a_bearer_token()
    {
        await server.AddAccountAsync("li");
        var client = await server.SignInAsync("li");
        var info = await client.GetFromJsonAsync<JsonElement>("/api/account/manage/info", TestContext.Current.CancellationToken);
        Assert.Equal("li@example.cn", info.GetProperty("email").GetString());
    }

    [Fact]
    public async Task A_cookie_stays_on_this_site_and_is_unreadable_for_scripts()
    {
        await server.AddAccountAsync("li");
        var answer = await LoginAsync(server.CreateClient(), "li", Password, "?useCookies=true");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_header_other_sites_cannot_send()
    {
        await server.AddAccountAsync("li");
        var client = server.CreateClient();
        await LoginAsync(client, "li", Password, "?useCookies=true");
        var change = new { oldPassword = Password, newPassword = "another long password" };

        var refused = await client.PostAsJsonAsync("/api/account/manage/info", change, TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("X-Requested-With", "test");
        var accepted = await client.PostAsJsonAsync("/api/account/manage/info", change, TestContext.Current.CancellationToken);

        Assert.Equal("cross-site", await CodeOf(refused));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_at_once()
    {
        await server.AddAccountAsync("li");
        var (one, other) = (await server.SignInAsync("li"), await server.SignInAsync("li"));
        await one.PostAsJsonAsync("/api/account/manage/info", new { oldPassword = Password, newPassword = "another long password" }, TestContext.Current.CancellationToken);
        var answer = await other.GetAsync("/api/account/manage/info", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_sixth_try_is_locked_out_even_with_the_right_password()
    {
        await server.AddAccountAsync("li");
        for (var i = 0; i < 5; i++)
        {
            await LoginAsync(server.CreateClient(), "li", "wrong");
        }

        var answer = await LoginAsync(server.CreateClient(), "li", Password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("locked-out", await CodeOf(answer));
    }

    [Fact]
    public async Task Sign_ins_from_one_address_are_limited()
    {
        server.Settings["Portal:SignInsPerMinute"] = "2";
        var client = server.CreateClient();
        await LoginAsync(client, "a", "x");
        await LoginAsync(client, "b", "x");
        var answer = await LoginAsync(client, "c", "x");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("too-many-requests", await CodeOf(answer));
    }

    [Fact]
    public async Task Nobody_registers_by_themselves()
    {
        var answer = await server.CreateClient().PostAsJsonAsync("/api/account/register", new { email = "a@example.cn", password = Password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Until_the_first_password_is_changed_nothing_else_is_possible()
    {
        await server.AddAccountAsync("li", mustChange: true);
        var client = await server.SignInAsync("li");
        Assert.Equal("password-must-change", await CodeOf(await client.GetAsync("/api/anything", TestContext.Current.CancellationToken)));

        var same = await client.PostAsJsonAsync("/api/account/manage/info", new { oldPassword = Password, newPassword = Password }, TestContext.Current.CancellationToken);
        var changed = await client.PostAsJsonAsync("/api/account/manage/info", new { oldPassword = Password, newPassword = "another long password" }, TestContext.Current.CancellationToken);
        var again = server.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, same.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await LoginAsync(again, "li", "another long password")).StatusCode);
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        await server.AddAccountAsync("li");
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var result = await accounts.CreateAsync(new() { Id = "other", UserName = "LI@example.cn", Email = "LI@example.cn" }, Password);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public async Task Of_two_changes_to_one_account_the_later_is_told()
    {
        await server.AddAccountAsync("li");
        var store = new AccountStore(server.Services.GetRequiredService<IRows>(), new(), new(TimeProvider.System));
        var (a, b) = (await store.FindByIdAsync("li", TestContext.Current.CancellationToken), await store.FindByIdAsync("li", TestContext.Current.CancellationToken));
        Assert.True((await store.UpdateAsync(a!, TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal("ConcurrencyFailure", (await store.UpdateAsync(b!, TestContext.Current.CancellationToken)).Errors.Single().Code);
    }

    [Fact]
    public async Task The_first_start_makes_one_administrator_and_later_starts_none()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<IRows>();
        var first = scope.ServiceProvider.GetRequiredService<FirstAdministrator>();
        var shown = new List<string>();
        await first.EnsureAsync(shown.Add, TestContext.Current.CancellationToken);
        Assert.Empty(shown);

        await rows.CommitAsync("settings", [new Write.Delete("first-administrator")], "forget-the-mark", TestContext.Current.CancellationToken);
        await first.EnsureAsync(shown.Add, TestContext.Current.CancellationToken);

        var answer = await server.CreateClient().PostAsJsonAsync("/api/account/login", new { email = FirstAdministrator.Email, password = shown.Single() }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public void Dispose() => server.Dispose();
}
