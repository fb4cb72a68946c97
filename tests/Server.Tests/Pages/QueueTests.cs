using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>The queue at a browser without scripts: filtered by its address, kept as a view, handed out in one go.</summary>
public sealed class QueueTests
{
    private const string Section = "/queue?list=queue%3Aplan";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_filter_stands_in_the_address_and_in_what_is_taken_away()
    {
        using var visit = await RoundVisit.BeginAsync();
        var head = await visit.AsAsync("head");
        var page = await ListedAsync(head, Section, "轻质合金", "智能传感");
        Assert.DoesNotContain("已启用", page.Text, StringComparison.Ordinal);
        page = await head.GetAsync(Section + "&state=Selection&programme=whole&q=智能");
        Assert.Contains("已启用3项", page.Text, StringComparison.Ordinal);
        Assert.Contains("智能传感", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("轻质合金", page.Text, StringComparison.Ordinal);
        Assert.Contains("没有符合筛选条件的事项。", (await head.GetAsync(Section + "&due=late")).Text, StringComparison.Ordinal);
        var csv = await head.Client.GetStringAsync("/queue/export?list=queue%3Aplan&q=轻质&format=csv", Ct);
        Assert.Contains("轻质合金", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("智能传感", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_late_is_said_in_words_and_found_by_the_filter()
    {
        using var visit = await RoundVisit.BeginAsync();
        var head = await visit.AsAsync("head");
        await ListedAsync(head, Section, "轻质合金", "智能传感");
        visit.Way.On("2023-06-30");
        Assert.Contains("已超时", (await head.GetAsync(Section + "&due=late")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("officer", "/queue?list=queue%3Ahightech", HttpStatusCode.NotFound)]
    [InlineData("officer", "/queue/export?list=queue%3Ahightech", HttpStatusCode.NotFound)]
    [InlineData("officer", Section + "&due=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("officer", Section + "&state=Nowhere", HttpStatusCode.BadRequest)]
    public async Task What_the_queue_does_not_have_is_refused(string who, string path, HttpStatusCode expected)
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        Assert.Equal(expected, (await (await visit.AsAsync(who)).GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_filter_is_kept_under_a_name_and_removed()
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        var officer = await visit.AsAsync("officer");
        var page = await officer.SendAsync(await officer.GetAsync(Section + "&due=late"), "/queue/views", ("name", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"name-wrong\"", page.Html, StringComparison.Ordinal);
        page = await officer.SendAsync(page, "/queue/views", ("name", "规划科超时"));
        Assert.Equal("?list=queue%3Aplan&due=late", page.Address.Query);
        Assert.Contains("规划科超时", (await officer.GetAsync("/queue")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("规划科超时", (await (await visit.AsAsync("second")).GetAsync("/queue")).Text, StringComparison.Ordinal);
        page = await officer.SendAsync(page, "/queue/views/remove");
        Assert.DoesNotContain("规划科超时", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_cases_are_handed_to_an_officer_once()
    {
        using var visit = await RoundVisit.BeginAsync();
        var head = await visit.AsAsync("head");
        var list = await ListedAsync(head, Section, "轻质合金", "智能传感");
        var check = await head.SendAsync(list, "/queue/assign", [.. visit.Cases.Select(c => ("case", c))]);
        Assert.Contains("共2项，可以分派2项，尚未分派。", check.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await GiveAsync(head, check, "")).Status);
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("共2项，已分派2项。", (await GiveAsync(head, check, "second")).Text, StringComparison.Ordinal);
        }

        Assert.Equal((2, 2), (await visit.CountAsync(visit.Cases[0], "assigned-v1"), await visit.CountAsync(visit.Cases[1], "assigned-v1")));
    }

    [Fact]
    public async Task A_case_that_moved_on_is_refused_and_the_other_goes_on()
    {
        using var visit = await RoundVisit.BeginAsync();
        var head = await visit.AsAsync("head");
        var check = await head.SendAsync(await ListedAsync(head, Section, "轻质合金", "智能传感"), "/queue/assign", [.. visit.Cases.Select(c => ("case", c))]);
        await visit.Way.DoAsync("head", "extend-deadline", new { dueOn = "2023-04-20", reason = "专家请假" }); // the case begun last
        var page = await GiveAsync(head, check, "second");
        Assert.Contains("共2项，已分派1项。", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_chosen_is_said_and_an_officer_may_not_hand_out()
    {
        using var visit = await RoundVisit.BeginAsync();
        var (head, officer) = (await visit.AsAsync("head"), await visit.AsAsync("officer"));
        Assert.Equal(HttpStatusCode.BadRequest, (await head.SendAsync(await ListedAsync(head, Section, "轻质合金"), "/queue/assign")).Status);
        Assert.DoesNotContain("分派所选", (await ListedAsync(officer, Section, "轻质合金")).Text, StringComparison.Ordinal);
        using var nobody = new Visitor(visit.Way.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync("/queue")).Address.AbsolutePath);
    }

    /// <summary>Both cases are items of the form, with the versions they were checked at.</summary>
    private static async Task<Sheet> GiveAsync(Visitor head, Sheet check, string to)
    {
        var items = System.Text.RegularExpressions.Regex.Matches(check.Html, "name=\"item\" value=\"([^\"]+)\"").Select(m => ("item", m.Groups[1].Value)).ToArray();
        Assert.Equal(2, items.Length);
        return await head.SendAsync(check, "/queue/assign/give", [.. items, ("to", to)]);
    }

    private static Task<Sheet> ListedAsync(Visitor visitor, string path, params string[] texts) => Journey.SoonAsync(
        async () => await visitor.GetAsync(path) is var page && texts.All(t => page.Text.Contains(t, StringComparison.Ordinal)) ? page : null, $"{string.Join(", ", texts)} on {path}");
}
