using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Selection and forwarding: chosen from a list, checked on one page, carried out case by case.</summary>
public sealed class RoundBatchTests
{
    private const string Round = "/programmes/whole/rounds/2023";
    private const string Selection = Round + "/selection";
    private const string Forwarding = Round + "/forwarding";
    private const string Stages = Round + "/stages";

    [Fact]
    public async Task The_leader_chooses_by_rank_and_a_double_click_does_nothing_twice()
    {
        using var visit = await RoundVisit.BeginAsync();
        var check = await CheckSelectionAsync(visit);
        Assert.Contains("2项中2项可以办理，尚未提交", check.Text, StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("2项中2项已办理", (await visit.SendAsync("leader", check, Selection + "/give", [], ("minutes", "纪要.pdf"))).Text, StringComparison.Ordinal);
        }

        Assert.Equal((1, 1), (await visit.CountAsync(visit.Cases[0], "recommended-v1"), await visit.CountAsync(visit.Cases[1], "not-recommended-v1")));
        await visit.ListedAsync("officer", Selection, "遴选结果", "推荐名额：已用1，共3。", "备选");
        var csv = await (await visit.AsAsync("officer")).Client.GetStringAsync(Selection + "/export?format=csv", TestContext.Current.CancellationToken);
        Assert.True(csv.IndexOf(",推荐,", StringComparison.Ordinal) is > 0 and var chosen && csv.IndexOf(",备选,", StringComparison.Ordinal) > chosen, csv);
    }

    [Fact]
    public async Task Beyond_the_quota_the_check_draws_a_line_and_the_last_in_rank_is_refused()
    {
        using var visit = await RoundVisit.BeginAsync();
        await visit.SecondEnterpriseAsync();
        await visit.ApplyAsync("whole", "第三项", "1");
        await visit.ApplyAsync("whole", "第四项", "1");
        var list = await visit.ListedAsync("leader", Selection, "轻质合金", "智能传感", "第三项", "第四项");
        (string, string)[] ranked = [.. visit.Cases.SelectMany((id, i) => new[] { ($"choice[{id}]", "recommend"), ($"rank[{id}]", $"{4 - i}") })];
        var check = await (await visit.AsAsync("leader")).SendAsync(list, Selection + "/check", ranked);
        Assert.Contains("超出名额1项", check.Text, StringComparison.Ordinal);
        Assert.True(check.Text.IndexOf("智能传感", StringComparison.Ordinal) < check.Text.IndexOf("名额线", StringComparison.Ordinal));
        Assert.True(check.Text.IndexOf("名额线", StringComparison.Ordinal) < check.Text.IndexOf("轻质合金", StringComparison.Ordinal));
        Assert.Contains("4项中3项已办理", (await visit.SendAsync("leader", check, Selection + "/give", [], ("minutes", "纪要.pdf"))).Text, StringComparison.Ordinal);
        Assert.Equal(0, await visit.CountAsync(visit.Cases[0], "recommended-v1"));
    }

    [Fact]
    public async Task A_case_that_moved_on_is_refused_by_name_and_the_others_go_on()
    {
        using var visit = await RoundVisit.BeginAsync();
        var check = await CheckSelectionAsync(visit);
        await visit.Way.DoAsync("head", "extend-deadline", new { dueOn = "2023-04-20", reason = "专家请假" }); // the case begun last
        var page = await visit.SendAsync("leader", check, Selection + "/give", [], ("minutes", "纪要.pdf"));
        Assert.Contains("2项中1项已办理", page.Text, StringComparison.Ordinal);
        var refused = page.Text[page.Text.IndexOf("不能办理", StringComparison.Ordinal)..];
        Assert.True(refused.IndexOf("智能传感", StringComparison.Ordinal) < refused.IndexOf("轻质合金", StringComparison.Ordinal));
        Assert.Equal((1, 0), (await visit.CountAsync(visit.Cases[0], "recommended-v1"), await visit.CountAsync(visit.Cases[1], "not-recommended-v1")));
    }

    [Fact]
    public async Task What_is_missing_is_shown_at_its_place_and_what_was_typed_stays()
    {
        using var visit = await RoundVisit.BeginAsync();
        var list = await visit.ListedAsync("leader", Selection, "轻质合金", "智能传感");
        var (first, second) = (visit.Cases[0], visit.Cases[1]);
        var page = await (await visit.AsAsync("leader")).SendAsync(list, Selection + "/check", ($"choice[{first}]", "recommend"), ($"choice[{second}]", "reject"), ($"reason[{second}]", "名额不足"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"id=\"rank-{first}-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"名额不足\"", page.Html, StringComparison.Ordinal);

        page = await (await visit.AsAsync("leader")).SendAsync(list, Selection + "/check", ($"choice[{second}]", "reject"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"id=\"reason-{second}-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await visit.AsAsync("leader")).SendAsync(list, Selection + "/check")).Status);
    }

    [Fact]
    public async Task Minutes_left_out_are_asked_for_before_anything_is_done()
    {
        using var visit = await RoundVisit.BeginAsync();
        var page = await visit.SendAsync("leader", await CheckSelectionAsync(visit), Selection + "/give", []);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"minutes-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, await visit.CountAsync(visit.Cases[0], "recommended-v1"));
        Assert.Contains("2项中2项已办理", (await visit.SendAsync("leader", page, Selection + "/give", [], ("minutes", "纪要.pdf"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_choose_sees_the_list_and_cannot_send_one()
    {
        using var visit = await RoundVisit.BeginAsync();
        var list = await visit.ListedAsync("officer", Selection, "轻质合金");
        Assert.DoesNotContain($"action=\"{Selection}/check\"", list.Html, StringComparison.Ordinal);
        var forms = await visit.ListedAsync("leader", Selection, "轻质合金");
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.SendAsync("officer", Borrowed(forms, await visit.GetAsync("officer", "/rounds")), Selection + "/check", [])).Status);
        var check = Borrowed(await CheckSelectionAsync(visit), await visit.GetAsync("officer", "/rounds"));
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.SendAsync("officer", check, Selection + "/give", [], ("minutes", "纪要.pdf"))).Status);
    }

    [Fact]
    public async Task A_case_of_another_round_is_not_found_in_this_one()
    {
        using var visit = await RoundVisit.BeginAsync();
        var foreign = visit.Cases[1];
        await visit.ApplyAsync("local", "别处", "1");
        var list = await visit.ListedAsync("leader", Selection, "轻质合金");
        var page = await (await visit.AsAsync("leader")).SendAsync(list, Selection + "/check", ("case", visit.Way.Case), ($"choice[{visit.Way.Case}]", "recommend"), ($"rank[{visit.Way.Case}]", "1"));
        Assert.Contains("1项中0项可以办理", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("别处", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(foreign, visit.Way.Case);
    }

    [Fact]
    public async Task Chosen_cases_go_up_with_letter_table_and_receipts_and_their_progress_is_recorded_together()
    {
        using var visit = await RecommendedAsync();
        var list = await visit.ListedAsync("officer", Forwarding, "轻质合金", "智能传感");
        var letter = await visit.GetAsync("officer", $"{Round}/letter?to={Uri.EscapeDataString("徐州市科学技术局")}&no={Uri.EscapeDataString("试科函〔2023〕9号")}");
        Assert.All(["徐州市科学技术局：", "试科函〔2023〕9号", "关于推荐2023年度全流程测试计划项目的函", "2项", "125.50万元", "（公章）", "推荐项目汇总表"], text => Assert.Contains(text, letter.Text, StringComparison.Ordinal));
        Assert.Contains("“智能传感”1项", (await visit.GetAsync("officer", $"{Round}/letter?case={visit.Cases[1]}")).Text, StringComparison.Ordinal);
        var client = (await visit.AsAsync("officer")).Client;
        Assert.Contains("1,", await client.GetStringAsync(Round + "/summary?format=csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await client.GetByteArrayAsync(Round + "/summary", TestContext.Current.CancellationToken))[..2]);

        var check = await TickAsync(visit, list, Forwarding);
        (string, string)[] typed = [("authority", "徐州市科技局"), ("channel", "系统"), ("on", "2023-03-06"), ($"receiptNo[{visit.Cases[0]}]", "R-1"), ($"receiptNo[{visit.Cases[1]}]", "R-2")];
        Assert.Contains("2项中2项已办理", (await visit.SendAsync("officer", check, Forwarding + "/give", typed, ("receipt", "回执.pdf"))).Text, StringComparison.Ordinal);
        var forwarded = await visit.ListedAsync("officer", Stages, "R-1 · 2023-03-06", "R-2 · 2023-03-06");

        check = await TickAsync(visit, forwarded, Stages);
        Assert.Contains("2项中2项已办理", (await visit.SendAsync("officer", check, Stages + "/give", [("stage", "Accepted"), ("on", "2023-03-06")], ("document", "受理.pdf"))).Text, StringComparison.Ordinal);
        await visit.ListedAsync("officer", Stages, "已受理");
    }

    [Fact]
    public async Task A_receipt_left_out_is_asked_for_and_the_file_that_came_is_kept()
    {
        using var visit = await RecommendedAsync();
        var check = await TickAsync(visit, await visit.ListedAsync("officer", Forwarding, "轻质合金", "智能传感"), Forwarding);
        (string, string)[] typed = [("authority", "徐州市科技局"), ("channel", "系统"), ("on", "2023-03-06"), ($"receiptNo[{visit.Cases[0]}]", "R-1"), ($"receiptNo[{visit.Cases[1]}]", "")];
        var page = await visit.SendAsync("officer", check, Forwarding + "/give", typed, ("receipt", "回执.pdf"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"id=\"receiptNo-{visit.Cases[1]}-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"徐州市科技局\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("文件已上传", page.Text, StringComparison.Ordinal);
        page = await visit.SendAsync("officer", page, Forwarding + "/give", [($"receiptNo[{visit.Cases[1]}]", "R-2")]);
        Assert.Contains("2项中2项已办理", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_of_a_file_that_is_not_ours_stands_for_none()
    {
        using var visit = await RoundVisit.BeginAsync();
        var page = await visit.SendAsync("leader", await CheckSelectionAsync(visit), Selection + "/give", [("minutes.kept", new string('a', 64)), ("minutes", new string('a', 64))]);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(0, await visit.CountAsync(visit.Cases[0], "recommended-v1"));
    }

    private static async Task<RoundVisit> RecommendedAsync()
    {
        var visit = await RoundVisit.BeginAsync();
        foreach (var (id, rank) in visit.Cases.Select((id, i) => (id, i + 1)).ToList())
        {
            visit.Way.Case = id;
            await visit.Way.DoAsync("leader", "recommend", new { rank, minutes = await visit.Way.FileAsync("leader", "minutes") });
        }

        return visit;
    }

    /// <summary>The first case recommended, the second put on the reserve list.</summary>
    private static async Task<Sheet> CheckSelectionAsync(RoundVisit visit)
    {
        var list = await visit.ListedAsync("leader", Selection, "轻质合金", "智能传感");
        var (first, second) = (visit.Cases[0], visit.Cases[1]);
        return await (await visit.AsAsync("leader")).SendAsync(
            list, Selection + "/check", ($"choice[{first}]", "recommend"), ($"rank[{first}]", "1"), ($"choice[{second}]", "reserve"), ($"reason[{second}]", "名额不足"));
    }

    private static async Task<Sheet> TickAsync(RoundVisit visit, Sheet list, string step) =>
        await (await visit.AsAsync("officer")).SendAsync(list, step + "/check", [.. visit.Cases.Select(id => ("case", id))]);

    /// <summary>A form of one person's page with another's proof that it is theirs.</summary>
    private static Sheet Borrowed(Sheet page, Sheet own)
    {
        string Token(Sheet s) => System.Text.RegularExpressions.Regex.Match(s.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return page with { Html = page.Html.Replace(Token(page), Token(own), StringComparison.Ordinal) };
    }
}
