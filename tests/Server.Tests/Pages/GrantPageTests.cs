using System.Net;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Tests.Pages;

public sealed class GrantPageTests
{
    [Fact]
    public async Task A_contract_is_recorded_and_confirmed_and_leads_back_to_its_application()
    {
        using var visit = await GrantVisit.BeginAsync(signed: false);
        await visit.GiveAsync("officer", "sign-contract", [("budget[0].fiscal", "1,000,000.00"), ("targets", "减重20%\n专利2件"), ("from", "2023-07-01"), ("to", "2024-06-30")], ("document", "合同.pdf"));
        var page = await visit.GiveAsync("signatory", "countersign-contract", []);
        Assert.Contains("执行中", page.Text, StringComparison.Ordinal);
        Assert.Contains("专利2件", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/cases/{visit.Application}", page.Html, StringComparison.Ordinal);
        Assert.Contains(visit.Grant, (await visit.GetAsync("editor", "/cases/" + visit.Application)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_goes_through_three_persons_and_a_report_accounts_for_it()
    {
        using var visit = await GrantVisit.BeginAsync();
        await PayAsync(visit);
        visit.Journey.On("2024-01-08");
        await visit.GiveAsync("editor", "submit-report", [("kind", "Spending"), ("periodEnd", "2023-12-31"), ("figures[0].fiscal", "123456.78")], ("document", "报告.pdf"));
        var page = await visit.GiveAsync("officer", "accept-report", [("report", "r1")]);
        Assert.Contains("12.345678 万元", page.Text, StringComparison.Ordinal);
        Assert.Contains("47.654322 万元", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_into_a_table_stays_when_it_is_refused()
    {
        using var visit = await GrantVisit.BeginAsync();
        var page = await visit.SendAsync("editor", "submit-report", [("kind", "Spending"), ("periodEnd", "2023-06-30"), ("figures[0].fiscal", "12.345")], ("document", "报告.pdf"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("id=\"figures-0-fiscal-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"12.345\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("文件已上传", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("editor", "accept-report", HttpStatusCode.Conflict)]
    [InlineData("officer", "approve-disbursement", HttpStatusCode.Conflict)]
    [InlineData("head", "approve-disbursement", HttpStatusCode.Conflict)]
    [InlineData("officer", "tick", HttpStatusCode.NotFound)]
    public async Task Nobody_is_shown_a_form_that_is_not_theirs_or_has_nothing_to_be_about(string who, string command, HttpStatusCode expected)
    {
        using var visit = await GrantVisit.BeginAsync();
        Assert.Equal(expected, (await visit.GetAsync(who, $"{visit.Grant}/do/{command}")).Status);
    }

    [Fact]
    public async Task A_grant_is_there_for_nobody_else()
    {
        using var visit = await GrantVisit.BeginAsync();
        await visit.Journey.JoinAsync("elsewhere", [Role.Officer], section: "projects");
        Assert.Equal(HttpStatusCode.NotFound, (await visit.GetAsync("elsewhere", visit.Grant)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.GetAsync("elsewhere", visit.Grant + "/ledger")).Status);
        using var nobody = new Visitor(visit.Journey.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(visit.Grant)).Address.AbsolutePath);
    }

    [Fact]
    public async Task The_enterprise_finds_its_grants_in_a_list_of_their_own()
    {
        using var visit = await GrantVisit.BeginAsync();
        var page = await visit.ListedAsync("editor", "/grants", "100.00 万元");
        Assert.Contains(visit.Grant, page.Html, StringComparison.Ordinal);
    }

    /// <summary>The first instalment, 600 000 yuan.</summary>
    internal static async Task PayAsync(GrantVisit visit)
    {
        await visit.GiveAsync("officer", "request-disbursement", [("instalment", "1"), ("amount", "600000")]);
        await visit.GiveAsync("head", "approve-disbursement", [("payment", "p1")]);
        await visit.GiveAsync("funds", "record-payment", [("payment", "p1"), ("voucherNo", "V-1"), ("on", "2023-07-10"), ("bankReference", "B-1")]);
        await visit.GiveAsync("editor", "confirm-receipt", [("payment", "p1"), ("amount", "600000.00")], ("bankSlip", "回单.pdf"));
    }
}
