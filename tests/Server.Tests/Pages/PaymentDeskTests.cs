using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class PaymentDeskTests
{
    [Fact]
    public async Task A_batch_moves_money_from_due_to_paid_by_three_persons()
    {
        using var visit = await GrantVisit.BeginAsync();
        Assert.Contains("已办理", (await BatchAsync(visit, "officer", "due")).Text, StringComparison.Ordinal);
        Assert.Contains("已办理", (await BatchAsync(visit, "head", "requested")).Text, StringComparison.Ordinal);
        Assert.Contains("已办理", (await BatchAsync(visit, "funds", "approved", ("on", "2023-07-10"), ("bankReference", "B-1"), ("voucherNo[0]", "V-1"))).Text, StringComparison.Ordinal);
        Assert.Contains("60.00 万元", (await visit.ListedAsync("leader", "/payments?view=paid", "轻质合金")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_sent_twice_is_given_once()
    {
        using var visit = await GrantVisit.BeginAsync();
        var officer = await visit.AsAsync("officer");
        var check = await CheckAsync(visit, "officer", "due");
        await officer.SendAsync(check, "/payments/give");
        Assert.Contains("已办理", (await officer.SendAsync(check, "/payments/give")).Text, StringComparison.Ordinal);
        Assert.Equal(1, (await visit.Journey.GetAsync("officer", "/api/cases/" + visit.Journey.Case)).GetProperty("state").GetProperty("payments").GetArrayLength());
    }

    [Fact]
    public async Task Who_requested_cannot_approve_and_the_check_says_so()
    {
        using var visit = await GrantVisit.BeginAsync();
        await BatchAsync(visit, "officer", "due");
        var page = await CheckAsync(visit, "officer", "requested");
        Assert.Contains("1项中0项可以办理", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/payments/give\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voucher_left_out_is_asked_for_and_what_was_typed_stays()
    {
        using var visit = await GrantVisit.BeginAsync();
        await BatchAsync(visit, "officer", "due");
        await BatchAsync(visit, "head", "requested");
        var page = await BatchAsync(visit, "funds", "approved", ("on", "2023-07-10"), ("bankReference", "B-77"), ("voucherNo[0]", ""));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"voucherNo-0-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"B-77\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_nothing_is_refused_on_the_same_page()
    {
        using var visit = await GrantVisit.BeginAsync();
        var page = await visit.ListedAsync("officer", "/payments?view=due", "轻质合金");
        Assert.Equal(HttpStatusCode.BadRequest, (await (await visit.AsAsync("officer")).SendAsync(page, "/payments/check")).Status);
    }

    [Theory]
    [InlineData("editor", "/payments", HttpStatusCode.Forbidden)]
    [InlineData("officer", "/payments?view=due&section=projects", HttpStatusCode.NotFound)]
    [InlineData("officer", "/payments?view=elsewhere", HttpStatusCode.NotFound)]
    public async Task A_list_is_there_only_for_those_who_read_it(string who, string path, HttpStatusCode expected)
    {
        using var visit = await GrantVisit.BeginAsync(signed: false);
        Assert.Equal(expected, (await visit.GetAsync(who, path)).Status);
    }

    private static async Task<Sheet> CheckAsync(GrantVisit visit, string who, string view)
    {
        var page = await visit.ListedAsync(who, "/payments?view=" + view, "轻质合金");
        var item = System.Text.RegularExpressions.Regex.Match(page.Html, "name=\"item\" value=\"([^\"]+)\"").Groups[1].Value;
        return await (await visit.AsAsync(who)).SendAsync(page, "/payments/check", ("item", item));
    }

    private static async Task<Sheet> BatchAsync(GrantVisit visit, string who, string view, params (string Name, string Value)[] typed) =>
        await (await visit.AsAsync(who)).SendAsync(await CheckAsync(visit, who, view), "/payments/give", typed);
}
