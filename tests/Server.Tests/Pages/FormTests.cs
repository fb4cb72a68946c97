using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class FormTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_typed_is_stored_as_its_type()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.FillAsync();
        await visit.SaveAsync("editor", "leader", ("leader.leader.name", "周工"), ("leader.leader.phone", "13912345678"), ("leader.phone", "0516-88880000"), ("leader.region", "320381"), ("leader.since", "2020-03"), ("leader.born", "1980"));
        var form = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/form");
        var project = form.GetProperty("project");
        Assert.Equal(12, project.GetProperty("staff").GetInt32());
        Assert.Equal("energy", project.GetProperty("fields")[0].GetString());
        Assert.False(project.GetProperty("joint").GetBoolean());
        Assert.Equal("2025-04-30", project.GetProperty("period").GetProperty("to").GetString());
        Assert.Equal("周工", form.GetProperty("leader").GetProperty("leader").GetProperty("name").GetString());
        Assert.Equal("12.5", form.GetProperty("budget").GetProperty("lines")[0].GetProperty("fiscal").GetRawText());
        Assert.True(form.GetProperty("declaration").GetProperty("truthful").GetBoolean());
    }

    [Fact]
    public async Task A_page_shows_again_what_was_stored()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.FillAsync();
        var editor = await visit.AsAsync("editor");
        var fields = (await editor.GetAsync(visit.Case + "/form/project")).Form(visit.Case + "/form/project");
        Assert.Contains(new("project.basis", "自主研发"), fields);
        Assert.Contains(new("project.fields", "energy"), fields);
        Assert.Contains(new("project.joint", "false"), fields);
        Assert.Contains(new("project.period.from", "2023-05-01"), fields);
        Assert.Contains("总预算", (await editor.GetAsync(visit.Case + "/form/budget")).Text, StringComparison.Ordinal);
        Assert.Contains(">12.5</output>", (await editor.GetAsync(visit.Case + "/form/budget")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("１２．５", "12.5")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData(" 7 ", "7")]
    public async Task Numbers_are_read_as_people_write_them(string typed, string stored)
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.SaveAsync("editor", "budget", ("budget.yuan", typed));
        var form = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/form");
        Assert.Equal(stored, form.GetProperty("budget").GetProperty("yuan").GetRawText());
    }

    [Fact]
    public async Task A_value_that_cannot_be_right_is_shown_at_its_field_and_the_rest_is_saved()
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await visit.SaveAsync("editor", "project", ("project.title", "新名称"), ("project.staff", "很多"), ("project.summary", "第一行\r\n第二行"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("有1处格式错误", page.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"project.staff-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(new("project.staff", "很多"), page.Form(visit.Case + "/form/project"));

        var form = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/form");
        Assert.Equal("第一行\n第二行", form.GetProperty("project").GetProperty("summary").GetString());
        Assert.False(form.GetProperty("project").TryGetProperty("staff", out _));

        var editor = await visit.AsAsync("editor");
        page = await editor.SendAsync(page, visit.Case + "/form/project", ("project.staff", "9"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("已保存", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_are_added_and_removed_without_scripts()
    {
        using var visit = await CaseVisit.BeginAsync();
        var (editor, address) = (await visit.AsAsync("editor"), visit.Case + "/form/budget");
        var page = await visit.SaveAsync("editor", "budget", ("budget.lines[0].category", "设备费"), ("budget.lines[0].fiscal", "1"), ("do", "add:budget.lines"));
        Assert.Contains(new("budget.lines[1].fiscal", ""), page.Form(address));
        page = await editor.SendAsync(page, address, ("budget.lines[1].category", "业务费"), ("budget.lines[1].fiscal", "2"));
        Assert.Contains(">3</output>", page.Html, StringComparison.Ordinal);
        page = await editor.SendAsync(page, address, ("do", "remove:budget.lines:0"));
        Assert.Contains(new("budget.lines[0].category", "业务费"), page.Form(address));
        Assert.DoesNotContain(page.Form(address), f => f.Key.StartsWith("budget.lines[1]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_field_that_is_not_asked_is_hidden()
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await visit.SaveAsync("editor", "project", ("project.basis", "自主研发"));
        Assert.Matches("<div class=\"asked\" hidden[^>]*data-when=\"project.basis\"", page.Html);
        page = await visit.SaveAsync("editor", "project", ("project.basis", "科技副总"));
        Assert.Matches("<div class=\"asked\" data-when=\"project.basis\"", page.Html);
    }

    [Fact]
    public async Task Two_people_may_work_on_two_sections_and_on_one_the_second_is_asked()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.Journey.JoinAsync("colleague", [Core.Common.Role.ApplicantEditor], org: Journey.Acme);
        var (editor, colleague, address) = (await visit.AsAsync("editor"), await visit.AsAsync("colleague"), visit.Case + "/form/project");
        var mine = await editor.GetAsync(address);
        await visit.SaveAsync("colleague", "leader", ("leader.leader.name", "周工"));
        var theirs = await colleague.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, (await colleague.SendAsync(theirs, address, ("project.summary", "同事的"), ("project.staff", "5"))).Status);

        var conflict = await editor.SendAsync(mine, address, ("project.summary", "我的"), ("project.title", "我的名称"));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("同事的", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("我的", conflict.Text, StringComparison.Ordinal);

        var page = await editor.SendAsync(conflict, address, ("choose.project.summary", "theirs"), ("choose.project.staff", "theirs"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var project = (await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/form")).GetProperty("project");
        Assert.Equal("同事的", project.GetProperty("summary").GetString());
        Assert.Equal("我的名称", project.GetProperty("title").GetString());
        Assert.Equal(5, project.GetProperty("staff").GetInt32());
    }

    [Fact]
    public async Task A_double_click_saves_once()
    {
        using var visit = await CaseVisit.BeginAsync();
        var (editor, address) = (await visit.AsAsync("editor"), visit.Case + "/form/project");
        var page = await editor.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, (await editor.SendAsync(page, address, ("project.title", "一次"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await editor.SendAsync(page, address, ("project.title", "一次"))).Status);
        var events = await visit.Journey.GetAsync("editor", $"/api/cases/{visit.Journey.Case}/events");
        Assert.Single(events.EnumerateArray(), e => e.GetProperty("event").GetProperty("event").GetString() == "draft-saved-v1");
    }

    [Fact]
    public async Task A_script_saves_and_is_told_what_was_left_out_and_what_it_sums_to()
    {
        using var visit = await CaseVisit.BeginAsync();
        var (editor, address) = (await visit.AsAsync("editor"), visit.Case + "/form/budget");
        var page = await editor.GetAsync(address);
        var said = await AutosaveAsync(editor, page, address, ("budget.lines[0].fiscal", "3"), ("budget.lines[1].fiscal", "4"), ("budget.ratio", "abc"));
        Assert.Equal("7", said.GetProperty("computed").GetProperty("budget.total").GetString());
        Assert.Equal("应填写数字", said.GetProperty("wrong").GetProperty("budget.ratio").GetString());
        Assert.NotEqual(page.Form(address).Single(f => f.Key == "seen").Value, said.GetProperty("seen").GetString());
        Assert.True((await AutosaveAsync(editor, page, address, ("budget.starts", "2023-05-01"))).GetProperty("conflict").GetBoolean());
    }

    [Fact]
    public async Task Who_may_not_write_reads_and_who_may_not_see_finds_nothing()
    {
        using var visit = await CaseVisit.BeginAsync();
        foreach (var path in new[] { "", "/form/project", "/documents", "/check", "/print", "/withdraw", "/return" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await visit.StrangerAsync()).GetAsync(visit.Case + path)).Status);
        }

        var officer = await visit.AsAsync("officer");
        var page = await officer.GetAsync(visit.Case + "/form/project");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("name=\"seen\"", page.Html, StringComparison.Ordinal);
        var refused = await officer.SendAsync(page, "/language", ("back", "/")); // a token of the officer's own
        var token = page.Form("/language").Single(f => f.Key == "__RequestVerificationToken").Value;
        var answer = await officer.Client.PostAsync(visit.Case + "/form/project", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("seen", ""), new("project.title", "改")]), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
    }

    [Theory]
    [InlineData("/cases/x")]
    [InlineData("/cases/a-00000000000000000000000000")]
    [InlineData("/cases/a-00000000000000000000000000/form/project")]
    [InlineData("/programmes/none/1")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var visit = await CaseVisit.BeginAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await visit.AsAsync("editor")).GetAsync(path)).Status);
    }

    private static async Task<JsonElement> AutosaveAsync(Visitor visitor, Sheet page, string address, params (string Name, string Value)[] typed)
    {
        var fields = page.Form(address).Where(f => !typed.Any(t => t.Name == f.Key) && f.Key != "operation").Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await visitor.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
