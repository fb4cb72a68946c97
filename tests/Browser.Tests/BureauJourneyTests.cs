using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

/// <summary>The bureau at real windows: from the formal check to the decision, and the money until the enterprise has it.</summary>
public sealed class BureauJourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submission_is_checked_published_decided_and_paid_by_those_it_falls_to(bool scripts)
    {
        using var office = await Office.OpenAsync(browser);
        var address = await SubmittedAsync(office);
        var (officer, head) = (await office.SignedInAsync("officer", scripts: scripts), await office.SignedInAsync("head", scripts: scripts));
        await GiveAsync(head, address, "assign", ("to", "officer"));
        await GiveAsync(officer, address, "verify-document", ("slot", "signed"), ("originalSeen", "true"));
        await GiveAsync(officer, address, "pass-formal", ("eligibilityConfirmed", "true"));
        await GiveAsync(officer, address, "start-publicity", ("on", "2023-03-06"), ("notice", "公示.pdf"));
        office.Journey.On("2023-03-20");
        await GiveAsync(officer, address, "record-decision", ("approved", "true"), ("documentNo", "试科发〔2023〕9号"), ("document", "文件.pdf"), ("award", "500,000.00"), ("from", "2023-03-01"), ("to", "2024-02-28"));
        var leader = await office.SignedInAsync("leader", scripts: scripts);
        await GiveAsync(leader, address, "confirm-decision");
        await Expect(leader.Locator(".tag").First).ToHaveTextAsync("已立项/已认定");

        var editor = await office.SignedInAsync("editor", scripts: scripts);
        var grant = await GrantAsync(editor);
        await GiveAsync(officer, grant, "request-disbursement", ("instalment", "1"), ("amount", "500000"));
        await GiveAsync(head, grant, "approve-disbursement", ("payment", "p1"));
        var funds = await office.SignedInAsync("funds", scripts: scripts);
        await GiveAsync(funds, grant, "record-payment", ("payment", "p1"), ("voucherNo", "V-1"), ("on", "2023-03-20"), ("bankReference", "B-1"));
        await GiveAsync(editor, grant, "confirm-receipt", ("payment", "p1"), ("amount", "500000.00"), ("bankSlip", "回单.pdf"));
        await funds.GotoAsync(grant + "/ledger");
        await Expect(funds.Locator("main")).ToContainTextAsync("50.00 万元");
    }

    private static async Task<string> SubmittedAsync(Office office)
    {
        var journey = office.Journey;
        await journey.DraftAsync("reward");
        await journey.DoAsync("editor", "save-draft", new { title = "轻质合金", form = new { project = new { goal = "减重", requested = "50", starts = "2023-03-01" } } });
        await journey.AttachAsync();
        await journey.DoAsync("signatory", "submit", new { declaration = true, integrityPledge = true });
        return "/cases/" + journey.Case;
    }

    /// <summary>Fills a command's form as its fields are, and sends it; it must be accepted.</summary>
    private static async Task GiveAsync(IPage page, string address, string command, params (string Name, string Value)[] typed)
    {
        await page.GotoAsync($"{address}/do/{command}");
        var form = page.Locator($"form[action='{address}/do/{command}']");
        foreach (var (name, value) in typed)
        {
            await FillAsync(form, name, value);
        }

        await form.Locator("button:not([type=button])").Last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(address + "$"));
    }

    private static async Task FillAsync(ILocator form, string name, string value)
    {
        var field = form.Locator($"[name='{name}']").First;
        switch (await field.EvaluateAsync<string>("e => e.type"))
        {
            case "select-one":
                await field.SelectOptionAsync(value);
                break;
            case "checkbox" or "radio":
                await form.Locator($"[name='{name}'][value='{value}']").CheckAsync();
                break;
            case "file":
                await field.SetInputFilesAsync(new FilePayload { Name = value, MimeType = "application/pdf", Buffer = System.Text.Encoding.UTF8.GetBytes("%PDF-1.7\n" + value) });
                break;
            default:
                await field.FillAsync(value);
                break;
        }
    }

    /// <summary>Begins by itself, a little after the decision.</summary>
    private static async Task<string> GrantAsync(IPage page)
    {
        var link = page.Locator("main a[href*='/grants/']").First;
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            await page.GotoAsync("/grants");
            if (await link.CountAsync() > 0)
            {
                return (await link.GetAttributeAsync("href"))!;
            }

            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), "No grant came of it");
        }
    }
}
