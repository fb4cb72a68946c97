using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class OrganisationTests(OneServer server) : IClassFixture<OneServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PeopleDirectory Directory => server.Services.GetRequiredService<PeopleDirectory>();

    [Fact]
    public async Task An_enterprise_registers_and_the_bureau_verifies_it()
    {
        using var visitor = new Visitor(server);
        var page = await RegisterAsync(visitor, "91320381DEMA00013G", "first");
        Assert.Contains("注册信息已提交", page.Text, StringComparison.Ordinal);
        Assert.False((await Directory.OrgAsync(new("91320381DEMA00013G"), Ct))!.Verified);

        using var own = await Visitor.SignedInAsync(server, "first");
        Assert.Contains("待科技局核验", (await own.GetAsync("/organisation")).Text, StringComparison.Ordinal);

        using var officer = await OfficerAsync();
        page = await officer.GetAsync("/organisations");
        Assert.Contains("91320381DEMA00013G", page.Text, StringComparison.Ordinal);
        await officer.SendAsync(page, "/organisations/91320381DEMA00013G/verify");
        Assert.True((await Directory.OrgAsync(new("91320381DEMA00013G"), Ct))!.Verified);
        Assert.DoesNotContain("91320381DEMA00013G", (await officer.GetAsync("/organisations")).Text, StringComparison.Ordinal);

        page = await RegisterAsync(visitor, "91320381DEMA00013G", "second");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("该单位已注册", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_no_code_has_is_refused_and_nothing_typed_is_lost()
    {
        using var visitor = new Visitor(server);
        var page = await RegisterAsync(visitor, "91320381DEMA0001OG", "blocked");
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("不能含有“O”", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"91320381DEMA0001OG\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"江苏试制材料有限公司\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(OneServer.Password, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_check_character_is_asked_about_and_left_to_the_licence()
    {
        using var visitor = new Visitor(server);
        var page = await RegisterAsync(visitor, "91350100M0001TGQXM", "doubt");
        Assert.Contains("校验位不符", page.Text, StringComparison.Ordinal);
        page = await visitor.SendAsync(page, "/register", ("doubtful", "true"), ("new", OneServer.Password), ("repeat", OneServer.Password));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True((await Directory.OrgAsync(new("91350100M0001TGQXM"), Ct))!.CodeNeedsLicence);
    }

    [Fact]
    public async Task A_rejected_registration_shuts_the_person_out_and_frees_the_code()
    {
        using var visitor = new Visitor(server);
        await RegisterAsync(visitor, "91320381DEMA00021B", "rejected");
        using var officer = await OfficerAsync();
        await officer.SendAsync(await officer.GetAsync("/organisations"), "/organisations/91320381DEMA00021B/reject");
        var page = await visitor.SendAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("email", "rejected@example.cn"), ("password", OneServer.Password));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(HttpStatusCode.OK, (await RegisterAsync(visitor, "91320381DEMA00021B", "again")).Status);
    }

    [Fact]
    public async Task A_signatory_invites_a_colleague_with_a_one_time_password()
    {
        using var visitor = new Visitor(server);
        await RegisterAsync(visitor, "91320381DEMA0003X3", "inviter");
        using var inviter = await Visitor.SignedInAsync(server, "inviter");
        var page = await inviter.GetAsync("/organisation");
        var refused = await inviter.SendAsync(page, "/organisation/invite", ("name", "新同事"), ("email", "no address"));
        Assert.Contains("不是有效的邮箱", refused.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"新同事\"", refused.Html, StringComparison.Ordinal);

        page = await inviter.SendAsync(page, "/organisation/invite", ("name", "新同事"), ("email", "colleague@example.cn"), ("role", "editor"));
        var password = Regex.Match(page.Html, "<code>([^<]+)</code>").Groups[1].Value;
        using var colleague = await Visitor.SignedInAsync(server, "colleague", password);
        Assert.Equal("/account/password", (await colleague.GetAsync("/organisation")).Address.AbsolutePath);
    }

    [Fact]
    public async Task An_editor_invites_nobody_and_applicants_verify_nobody()
    {
        await Directory.SaveAsync(new Organisation(new("91320381DEMA000483"), "江苏甲公司", "enterprise", null), Ct);
        await server.JoinAsync(new Person(new("plain"), "编", "plain@example.cn", "zh", [Role.ApplicantEditor]) { Org = new("91320381DEMA000483") });
        using var editor = await Visitor.SignedInAsync(server, "plain");
        var page = await editor.GetAsync("/organisation");
        Assert.DoesNotContain("/organisation/invite", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/organisations")).Status);
    }

    private static async Task<Sheet> RegisterAsync(Visitor visitor, string code, string id) => await visitor.SendAsync(
        await visitor.GetAsync("/register"), "/register", ("uscc", code), ("orgName", "江苏试制材料有限公司"), ("type", "enterprise"), ("area", "草桥镇"),
        ("name", "钱某"), ("email", id + "@example.cn"), ("new", OneServer.Password), ("repeat", OneServer.Password));

    private async Task<Visitor> OfficerAsync()
    {
        var id = "officer-" + Guid.NewGuid().ToString("N")[..8];
        await server.JoinAsync(new Person(new(id), "办", id + "@example.cn", "zh", [Role.Officer]) { Sections = ["plan"] });
        return await Visitor.SignedInAsync(server, id);
    }
}
