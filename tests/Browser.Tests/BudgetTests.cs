using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

/// <summary>The American federal form SF-424A: tables with rows of their own, and totals across rows, columns and sections.</summary>
public sealed class BudgetTests(Browser browser)
{
    [Fact]
    public async Task A_federal_budget_adds_up_while_it_is_typed_and_is_submitted_when_its_sections_agree()
    {
        var office = await browser.OfficeAsync();
        var owner = await office.SignedInAsync("owner", language: "en");
        var address = await Office.DraftAsync(owner, "Light alloys", "sf-424a");
        await FillAsync(owner, address);
        await owner.GotoAsync(address + "/check");
        await Expect(owner.Locator("main")).ToContainTextAsync("Section B line 6k column (5) must equal section A line 5 column (g)");

        await owner.GotoAsync(address + "/form/b");
        await owner.FillAsync("[name='b.indirect[0].program1']", "20000.50");
        await TotalAsync(owner, "b.sum", "125,030.5");
        await owner.ClickAsync("button[value=next]:visible");

        await owner.GotoAsync(address + "/check");
        await owner.CheckAsync("[name=declaration]");
        await owner.CheckAsync("[name=pledge]");
        await owner.ClickAsync("button[value=submit]");
        await Expect(owner.Locator("aside")).ToContainTextAsync("320381-sf-424a-2023-0001");
    }

    private static async Task FillAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/form/a");
        await page.FillAsync("[name='a.lines[0].program']", "Materials research");
        await page.FillAsync("[name='a.lines[0].cfda']", "47.041");
        await page.FillAsync("[name='a.lines[0].federal']", "100000");
        await page.FillAsync("[name='a.lines[0].other']", "25000.50");
        await page.FillAsync("[name='a.lines[1].heldFederal']", "30");
        await TotalAsync(page, "a.lines[0].all", "125,000.5");
        await TotalAsync(page, "a.lines.all", "125,030.5");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='b.direct[0].program1']", "100000");
        await page.FillAsync("[name='b.direct[1].program1']", "5000");
        await page.FillAsync("[name='b.direct[7].program2']", "30");
        await TotalAsync(page, "b.direct[7].all", "30");
        await TotalAsync(page, "b.direct.program1", "105,000");
        await TotalAsync(page, "b.sum", "105,030");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='c.lines[0].applicant']", "25000.50");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='d.lines[0].q1']", "60000");
        await page.FillAsync("[name='d.lines[1].q4']", "0.25");
        await TotalAsync(page, "d.lines.year", "60,000.25");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='e.lines[3].period4']", "7");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='f.direct']", "Two engineers for one year");
        await page.ClickAsync("button[value=next]:visible");
    }

    private static Task TotalAsync(IPage page, string path, string shown) =>
        Expect(page.Locator($"[data-computed='{path}']")).ToHaveTextAsync(shown, new() { Timeout = 20_000 });
}
