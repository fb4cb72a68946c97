using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>A stand-in has the absent person's rights for the days named, and no longer than wanted.</summary>
public sealed class AbsenceTests
{
    private const string Page = "/account/absence";

    [Fact]
    public async Task A_stand_in_decides_for_the_absent_until_the_absence_is_ended()
    {
        using var visit = await CaseVisit.SubmittedAsync();
        var (head, funds, assign) = (await visit.AsAsync("head"), await visit.AsAsync("funds"), visit.Case + "/do/assign");
        Assert.NotEqual(HttpStatusCode.OK, (await funds.GetAsync(assign)).Status);

        var page = await head.SendAsync(await head.GetAsync(Page), Page, ("by", "funds"), ("from", "2023-03-06"), ("to", "2023-03-08"));
        Assert.Contains("funds 2023-03-06 2023-03-08 立即结束", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await funds.GetAsync(assign)).Status);

        page = await head.SendAsync(page, Page + "/end", ("by", "funds"));
        Assert.Contains("没有安排。", page.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await funds.GetAsync(assign)).Status);
    }

    [Theory]
    [InlineData("second", "2023-03-05", "2023-03-08", "from")]
    [InlineData("second", "2023-03-06", "2023-05-05", "to")]
    [InlineData("second", "2023-03-08", "2023-03-07", "to")]
    [InlineData("editor", "2023-03-06", "2023-03-07", "by")]
    [InlineData("officer", "2023-03-06", "2023-03-07", "by")]
    public async Task What_cannot_be_is_shown_at_its_place_and_what_was_typed_stays(string by, string from, string to, string wrong)
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        var officer = await visit.AsAsync("officer");
        var page = await officer.SendAsync(await officer.GetAsync(Page), Page, ("by", by), ("from", from), ("to", to));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"id=\"{wrong}-wrong\"", page.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{from}\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_days_are_the_most_and_the_last_day_counts()
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        var officer = await visit.AsAsync("officer");
        var page = await officer.SendAsync(await officer.GetAsync(Page), Page, ("by", "second"), ("from", "2023-03-06"), ("to", "2023-05-04"));
        Assert.Contains("second 2023-03-06 2023-05-04", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applicants_have_nothing_to_hand_over()
    {
        using var visit = new RoundVisit(await Journey.BeginAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await (await visit.AsAsync("editor")).GetAsync(Page)).Status);
        using var nobody = new Visitor(visit.Way.Server);
        Assert.Equal("/sign-in", (await nobody.GetAsync(Page)).Address.AbsolutePath);
    }
}
