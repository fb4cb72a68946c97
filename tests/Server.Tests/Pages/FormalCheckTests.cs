using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The formal check: papers against their originals, on one page and on the form that is printed.</summary>
public sealed class FormalCheckTests
{
    [Fact]
    public async Task What_was_seen_of_a_paper_is_recorded_with_who_and_when_and_printed()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        var (officer, check) = (await visit.AsAsync("officer"), visit.Case + "/formal-check");
        Assert.Contains(check, (await officer.GetAsync(visit.Case)).Html, StringComparison.Ordinal);
        var page = await officer.GetAsync(check);
        Assert.Contains("已审核0类附件，共提供1类。", page.Text, StringComparison.Ordinal);

        page = await officer.SendAsync(page, check, ("slot", "signed"), ("originalSeen", "false"));
        Assert.Contains("仅见复印件", page.Text, StringComparison.Ordinal);
        page = await officer.SendAsync(page, check, ("slot", "signed"), ("originalSeen", "true"));
        Assert.Contains("已审核1类附件，共提供1类。", page.Text, StringComparison.Ordinal);
        Assert.Contains("officer，2023-03-06", page.Text, StringComparison.Ordinal);

        var form = (await officer.GetAsync(check + "/print")).Text;
        Assert.Contains("项目附件审核表", form, StringComparison.Ordinal);
        Assert.Contains("1 已核原件 officer 2023-03-06", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync(visit.Case + "/do/pass-formal")).Status);
    }

    [Fact]
    public async Task An_answer_left_out_is_asked_for_at_its_paper()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        var (officer, check) = (await visit.AsAsync("officer"), visit.Case + "/formal-check");
        var page = await officer.SendAsync(await officer.GetAsync(check), check, ("slot", "signed"), ("originalSeen", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("请选择“已核原件”或“仅见复印件”", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_recorded_once_the_case_has_moved_on()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        var (officer, check) = (await visit.AsAsync("officer"), visit.Case + "/formal-check");
        var page = await officer.GetAsync(check);
        await visit.Journey.DoAsync("signatory", "withdraw", new { reason = "项目取消" });
        page = await officer.SendAsync(page, check, ("slot", "signed"), ("originalSeen", "true"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("未审核", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("editor", HttpStatusCode.Forbidden)]
    [InlineData("stranger", HttpStatusCode.Forbidden)]
    [InlineData("funds", HttpStatusCode.Forbidden)]
    [InlineData("other", HttpStatusCode.NotFound)]
    [InlineData("leader", HttpStatusCode.OK)]
    public async Task The_check_is_for_the_bureau_of_the_cases_section(string who, HttpStatusCode expected)
    {
        using var visit = await CaseVisit.SubmittedAsync();
        await visit.StrangerAsync();
        await visit.Journey.JoinAsync("other", [Core.Common.Role.Officer], section: "hightech");
        Assert.Equal(expected, (await (await visit.AsAsync(who)).GetAsync(visit.Case + "/formal-check")).Status);
        Assert.Equal(expected, (await (await visit.AsAsync(who)).GetAsync(visit.Case + "/formal-check/print")).Status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        using var nobody = new Visitor(visit.Journey.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(visit.Case + "/formal-check")).Address.AbsolutePath);
    }
}
