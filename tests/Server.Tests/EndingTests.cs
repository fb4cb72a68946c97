namespace ProjectFlow.Server.Tests;

/// <summary>The other ways an application ends.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_formal_rejection_takes_two_persons_and_is_told()
    {
        using var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way);
        await way.DoAsync("officer", "pass-guidance", new { checklist = new[] { "form" } });
        await way.DoAsync("signatory", "submit", new { declaration = true, integrityPledge = true });
        await way.DoAsync("second", "propose-formal-rejection", new { reason = "不符合指南", rule = "指南第3条" });
        await way.DoAsync("head", "reject-formal", new { reason = "不符合指南", rule = "指南第3条" });
        await AssertToldAsync(way, "E08");
    }

    [Fact]
    public async Task A_signatory_withdraws_what_was_not_forwarded()
    {
        using var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way);
        var done = await way.DoAsync("signatory", "withdraw", new { reason = "方向调整" });
        Assert.Equal("Withdrawn", done.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_nobody_submits_lapses_by_itself_and_is_told()
    {
        using var way = await Journey.BeginAsync();
        await way.DraftAsync();
        way.On("2023-05-04");
        await AssertToldAsync(way, "E23");
    }

    private static Task<string> AssertToldAsync(Journey way, string template) => Journey.SoonAsync(
        async () => (await way.GetAsync("officer", $"/api/cases/{way.Case}/mail")).EnumerateArray().Select(m => m.GetProperty("template").GetString()!).FirstOrDefault(t => t == template), template);
}
