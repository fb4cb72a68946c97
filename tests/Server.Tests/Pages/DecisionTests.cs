using System.Net;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A decision is recorded by one person and confirmed by another, and both see where it stands.</summary>
public sealed class DecisionTests
{
    [Fact]
    public async Task Who_confirms_sees_who_recorded_it_and_when()
    {
        using var desk = await RecordedAsync("officer");
        var page = await desk.GetAsync("leader", "/do/confirm-decision");
        Assert.Contains("由officer于 2023-04-03 10:00 登记", page.Text, StringComparison.Ordinal);
        Assert.Contains("徐科发〔2023〕9号", page.Text, StringComparison.Ordinal);
        Assert.Contains("已立项", (await (await desk.AsAsync("leader")).SendAsync(page, desk.Address + "/do/confirm-decision")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_recorded_it_is_told_that_another_must_confirm()
    {
        using var desk = await RecordedAsync("officer");
        var page = await desk.GetAsync("officer");
        Assert.Contains("不能由您本人确认", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.GetAsync("officer", "/do/confirm-decision")).Status);
    }

    [Fact]
    public async Task A_head_who_recorded_it_sees_the_rule_instead_of_a_button()
    {
        using var desk = await RecordedAsync("both");
        var page = await desk.GetAsync("both", "/do/confirm-decision");
        Assert.Contains("提出人与确认人不能相同", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"action=\"{desk.Address}/do/confirm-decision\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("已立项", (await (await desk.AsAsync("head")).SendAsync(await desk.GetAsync("head", "/do/confirm-decision"), desk.Address + "/do/confirm-decision")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_applicant_hears_of_it_only_once_it_is_confirmed()
    {
        using var desk = await RecordedAsync("officer");
        Assert.DoesNotContain("决定待确认", (await desk.GetAsync("editor")).Text, StringComparison.Ordinal);
        Assert.Contains("决定待确认", (await desk.GetAsync("head")).Text, StringComparison.Ordinal);
    }

    private static async Task<RoundVisit> RecordedAsync(string by)
    {
        var way = await Journey.BeginAsync();
        await way.JoinAsync("both", [Role.Officer, Role.SectionHead], section: "plan");
        await WholeWayTests.ApplyAsync(way);
        await WholeWayTests.ReviewAsync(way);
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.DoAsync("officer", "record-forwarding", new { authority = "徐州市科技局", channel = "系统", receiptNo = "R-1", on = "2023-03-20", receipt = await way.FileAsync("officer", "receipt") });
        way.On("2023-04-03");
        await way.DoAsync(by, "record-decision", new { approved = true, documentNo = "徐科发〔2023〕9号", document = await way.FileAsync(by, "decision"), award = 100_000_000, projectNo = "KC1", from = "2023-07-01", to = "2024-06-30" });
        return new(way);
    }
}
