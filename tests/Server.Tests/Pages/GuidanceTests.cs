using System.Net;
using System.Text.RegularExpressions;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class GuidanceTests
{
    [Fact]
    public async Task A_draft_is_commented_on_at_its_field_returned_answered_and_passed()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.FillAsync();
        var (editor, officer, form) = (await visit.AsAsync("editor"), await visit.AsAsync("officer"), visit.Case + "/form/project");
        await editor.SendAsync(await editor.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "request-guidance"));
        await Journey.SoonAsync(async () => (await officer.GetAsync("/queue?list=queue:plan")).Text.Contains("轻质合金", StringComparison.Ordinal) ? "" : null, "the case in the queue");

        var page = await officer.GetAsync(form);
        await CommentAsync(officer, page, visit, "new-project.summary", "请写清技术路线");
        page = await officer.GetAsync(visit.Case + "/return");
        Assert.Contains("请写清技术路线", page.Text, StringComparison.Ordinal);
        var refused = await officer.SendAsync(page, visit.Case + "/return", ("dueOn", "2020-01-01"), ("text", "总体较好"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("总体较好", refused.Html, StringComparison.Ordinal);
        page = await officer.SendAsync(page, visit.Case + "/return", ("dueOn", "2023-03-20"));
        Assert.Contains("2023-03-20 24:00", page.Text, StringComparison.Ordinal);

        page = await editor.GetAsync(form);
        Assert.Contains("请写清技术路线", page.Text, StringComparison.Ordinal);
        Assert.Contains("必须修改或答复", page.Text, StringComparison.Ordinal);
        page = await editor.SendAsync(await editor.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "resubmit"));
        Assert.Contains("逐条答复", page.Text, StringComparison.Ordinal);
        await visit.SaveAsync("editor", "project", ("project.summary", "新工艺，分三步"));
        await AnswerAsync(editor, await editor.GetAsync(form), visit, "已补充");
        page = await editor.SendAsync(await editor.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "resubmit"));
        Assert.Equal(visit.Case, page.Address.AbsolutePath);

        page = await officer.GetAsync(visit.Case + "/rounds");
        Assert.Contains("新工艺，分三步", page.Text, StringComparison.Ordinal);
        page = await officer.SendAsync(await officer.GetAsync(visit.Case + "/pass-guidance"), visit.Case + "/pass-guidance");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page = await PassAsync(officer, page, visit);
        Assert.Contains("辅导通过待提交", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applicants_neither_return_nor_pass()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.FillAsync();
        var editor = await visit.AsAsync("editor");
        await editor.SendAsync(await editor.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "request-guidance"));
        var page = await editor.SendAsync(await editor.GetAsync(visit.Case + "/return"), visit.Case + "/return", ("text", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.DoesNotContain("/return", (await editor.GetAsync(visit.Case)).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("editor", "/queue?list=queue:plan", HttpStatusCode.NotFound)]
    [InlineData("officer", "/queue?list=queue:projects", HttpStatusCode.NotFound)]
    [InlineData("officer", "/queue", HttpStatusCode.OK)]
    [InlineData("leader", "/queue?list=cases", HttpStatusCode.OK)]
    [InlineData("officer", "/cases", HttpStatusCode.Forbidden)]
    public async Task A_list_of_somebody_elses_is_not_there(string who, string path, HttpStatusCode expected)
    {
        using var visit = await CaseVisit.BeginAsync();
        Assert.Equal(expected, (await (await visit.AsAsync(who)).GetAsync(path)).Status);
    }

    private static Task<Sheet> CommentAsync(Visitor officer, Sheet page, CaseVisit visit, string form, string text) =>
        SendByIdAsync(officer, page, visit.Case + "/comments", form, ("text", text), ("blocking", "true"));

    private static Task<Sheet> AnswerAsync(Visitor editor, Sheet page, CaseVisit visit, string text) =>
        SendByIdAsync(editor, page, visit.Case + "/comments", Regex.Match(page.Html, "id=\"(comment-[^\"]+)\"").Groups[1].Value, ("text", text));

    private static Task<Sheet> PassAsync(Visitor officer, Sheet page, CaseVisit visit) => officer.SendAsync(
        page, visit.Case + "/pass-guidance", [.. Regex.Matches(page.Html, "name=\"item\" value=\"([^\"]+)\"").Select(m => ("item", m.Groups[1].Value))]);

    /// <summary>Several forms of a page go to the same address; this one is told by its id.</summary>
    private static Task<Sheet> SendByIdAsync(Visitor visitor, Sheet page, string address, string id, params (string, string)[] typed)
    {
        var form = Regex.Match(page.Html, $"<form[^>]*id=\"{Regex.Escape(id)}\".*?</form>", RegexOptions.Singleline).Value;
        Assert.NotEqual("", form);
        return visitor.SendAsync(page with { Html = form }, address, typed);
    }
}
