using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A programme's round as the bureau sees it.</summary>
public sealed class RoundPageTests
{
    private const string Round = "/programmes/whole/rounds/2023";

    [Fact]
    public async Task The_round_shows_cases_by_state_with_the_money_asked()
    {
        using var visit = await RoundVisit.BeginAsync();
        var page = await visit.ListedAsync("officer", Round, "遴选推荐 2 125.50 万元", "合计 2 125.50 万元", "江苏示例新材料有限公司");
        Assert.Contains("推荐名额：已用0，共3。", page.Text, StringComparison.Ordinal);
        Assert.Contains("全流程测试计划", (await visit.GetAsync("officer", "/rounds")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("轻质合金", (await visit.GetAsync("officer", Round + "?state=Draft")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_row_can_be_taken_away()
    {
        using var visit = await RoundVisit.BeginAsync();
        await visit.ListedAsync("leader", Round, "轻质合金", "智能传感");
        var client = (await visit.AsAsync("leader")).Client;
        var csv = await client.GetStringAsync(Round + "/export?format=csv", TestContext.Current.CancellationToken);
        Assert.Contains(",智能传感,江苏示例新材料有限公司,91320381DEMA00013G,遴选推荐,", csv, StringComparison.Ordinal);
        Assert.Contains(",255000.00,", csv, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await client.GetByteArrayAsync(Round + "/export?format=xlsx", TestContext.Current.CancellationToken))[..2]);
    }

    [Theory]
    [InlineData("editor", Round, HttpStatusCode.Forbidden)]
    [InlineData("other", Round, HttpStatusCode.NotFound)]
    [InlineData("other", Round + "/export", HttpStatusCode.NotFound)]
    [InlineData("other", Round + "/selection", HttpStatusCode.NotFound)]
    [InlineData("other", Round + "/letter", HttpStatusCode.NotFound)]
    [InlineData("other", Round + "/scores/export", HttpStatusCode.NotFound)]
    [InlineData("leader", "/programmes/no-such/rounds/2023", HttpStatusCode.NotFound)]
    [InlineData("leader", "/programmes/whole/rounds/1999", HttpStatusCode.NotFound)]
    public async Task A_round_is_there_only_for_those_of_its_section(string who, string path, HttpStatusCode expected)
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        await visit.Way.JoinAsync("other", [Core.Common.Role.Officer], section: "hightech");
        Assert.Equal(expected, (await visit.GetAsync(who, path)).Status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to()
    {
        using var way = await Journey.BeginAsync();
        using var visitor = new Visitor(way.Server);
        Assert.Equal("/sign-in", (await visitor.GetAsync(Round)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Scores_are_shown_once_all_are_in_and_never_to_another_expert()
    {
        using var visit = await RoundVisit.BeginAsync("scored");
        const string scores = "/programmes/scored/rounds/2023/scores";
        await visit.Way.JoinAsync("xu", [Core.Common.Role.Expert]);
        await visit.Way.JoinAsync("zhou", [Core.Common.Role.Expert]);
        await visit.Way.DoAsync("head", "assign-experts", new { experts = new[] { "xu", "zhou" } });
        await visit.Way.DoAsync("xu", "record-score", new { scores = new { idea = 60, team = 37 } });
        var sealedNow = await visit.ListedAsync("leader", scores, "已收到1份，共2份", "评分未齐");
        Assert.DoesNotContain("97", sealedNow.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("97", await ExportAsync(visit, scores), StringComparison.Ordinal);
        await visit.Way.DoAsync("zhou", "record-score", new { scores = new { idea = 20, team = 10 } });
        await visit.ListedAsync("leader", scores, "63.50", "67", "97、30");
        Assert.Contains(",63.5,67,97,30", await ExportAsync(visit, scores), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.GetAsync("xu", scores)).Status);
    }

    [Fact]
    public async Task An_expert_scores_on_a_page_and_sees_no_other_sheet()
    {
        using var visit = await RoundVisit.BeginAsync("scored");
        await visit.Way.JoinAsync("xu", [Core.Common.Role.Expert]);
        await visit.Way.JoinAsync("zhou", [Core.Common.Role.Expert]);
        await visit.Way.DoAsync("head", "assign-experts", new { experts = new[] { "xu", "zhou" } });
        await visit.Way.DoAsync("zhou", "record-score", new { scores = new { idea = 60, team = 37 }, opinion = "只给局里看" });
        var (xu, sheet) = (await visit.AsAsync("xu"), visit.Address + "/do/record-score");
        var page = await xu.SendAsync(await xu.GetAsync(sheet), sheet, ("scores.idea", "61"), ("scores.team", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("value=\"61\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("只给局里看", page.Html + (await xu.GetAsync(visit.Address)).Html, StringComparison.Ordinal);
        Assert.Equal(visit.Address, (await xu.SendAsync(page, sheet, ("scores.idea", "50"))).Address.AbsolutePath);
        Assert.Equal(2, await visit.CountAsync(visit.Way.Case, "scored-v1"));
    }

    private static async Task<string> ExportAsync(RoundVisit visit, string scores) =>
        await (await visit.AsAsync("leader")).Client.GetStringAsync(scores + "/export?format=csv", TestContext.Current.CancellationToken);
}
