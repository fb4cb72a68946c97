using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A draft that begins with what an earlier application said, and with what the registers know.</summary>
public sealed class StartTests : IAsyncLifetime
{
    private const string Programme = "/programmes/again/2023.1";
    private const string Start = Programme + "/start";

    private readonly List<Visitor> visitors = [];
    private Journey way = null!;
    private string earlier = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An application under last year's version, with a document.</summary>
    public async ValueTask InitializeAsync()
    {
        way = await Journey.BeginAsync();
        way.On("2022-03-06");
        var answer = await way.SendAsync("editor", HttpMethod.Post, "/api/cases", Journey.Json(new { programme = new { id = "again", version = "2022.1" }, org = Journey.Acme, title = "去年的项目" }));
        way.Case = earlier = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("case").GetString()!;
        var project = new { title = "去年的项目", goal = "减重20%", basis = "科技副总", spent = "100.5", adviser = "某大学", staff = 9 };
        var lines = new[] { new { item = "设备费", amount = "12.5", note = "进口" } };
        await way.DoAsync("editor", "save-draft", new { title = "去年的项目", form = new { project, budget = new { lines }, declaration = new { truthful = true } } });
        await way.AttachAsync();
        way.On("2023-03-06");
    }

    [Fact]
    public async Task The_programme_lists_the_own_earlier_application_and_the_page_says_what_is_taken_over_and_what_is_not()
    {
        var editor = await AsAsync("editor");
        await Journey.SoonAsync(async () => (await editor.GetAsync(Programme)).Html.Contains($"{Start}?from={earlier}", StringComparison.Ordinal) ? "" : null, "the earlier application");
        var page = await editor.GetAsync($"{Start}?from={earlier}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.All(["减重20%", "设备费", "12.5", "以前的申报", "value=\"去年的项目\""], said => Assert.Contains(said, page.Html, StringComparison.Ordinal));
        Assert.All(["来源: 不在可选范围内", "已投入: 填写方式已改变", "指导单位: 新表已无此项", "预算明细 · 说明: 新表已无此项"], left => Assert.Contains(left, page.Text, StringComparison.Ordinal));
        Assert.All(["某大学", "进口", "科技副总", "所填内容真实"], never => Assert.DoesNotContain(never, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_draft_has_what_was_shown_and_neither_documents_nor_declarations()
    {
        var editor = await AsAsync("editor");
        var page = await editor.SendAsync(await editor.GetAsync($"{Start}?from={earlier}"), Start, ("title", "今年的项目"));
        var id = page.Address.AbsolutePath.Split('/')[2];
        var form = await way.GetAsync("editor", $"/api/cases/{id}/form");
        var project = form.GetProperty("project");
        Assert.Equal(["title", "goal", "staff"], project.EnumerateObject().Select(f => f.Name));
        Assert.Equal("今年的项目", project.GetProperty("title").GetString());
        var line = Assert.Single(form.GetProperty("budget").GetProperty("lines").EnumerateArray());
        Assert.Equal([("item", "设备费"), ("amount", "12.5")], line.EnumerateObject().Select(c => (c.Name, c.Value.GetString()!)));
        Assert.False(form.TryGetProperty("declaration", out _));
        var state = (await way.GetAsync("editor", $"/api/cases/{id}")).GetProperty("state");
        Assert.Equal(("今年的项目", 0), (state.GetProperty("title").GetString(), state.GetProperty("documents").GetArrayLength()));
    }

    [Fact]
    public async Task A_double_click_makes_one_draft_and_does_not_take_back_what_was_typed_since()
    {
        var editor = await AsAsync("editor");
        var page = await editor.GetAsync($"{Start}?from={earlier}");
        var both = await Task.WhenAll(editor.SendAsync(page, Start), editor.SendAsync(page, Start));
        var draft = Assert.Single(both.Select(p => p.Address.AbsolutePath).Distinct());
        await editor.SendAsync(await editor.GetAsync(draft), draft, ("project.goal", "新的目标"));
        await editor.SendAsync(page, Start);
        Assert.Contains("新的目标", (await editor.GetAsync(draft)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_registers_know_is_newer_than_the_earlier_application_and_stands_with_its_source()
    {
        await way.JoinAsync("clerk", [Role.Officer], section: "hightech");
        var enterprise = new { uscc = Journey.Acme, name = "江苏示例新材料有限公司", town = "Caoqiao", registeredOn = "2018-05-08" };
        var content = new { enterprise, size = new { aboveScale = true, industrial = true, service = false, staff = 42 } };
        var answer = await way.SendAsync("clerk", HttpMethod.Post, "/api/registers/enterprises/records", Journey.Json(new { content }));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));

        var editor = await AsAsync("editor");
        var page = await Journey.SoonAsync(async () => await editor.GetAsync($"{Start}?from={earlier}") is var p && p.Text.Contains("企业名录", StringComparison.Ordinal) ? p : null, "the record");
        page = await editor.SendAsync(page, Start);
        var project = (await way.GetAsync("editor", $"/api/cases/{page.Address.AbsolutePath.Split('/')[2]}/form")).GetProperty("project");
        Assert.Equal((42, "2018-05-08", "减重20%"), (project.GetProperty("staff").GetInt32(), project.GetProperty("founded").GetString(), project.GetProperty("goal").GetString()));

        page = await editor.SendAsync(await editor.GetAsync(Start), Start, ("title", "只用档案"));
        project = (await way.GetAsync("editor", $"/api/cases/{page.Address.AbsolutePath.Split('/')[2]}/form")).GetProperty("project");
        Assert.Equal(["staff", "founded", "title"], project.EnumerateObject().Select(f => f.Name));
    }

    [Fact]
    public async Task Another_organisations_application_is_not_there_and_neither_is_one_of_another_programme()
    {
        var own = await AsAsync("editor");
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/programmes/fields/2023.1/start?from={earlier}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"{Start}?from=nonsense")).Status);
        await way.Server.Services.GetRequiredService<PeopleDirectory>().SaveAsync(new Organisation(new("91320381DEMA00021B"), "江苏乙公司", "enterprise", "Caoqiao") { Verified = true }, Ct);
        await way.JoinAsync("stranger", [Role.ApplicantEditor], org: "91320381DEMA00021B");
        var stranger = await AsAsync("stranger");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Start}?from={earlier}")).Status);
        var page = await stranger.GetAsync(Start);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(page, Start, ("title", "偷看"), ("from", earlier))).Status);
    }

    [Fact]
    public async Task Only_an_editor_starts_and_nobody_who_is_not_signed_in()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await AsAsync("signatory")).GetAsync(Start)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await AsAsync("officer")).GetAsync(Start)).Status);
        using var nobody = new Visitor(way.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(Start)).Address.AbsolutePath);
    }

    [Fact]
    public async Task What_is_refused_comes_back_with_what_was_typed_and_taken_over()
    {
        var editor = await AsAsync("editor");
        way.On("2023-05-02");
        var page = await editor.SendAsync(await editor.GetAsync($"{Start}?from={earlier}"), Start, ("title", "太晚了"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.All(["value=\"太晚了\"", "减重20%", $"value=\"{earlier}\""], kept => Assert.Contains(kept, page.Html, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        visitors.ForEach(v => v.Dispose());
        way.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Visitor> AsAsync(string who)
    {
        var visitor = await Visitor.SignedInAsync(way.Server, who);
        visitors.Add(visitor);
        return visitor;
    }
}
