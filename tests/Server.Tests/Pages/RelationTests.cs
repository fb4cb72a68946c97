using System.Net;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A conflict of interest is declared by oneself, keeps one away at once, and is ended by an administrator with a reason.</summary>
public sealed class RelationTests
{
    private const string Page = "/account/relations";

    [Fact]
    public async Task Who_declares_a_relation_no_longer_sees_the_cases_until_it_is_ended_for_a_reason()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        await visit.Journey.JoinAsync("keeper", [Role.Administrator]);
        var officer = await visit.AsAsync("officer");
        Assert.Contains(Page, (await officer.GetAsync("/account")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(visit.Case)).Status);

        var page = await officer.SendAsync(await officer.GetAsync(Page), Page, ("org", Journey.Acme), ("kind", "kinship"), ("note", "配偶任职"));
        Assert.Contains("江苏示例新材料有限公司 91320381DEMA00013G 亲属关系 配偶任职", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(visit.Case)).Status);

        var (keeper, user) = (await visit.AsAsync("keeper"), "/administration/users/officer");
        page = await keeper.SendAsync(await keeper.GetAsync(user), user + "/relations/end", ("why", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"id=\"why-{Journey.Acme}-wrong\"", page.Html, StringComparison.Ordinal);
        page = await keeper.SendAsync(page, user + "/relations/end", ("why", "已离职"));
        Assert.Contains("终止：已离职", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(visit.Case)).Status);
    }

    [Fact]
    public async Task What_is_missing_or_unknown_is_shown_at_its_place_and_what_was_typed_stays()
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        var officer = await visit.AsAsync("officer");
        var page = await officer.SendAsync(await officer.GetAsync(Page), Page, ("org", "91320000NOBODY0000"), ("note", "曾在该单位工作"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"org-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"kind-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"曾在该单位工作\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ends_their_own_and_applicants_are_asked_for_none()
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        await visit.Way.JoinAsync("both", [Role.Administrator, Role.Officer], section: "plan");
        var both = await visit.AsAsync("both");
        await both.SendAsync(await both.GetAsync(Page), Page, ("org", Journey.Acme), ("kind", "adviser"));
        Assert.Equal(HttpStatusCode.Forbidden, (await both.SendAsync(await both.GetAsync("/administration/users/both"), "/administration/users/both/relations/end", ("why", "无"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.AsAsync("editor")).Client is { } editor ? (await editor.GetAsync(Page, TestContext.Current.CancellationToken)).StatusCode : default);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await visit.AsAsync("officer")).Client.GetAsync("/administration/users/both", TestContext.Current.CancellationToken)).StatusCode);
        using var nobody = new Visitor(visit.Way.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(Page)).Address.AbsolutePath);
    }
}
