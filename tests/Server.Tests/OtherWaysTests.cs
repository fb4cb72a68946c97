using System.Net;

namespace ProjectFlow.Server.Tests;

/// <summary>What differs by programme: publicity, fast lane, no money, a credential; by HTTP alone.</summary>
public sealed class OtherWaysTests
{
    [Fact]
    public async Task A_dismissed_objection_holds_the_decision_up_until_it_is_settled()
    {
        using var way = await PublishedAsync("local");
        await way.DoAsync("officer", "record-objection", new { objector = "李某", contact = "0516-88880000", text = "单位不具备条件" });
        way.On("2023-03-28");
        var early = await way.TryAsync("officer", "record-decision", await DecisionAsync(way, award: 0));
        Assert.Equal("objection-open", await OneServer.CodeOf(early));

        await way.DoAsync("head", "resolve-objection", new { objection = "o1", outcome = "dismissed", reason = "经核查不成立" });
        way.On("2023-03-29");
        Assert.Equal("Approved", await DecideAsync(way, award: 0));
        await ToldAsync(way, "E12", "E13", "E14");
    }

    [Fact]
    public async Task An_upheld_objection_ends_in_rejection()
    {
        using var way = await PublishedAsync("local");
        await way.DoAsync("officer", "record-objection", new { objector = "李某", contact = "0516-88880000", text = "材料不实" });
        await way.DoAsync("head", "resolve-objection", new { objection = "o1", outcome = "upheld", reason = "经核查属实" });
        var done = await way.DoAsync("leader", "not-recommend", new { reason = "公示异议成立", minutes = await way.FileAsync("leader", "minutes 2") });
        Assert.Equal("Rejected", done.GetProperty("state").GetString());
        await ToldAsync(way, "E08");
    }

    [Fact]
    public async Task A_reward_is_approved_paid_once_and_closed_without_contract_or_report()
    {
        using var way = await Journey.BeginAsync();
        await way.JoinAsync("expert", [Core.Common.Role.Expert]);
        await way.DraftAsync("reward");
        await way.DoAsync("editor", "save-draft", new { title = "奖补", form = new { project = new { goal = "高企认定奖补" } } });
        await way.AttachAsync();
        await way.DoAsync("signatory", "submit", new { declaration = true, integrityPledge = true });
        await way.DoAsync("second", "verify-document", new { slot = "signed", originalSeen = true });
        await way.DoAsync("second", "pass-formal", new { eligibilityConfirmed = true });
        await StartPublicityAsync(way);
        way.On("2023-03-14");
        Assert.Equal("Approved", await DecideAsync(way, award: 10_000_000));

        Assert.Equal(HttpStatusCode.NotFound, (await way.As("funds").GetAsync($"/api/cases/{way.Case}/documents", Ct)).StatusCode); // no application is theirs
        way.Case = await WholeWayTests.GrantAsync(way);
        await way.DoAsync("officer", "request-disbursement", new { instalment = 1, amount = 10_000_000 });
        await way.DoAsync("head", "approve-disbursement", new { payment = "p1" });
        await way.DoAsync("funds", "record-payment", new { payment = "p1", voucherNo = "R-1", on = "2023-03-14", bankReference = "B-1" });
        await way.DoAsync("editor", "confirm-receipt", new { payment = "p1", amount = 10_000_000, bankSlip = await way.FileAsync("editor", "slip") });
        await AssertSlipIsOpenToThoseWhoSeeTheGrantAsync(way);
        var done = await way.DoAsync("head", "close-grant", new { archiveIndex = await way.FileAsync("head", "index") });
        Assert.Equal("Closed", done.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_project_without_money_has_a_term_an_acceptance_and_an_end()
    {
        using var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way, "zero");
        await WholeWayTests.ReviewAsync(way);
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.DoAsync("officer", "record-forwarding", new { authority = "省科技厅", channel = "系统", receiptNo = "R-2", on = "2023-03-20", receipt = await way.FileAsync("officer", "receipt") });
        way.On("2023-06-20");
        Assert.Equal("Approved", await DecideAsync(way, award: 0));

        way.Case = await WholeWayTests.GrantAsync(way);
        Assert.Equal("active", (await way.GetAsync("editor", $"/api/cases/{way.Case}")).GetProperty("state").GetProperty("stage").GetString());
        way.On("2024-06-17");
        await way.DoAsync("signatory", "apply-acceptance", new { report = await way.FileAsync("signatory", "final"), accounts = await way.FileAsync("signatory", "accounts") });
        await way.DoAsync("officer", "record-acceptance", new { result = "passed", targetsMet = Array.Empty<bool>(), opinion = await way.FileAsync("officer", "opinion") });
        await way.DoAsync("leader", "confirm-acceptance");
        var done = await way.DoAsync("head", "close-grant", new { archiveIndex = await way.FileAsync("head", "index") });
        Assert.Equal("Closed", done.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_filing_ends_in_a_credential_with_its_validity()
    {
        using var way = await PublishedAsync("filing");
        way.On("2023-03-28");
        Assert.Equal("Approved", await DecideAsync(way, award: null));

        way.Case = await WholeWayTests.GrantAsync(way);
        Assert.StartsWith("c-", way.Case, StringComparison.Ordinal);
        var credential = (await way.GetAsync("editor", $"/api/cases/{way.Case}")).GetProperty("state");
        Assert.Equal("active", credential.GetProperty("stage").GetString());
    }

    /// <summary>On public notice since 20 March 2023, a Monday.</summary>
    private static async Task<Journey> PublishedAsync(string programme)
    {
        var way = await Journey.BeginAsync();
        await WholeWayTests.ApplyAsync(way, programme);
        await WholeWayTests.ReviewAsync(way);
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await StartPublicityAsync(way);
        return way;
    }

    private static async Task StartPublicityAsync(Journey way) =>
        await way.DoAsync("officer", "start-publicity", new { on = way.Time.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), notice = await way.FileAsync("officer", "notice") });

    private static async Task<object> DecisionAsync(Journey way, long? award) => new
    {
        approved = true,
        documentNo = "新科发〔2023〕1号",
        document = await way.FileAsync("officer", "decision"),
        award,
        projectNo = (string?)null,
        from = "2023-07-01",
        to = "2024-06-30",
    };

    private static async Task<string?> DecideAsync(Journey way, long? award)
    {
        await way.DoAsync("officer", "record-decision", await DecisionAsync(way, award));
        return (await way.DoAsync("leader", "confirm-decision")).GetProperty("state").GetString();
    }

    /// <summary>Only the history names it.</summary>
    private static async Task AssertSlipIsOpenToThoseWhoSeeTheGrantAsync(Journey way)
    {
        var slip = (await way.GetAsync("funds", $"/api/cases/{way.Case}/documents")).EnumerateArray().Single(d => d.GetProperty("path").GetString()!.EndsWith(".bankSlip", StringComparison.Ordinal));
        var path = $"/api/cases/{way.Case}/documents/{slip.GetProperty("hash").GetString()}";
        foreach (var who in new[] { "editor", "officer", "funds" })
        {
            var down = await way.As(who).GetAsync(path, Ct);
            Assert.Equal("%PDF-1.7\nslip", await down.Content.ReadAsStringAsync(Ct));
            Assert.Equal("application/pdf", down.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await way.As("expert").GetAsync(path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await way.As("expert").GetAsync($"/api/cases/{way.Case}/documents", Ct)).StatusCode);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<HashSet<string>> ToldAsync(Journey way, params string[] templates) => Journey.SoonAsync(
        async () =>
        {
            var told = (await way.GetAsync("officer", $"/api/cases/{way.Case}/mail")).EnumerateArray().Select(m => m.GetProperty("template").GetString()!).ToHashSet();
            return templates.All(told.Contains) ? told : null;
        },
        "mails " + string.Join(", ", templates));
}
