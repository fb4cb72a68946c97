using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class CommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submitted_application_is_checked_published_and_decided_on_pages()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        await GiveAsync(visit, "head", "assign", [("to", "officer")]);
        await GiveAsync(visit, "officer", "verify-document", [("slot", "signed"), ("originalSeen", "true")]);
        await GiveAsync(visit, "officer", "pass-formal", [("eligibilityConfirmed", "true")]);
        await GiveAsync(visit, "officer", "start-publicity", [("on", "2023-03-06")], ("notice", "公示.pdf"));
        visit.Journey.On("2023-03-20");
        await GiveAsync(visit, "officer", "record-decision", [("approved", "true"), ("documentNo", "试科发〔2023〕9号"), ("award", "500,000.00"), ("from", "2023-05-01"), ("to", "2025-04-30")], ("document", "文件.pdf"));
        var leader = await visit.AsAsync("leader");
        Assert.Contains("试科发〔2023〕9号", (await leader.GetAsync(visit.Case + "/do/confirm-decision")).Text, StringComparison.Ordinal);
        var page = await GiveAsync(visit, "leader", "confirm-decision", []);
        Assert.Contains("已立项", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_shown_at_its_place_and_nothing_typed_is_lost()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        var page = await SendAsync(visit, "officer", "propose-formal-rejection", [("reason", "材料不一致"), ("rule", "")]);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"rule-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("材料不一致</textarea>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_came_need_not_be_chosen_again()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        await GiveAsync(visit, "officer", "verify-document", [("slot", "signed"), ("originalSeen", "true")]);
        await GiveAsync(visit, "officer", "pass-formal", [("eligibilityConfirmed", "true")]);
        var page = await SendAsync(visit, "officer", "start-publicity", [("on", "")], ("notice", "公示.pdf"));
        Assert.Contains("文件已上传", page.Text, StringComparison.Ordinal);
        page = await (await visit.AsAsync("officer")).SendAsync(page, visit.Case + "/do/start-publicity", ("on", "2023-03-06"));
        Assert.Equal(visit.Case, page.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("editor", "pass-formal", HttpStatusCode.Conflict)]
    [InlineData("officer", "confirm-decision", HttpStatusCode.Conflict)]
    [InlineData("officer", "tick", HttpStatusCode.NotFound)]
    [InlineData("stranger", "pass-formal", HttpStatusCode.NotFound)]
    public async Task Nobody_is_shown_a_form_for_what_they_may_not_do(string who, string command, HttpStatusCode expected)
    {
        using var visit = await CaseVisit.SubmittedAsync();
        await visit.StrangerAsync();
        Assert.Equal(expected, (await (await visit.AsAsync(who)).GetAsync($"{visit.Case}/do/{command}")).Status);
    }

    private static async Task<Sheet> GiveAsync(CaseVisit visit, string who, string command, (string, string)[] typed, params (string Name, string File)[] files)
    {
        var page = await SendAsync(visit, who, command, typed, files);
        Assert.True(page.Address.AbsolutePath == visit.Case, $"{command}: {page.Text}");
        return page;
    }

    private static async Task<Sheet> SendAsync(CaseVisit visit, string who, string command, (string Name, string Value)[] typed, params (string Name, string File)[] files)
    {
        var (visitor, address) = (await visit.AsAsync(who), $"{visit.Case}/do/{command}");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in (await visitor.GetAsync(address)).Form(address).Where(f => !typed.Any(t => t.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(typed))
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (name, file) in files)
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7\n" + file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, name, file);
        }

        var answer = await visitor.Client.PostAsync(address, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.RequestMessage!.RequestUri!);
    }
}
