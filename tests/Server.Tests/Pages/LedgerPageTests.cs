using System.Globalization;
using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class LedgerPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_books_of_a_programme_sum_to_the_fen_on_screen_and_in_the_export()
    {
        using var visit = await SpentAsync();
        var page = await visit.ListedAsync("funds", "/ledger/programmes/whole/2023", "12.345678 万元");
        Assert.Contains("60.00 万元", page.Text, StringComparison.Ordinal);
        Assert.Contains("40.00 万元", page.Text, StringComparison.Ordinal);
        var row = (await CsvAsync(visit, "/ledger/programmes/whole/2023/export?format=csv"))[1];
        Assert.Equal(["1000000.00", "1000000.00", "1000000.00", "600000.00", "123456.78", "0.00", "400000.00", "476543.22"], row[^8..]);
    }

    [Fact]
    public async Task The_postings_of_a_grant_end_in_the_balance_shown()
    {
        using var visit = await SpentAsync();
        var page = await visit.GetAsync("editor", visit.Grant + "/ledger");
        Assert.Contains("47.654322 万元", page.Text, StringComparison.Ordinal);
        Assert.Contains(visit.Grant + "/files/", page.Html, StringComparison.Ordinal);
        var rows = await CsvAsync(visit, visit.Grant + "/ledger/export?format=csv");
        Assert.Equal("476543.22", rows[^1][^1]);
        Assert.Equal(1_723_456.78m, rows.Skip(1).Sum(r => decimal.Parse(r[4], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_funds_postings_lead_to_their_grants()
    {
        using var visit = await SpentAsync();
        var page = await visit.ListedAsync("leader", "/ledger/funds/county-sci/2024", "审核支出");
        Assert.Contains(visit.Grant, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaders_see_money_and_work_at_a_glance_and_nobody_else_does()
    {
        using var visit = await SpentAsync();
        var page = await visit.ListedAsync("leader", "/overview?year=2023", "60.00 万元");
        Assert.Contains("role=\"img\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visit.GetAsync("officer", "/overview")).Status);
    }

    [Theory]
    [InlineData("editor", "/ledger", HttpStatusCode.Forbidden)]
    [InlineData("officer", "/ledger/funds/county-sci/2023", HttpStatusCode.Forbidden)]
    [InlineData("officer", "/ledger/programmes/none/2023", HttpStatusCode.NotFound)]
    [InlineData("leader", "/ledger?year=1999", HttpStatusCode.BadRequest)]
    public async Task Books_are_closed_to_others(string who, string path, HttpStatusCode expected)
    {
        using var visit = await GrantVisit.BeginAsync(signed: false);
        Assert.Equal(expected, (await visit.GetAsync(who, path)).Status);
    }

    private static async Task<GrantVisit> SpentAsync()
    {
        var visit = await GrantVisit.BeginAsync();
        await GrantPageTests.PayAsync(visit);
        visit.Journey.On("2024-01-08");
        await visit.GiveAsync("editor", "submit-report", [("kind", "Spending"), ("periodEnd", "2023-12-31"), ("figures[0].fiscal", "123456.78")], ("document", "报告.pdf"));
        await visit.GiveAsync("officer", "accept-report", [("report", "r1")]);
        return visit;
    }

    private static async Task<List<string[]>> CsvAsync(GrantVisit visit, string path)
    {
        var text = await (await visit.AsAsync("funds")).Client.GetStringAsync(path, Ct);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];
    }
}
