using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>People as an administrator keeps them, at a browser without scripts.</summary>
public sealed class AdministrationTests : IDisposable
{
    private const string Users = "/administration/users";

    private readonly OneServer server = new();
    private readonly List<Visitor> visitors = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/administration")]
    [InlineData(Users)]
    [InlineData(Users + "/new")]
    [InlineData(Users + "/export")]
    public async Task Who_is_not_signed_in_is_asked_to_and_who_is_no_administrator_is_turned_away(string address)
    {
        using var nobody = new Visitor(server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(address)).Address.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await OfficerAsync()).GetAsync(address)).Status);
    }

    [Fact]
    public async Task An_administrator_begins_with_administration()
    {
        var home = await (await KeeperAsync()).GetAsync("/");
        Assert.Equal("/administration", home.Address.AbsolutePath);
        Assert.Contains($"href=\"{Users}\"", home.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_invited_found_by_address_and_may_sign_in_with_the_one_time_password()
    {
        var keeper = await KeeperAsync();
        var page = await InviteAsync(keeper, ("person.sections", "plan"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var password = page.Html.Split("<code>")[1].Split("</code>")[0];

        Assert.Contains("王办", (await keeper.GetAsync(Users + "?email=wang@example.cn")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("王办", (await keeper.GetAsync(Users + "?email=li@example.cn")).Text, StringComparison.Ordinal);
        using var wang = new Visitor(server);
        var inside = await wang.SendAsync(await wang.GetAsync("/sign-in"), "/sign-in", ("email", "wang@example.cn"), ("password", password));
        Assert.Equal("/account/password", inside.Address.AbsolutePath);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_place_and_what_was_typed_stays()
    {
        var page = await InviteAsync(await KeeperAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("id=\"person.sections-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(new("person.name", "王办"), page.Form(Users + "/new"));
        Assert.Contains(new("person.roles", "Officer"), page.Form(Users + "/new"));
    }

    [Fact]
    public async Task An_address_is_taken_once()
    {
        var keeper = await KeeperAsync();
        await InviteAsync(keeper, ("person.sections", "plan"));
        Assert.Contains("id=\"person.email-wrong\"", (await InviteAsync(keeper, ("person.sections", "plan"))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_deactivated_is_out_and_stays_on_the_list()
    {
        var keeper = await KeeperAsync();
        var officer = await OfficerAsync();
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/queue")).Status);

        var page = await keeper.GetAsync(Users + "/officer");
        var after = await keeper.SendAsync(Without(page, Users + "/officer", "person.active"), Users + "/officer");
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Equal("/sign-in", (await officer.GetAsync("/queue")).Address.AbsolutePath);
        Assert.Contains("否", (await keeper.GetAsync(Users + "?email=officer@example.cn")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_person_the_second_is_shown_what_the_first_stored()
    {
        var keeper = await KeeperAsync();
        await OfficerAsync();
        var address = Users + "/officer";
        var (first, second) = (await keeper.GetAsync(address), await keeper.GetAsync(address));
        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(first, address, ("person.name", "甲"))).Status);

        var refused = await keeper.SendAsync(second, address, ("person.name", "乙"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("现存内容：甲", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await keeper.SendAsync(refused, address)).Status);
        Assert.Equal("乙", (await server.Services.GetRequiredService<PeopleDirectory>().StoredAsync(new("officer"), Ct))!.Value.Person.Name);
    }

    [Fact]
    public async Task Nobody_shuts_themselves_out()
    {
        var keeper = await KeeperAsync();
        var page = await keeper.SendAsync(await keeper.GetAsync(Users + "/keeper"), Users + "/keeper", ("person.roles", "Leader"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("id=\"person.roles-wrong\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_second_factor_is_reset_and_the_sessions_end()
    {
        var keeper = await KeeperAsync();
        var officer = await OfficerAsync();
        await WithAccountAsync((accounts, account) => accounts.SetTwoFactorEnabledAsync(account, true));

        var page = await keeper.SendAsync(await keeper.GetAsync(Users + "/officer"), Users + "/officer/second-factor");
        Assert.Contains("两步验证已取消", page.Text, StringComparison.Ordinal);
        await WithAccountAsync((_, account) =>
        {
            Assert.False(account.TwoFactorEnabled);
            return Task.FromResult(IdentityResult.Success);
        });
        Assert.Equal("/sign-in", (await officer.GetAsync("/queue")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Everybody_is_taken_away_as_a_table()
    {
        var keeper = await KeeperAsync();
        var csv = await keeper.Client.GetStringAsync(Users + "/export?format=csv", Ct);
        Assert.Contains("keeper@example.cn", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_that_name_is_not_found()
    {
        var keeper = await KeeperAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetAsync(Users + "/stranger")).Status);
    }

    public void Dispose()
    {
        visitors.ForEach(v => v.Dispose());
        server.Dispose();
    }

    private static async Task<Sheet> InviteAsync(Visitor keeper, params (string, string)[] more) => await keeper.SendAsync(
        await keeper.GetAsync(Users + "/new"), Users + "/new", [("person.name", "王办"), ("person.email", "wang@example.cn"), ("person.roles", "Officer"), .. more]);

    /// <summary>The page with a box no longer ticked.</summary>
    private static Sheet Without(Sheet page, string action, string name)
    {
        Assert.Contains(page.Form(action), f => f.Key == name);
        return page with { Html = page.Html.Replace($"name=\"{name}\"", "", StringComparison.Ordinal) };
    }

    private async Task WithAccountAsync(Func<UserManager<Account>, Account, Task<IdentityResult>> act)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        Assert.True((await act(accounts, (await accounts.FindByIdAsync("officer"))!)).Succeeded);
    }

    private Task<Visitor> KeeperAsync() => JoinAsync(new Person(new("keeper"), "管", "keeper@example.cn", "zh", [Role.Administrator]));

    private Task<Visitor> OfficerAsync() => JoinAsync(new Person(new("officer"), "办", "officer@example.cn", "zh", [Role.Officer]) { Sections = ["plan"] });

    private async Task<Visitor> JoinAsync(Person person)
    {
        await server.JoinAsync(person);
        var visitor = await Visitor.SignedInAsync(server, person.Id.Value);
        visitors.Add(visitor);
        return visitor;
    }
}
