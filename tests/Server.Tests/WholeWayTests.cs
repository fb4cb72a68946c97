using System.Text.Json;

namespace ProjectFlow.Server.Tests;

/// <summary>One case from the first draft to the closed grant, by seven persons and HTTP alone.</summary>
public sealed class WholeWayTests
{
    private const long Award = 100_000_000; // fen

    [Fact]
    public async Task A_project_goes_from_draft_to_closed_grant()
    {
        using var way = await Journey.BeginAsync();
        await ApplyAsync(way);
        await ReviewAsync(way);
        await DecideAsync(way);
        var application = way.Case;
        way.Case = await GrantAsync(way);
        await ContractAsync(way);
        await PayAsync(way, 1, Award * 6 / 10, "V-1", "2023-07-10");
        await AcceptAsync(way);
        await PayAsync(way, 2, Award * 4 / 10, "V-2", "2024-07-10");
        await way.DoAsync("head", "retain-surplus", new { amount = Award * 4 / 10, document = await way.FileAsync("head", "surplus") });
        await way.DoAsync("head", "close-grant", new { archiveIndex = await way.FileAsync("head", "index") });

        var grant = await way.GetAsync("editor", $"/api/cases/{way.Case}");
        Assert.Equal("closed", grant.GetProperty("state").GetProperty("stage").GetString());
        await AssertToldAsync(way, application, ["E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10", "E11", "E14"]);
        await AssertToldAsync(way, way.Case, ["E15", "E16", "E21", "E22"]);
        await AssertChainAsync(way, application);
        await AssertChainAsync(way, way.Case);
        await AssertBooksAsync(way);
    }

    internal static async Task ApplyAsync(Journey way, string programme = "whole")
    {
        await way.DraftAsync(programme);
        await way.DoAsync("editor", "save-draft", new { title = "轻质合金", form = new { project = new { goal = "减重", requested = "100.000001", starts = "2023-07-01" } } });
        await way.AttachAsync();
        await way.DoAsync("editor", "request-guidance");
    }

    internal static async Task ReviewAsync(Journey way)
    {
        await way.DoAsync("head", "assign", new { to = "officer" });
        await way.DoAsync("officer", "return-for-revision", new { comments = new[] { new { anchor = "project.goal", text = "请量化目标" } } });
        var thread = (await way.GetAsync("editor", $"/api/cases/{way.Case}")).GetProperty("state").GetProperty("threads")[0].GetProperty("id").GetString();
        await way.DoAsync("editor", "comment", new { thread, text = "已量化" });
        await way.DoAsync("editor", "save-draft", new { title = "轻质合金", form = new { project = new { goal = "减重20%" } } });
        await way.DoAsync("editor", "resubmit");
        await way.DoAsync("officer", "pass-guidance", new { checklist = new[] { "form" } });
        way.On("2023-03-20");
        await way.DoAsync("signatory", "submit", new { declaration = true, integrityPledge = true });
        await way.DoAsync("second", "verify-document", new { slot = "signed", originalSeen = true });
        await way.DoAsync("second", "pass-formal", new { eligibilityConfirmed = true });
    }

    internal static async Task DecideAsync(Journey way)
    {
        await way.DoAsync("leader", "recommend", new { rank = 1, minutes = await way.FileAsync("leader", "minutes") });
        await way.DoAsync("officer", "record-forwarding", new { authority = "徐州市科技局", channel = "系统", receiptNo = "R-1", on = "2023-03-20", receipt = await way.FileAsync("officer", "receipt") });
        way.On("2023-06-20");
        await way.DoAsync("officer", "record-external-stage", new { stage = "accepted", on = "2023-06-01", document = await way.FileAsync("officer", "accepted") });
        await way.DoAsync("officer", "record-decision", new { approved = true, documentNo = "徐科发〔2023〕9号", document = await way.FileAsync("officer", "decision"), award = Award, projectNo = "KC1", from = "2023-07-01", to = "2024-06-30" });
        await way.DoAsync("leader", "confirm-decision");
    }

    internal static Task<string> GrantAsync(Journey way) => Journey.SoonAsync(
        async () => (await way.GetAsync("editor", $"/api/lists/org:{Journey.Acme}")).GetProperty("lines").EnumerateArray()
            .Select(l => l.GetProperty("case").GetString()!).FirstOrDefault(id => id[0] != 'a'),
        "what follows from the approval");

    internal static async Task ContractAsync(Journey way)
    {
        way.On("2023-07-03");
        await way.DoAsync("officer", "sign-contract", new
        {
            budget = new[] { new { category = "equipment", fiscal = Award, self = 0 } },
            targets = new[] { "减重20%" },
            from = "2023-07-01",
            to = "2024-06-30",
            document = await way.FileAsync("officer", "contract"),
        });
        await way.DoAsync("signatory", "countersign-contract");
    }

    private static async Task PayAsync(Journey way, int instalment, long amount, string voucher, string on)
    {
        way.On(on);
        await way.DoAsync("officer", "request-disbursement", new { instalment, amount });
        var payment = (await way.GetAsync("officer", $"/api/cases/{way.Case}")).GetProperty("state").GetProperty("payments").EnumerateArray().Last().GetProperty("id").GetString();
        await way.DoAsync("head", "approve-disbursement", new { payment });
        await way.DoAsync("funds", "record-payment", new { payment, voucherNo = voucher, on, bankReference = "B-1" });
        await way.DoAsync("editor", "confirm-receipt", new { payment, amount, bankSlip = await way.FileAsync("editor", "slip " + voucher) });
    }

    private static async Task AcceptAsync(Journey way)
    {
        way.On("2024-01-08");
        var figures = new[] { new { category = "equipment", fiscal = Award * 6 / 10, self = 0 } };
        await way.DoAsync("editor", "submit-report", new { kind = "spending", periodEnd = "2023-12-31", figures, document = await way.FileAsync("editor", "report") });
        var report = (await way.GetAsync("officer", $"/api/cases/{way.Case}")).GetProperty("state").GetProperty("reports")[0].GetProperty("id").GetString();
        await way.DoAsync("officer", "accept-report", new { report });
        way.On("2024-06-17");
        await way.DoAsync("signatory", "apply-acceptance", new { report = await way.FileAsync("signatory", "final"), accounts = await way.FileAsync("signatory", "accounts") });
        await way.DoAsync("officer", "record-acceptance", new { result = "passed", targetsMet = new[] { true }, opinion = await way.FileAsync("officer", "opinion") });
        await way.DoAsync("leader", "confirm-acceptance");
    }

    private static Task<HashSet<string>> AssertToldAsync(Journey way, string application, string[] templates) => Journey.SoonAsync(
        async () =>
        {
            var told = (await way.GetAsync("officer", $"/api/cases/{application}/mail")).EnumerateArray().Select(m => m.GetProperty("template").GetString()!).ToHashSet();
            return templates.All(told.Contains) ? told : null;
        },
        "mails " + string.Join(", ", templates));

    private static async Task AssertChainAsync(Journey way, string id)
    {
        var prev = "";
        long version = 0;
        foreach (var entry in (await way.GetAsync("officer", $"/api/cases/{id}/events")).EnumerateArray())
        {
            Assert.Equal(++version, entry.GetProperty("version").GetInt64());
            Assert.Equal(prev, entry.GetProperty("prev").GetString());
            prev = entry.GetProperty("hash").GetString()!;
        }

        Assert.True(version > 10, $"{id} has only {version} events");
    }

    private static async Task AssertBooksAsync(Journey way)
    {
        var books = await Journey.SoonAsync(
            async () => await way.GetAsync("funds", "/api/ledger/county-sci/2024") is var b && b.GetProperty("postings").GetArrayLength() > 0 ? b.GetProperty("balances").Deserialize<Dictionary<string, long>>() : null, "postings of 2024");
        Assert.Equal(0, books.Values.Sum());
    }
}
