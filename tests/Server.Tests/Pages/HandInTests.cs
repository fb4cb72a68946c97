using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class HandInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_problem_leads_to_its_field()
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await (await visit.AsAsync("signatory")).GetAsync(visit.Case + "/check");
        Assert.Contains($"href=\"{visit.Case}/form/project#project.summary\"", page.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{visit.Case}/form/budget#budget.lines\"", page.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{visit.Case}/documents#slot-signed\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("待填写", page.Text, StringComparison.Ordinal);
        Assert.Contains("试科发〔2023〕1号", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_form_is_not_submitted_and_says_why()
    {
        using var visit = await CaseVisit.BeginAsync();
        var signatory = await visit.AsAsync("signatory");
        var page = await SubmitAsync(visit, signatory);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("表单尚未填写完整", page.Text, StringComparison.Ordinal);
        Assert.Contains("Draft", (await visit.Journey.GetAsync("editor", "/api/cases/" + visit.Journey.Case)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_form_is_submitted_by_the_signatory_alone()
    {
        using var visit = await CaseVisit.BeginAsync();
        await visit.FillAsync();
        await AttachAsync(visit, "signed", "申请书.pdf", "%PDF-1.7\nsigned");
        var editor = await visit.AsAsync("editor");
        Assert.DoesNotContain("value=\"submit\"", (await editor.GetAsync(visit.Case + "/check")).Html, StringComparison.Ordinal);

        var signatory = await visit.AsAsync("signatory");
        var page = await signatory.GetAsync(visit.Case + "/check");
        Assert.Contains("没有发现问题", page.Text, StringComparison.Ordinal);
        page = await signatory.SendAsync(page, visit.Case + "/check", ("do", "submit"));
        Assert.Contains("请先签署声明", page.Text, StringComparison.Ordinal);
        page = await SubmitAsync(visit, signatory);
        Assert.Equal(visit.Case, page.Address.AbsolutePath);
        Assert.Contains("形式审查", page.Text, StringComparison.Ordinal);
        Assert.Contains("320381-fields-2023-0001", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"seen\"", (await editor.GetAsync(visit.Case + "/form/project")).Html, StringComparison.Ordinal);
        Assert.Contains("新工艺", (await editor.GetAsync(visit.Case + "/print")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Papers_are_uploaded_listed_handed_out_and_removed()
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await AttachAsync(visit, "signed", "申请书.pdf", "%PDF-1.7\nwords");
        Assert.Contains("申请书.pdf", page.Text, StringComparison.Ordinal);
        var editor = await visit.AsAsync("editor");
        var hash = page.Form(visit.Case + "/documents/signed/remove").Single(f => f.Key == "hash").Value;
        var file = await editor.Client.GetAsync($"{visit.Case}/files/{hash}", Ct);
        Assert.Equal("%PDF-1.7\nwords", await file.Content.ReadAsStringAsync(Ct));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await (await visit.StrangerAsync()).Client.GetAsync($"{visit.Case}/files/{hash}", Ct)).StatusCode);
        page = await editor.SendAsync(page, visit.Case + "/documents/signed/remove");
        Assert.DoesNotContain("申请书.pdf", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.html", "<html>", "signed", "文件")]
    [InlineData("big.pdf", null, "signed", "1 MB")]
    public async Task A_file_that_does_not_fit_is_refused_in_words(string name, string? content, string slot, string said)
    {
        using var visit = await CaseVisit.BeginAsync();
        var page = await AttachAsync(visit, slot, name, content ?? "%PDF-1.7\n" + new string('x', 1024 * 1024));
        Assert.NotEqual(HttpStatusCode.OK, page.Status);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_is_withdrawn_with_a_reason()
    {
        using var visit = await CaseVisit.BeginAsync();
        var signatory = await visit.AsAsync("signatory");
        var page = await signatory.GetAsync(visit.Case + "/withdraw");
        Assert.Equal(HttpStatusCode.BadRequest, (await signatory.SendAsync(page, visit.Case + "/withdraw", ("reason", " "))).Status);
        page = await signatory.SendAsync(page, visit.Case + "/withdraw", ("reason", "方向调整"));
        Assert.Contains("已撤回", page.Text, StringComparison.Ordinal);
        await CaseVisit.UntilAsync(async () => (await signatory.GetAsync("/cases")).Text.Contains("轻质合金", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eligibility_is_judged_without_keeping_anything()
    {
        using var visit = await CaseVisit.BeginAsync();
        var editor = await visit.AsAsync("editor");
        const string address = "/programmes/fields/2023.1/eligibility";
        var page = await editor.GetAsync(address);
        page = await editor.SendAsync(page, address, ("project.staff", "4"));
        Assert.Contains("不符合", page.Text, StringComparison.Ordinal);
        Assert.Contains("人工判断", page.Text, StringComparison.Ordinal);
        page = await editor.SendAsync(page, address, ("project.staff", "5"));
        Assert.DoesNotContain("不符合", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"5\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_the_call_does_not_take_is_refused_with_what_was_typed()
    {
        using var visit = await CaseVisit.BeginAsync();
        visit.Journey.On("2023-05-02");
        var editor = await visit.AsAsync("editor");
        var page = await editor.SendAsync(await editor.GetAsync("/programmes/fields/2023.1"), "/programmes/fields/2023.1", ("title", "太晚了"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("截止", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"太晚了\"", page.Html, StringComparison.Ordinal);
    }

    private static async Task<Sheet> SubmitAsync(CaseVisit visit, Visitor signatory) =>
        await signatory.SendAsync(await signatory.GetAsync(visit.Case + "/check"), visit.Case + "/check", ("do", "submit"), ("declaration", "true"), ("pledge", "true"));

    private static async Task<Sheet> AttachAsync(CaseVisit visit, string slot, string name, string content)
    {
        var editor = await visit.AsAsync("editor");
        var address = $"{visit.Case}/documents/{slot}";
        var page = await editor.GetAsync(visit.Case + "/documents");
        using var body = new MultipartFormDataContent();
        foreach (var (key, value) in page.Form(address))
        {
            body.Add(new StringContent(value), key);
        }

        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", name);
        var answer = await editor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }
}
