using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

public sealed class JourneyTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_application_goes_from_draft_to_submission(bool scripts)
    {
        var office = await browser.OfficeAsync();
        var editor = await office.WindowAsync(scripts: scripts);
        await editor.GotoAsync("/sign-in");
        await Office.SignInAsync(editor, "editor");
        var address = await Office.DraftAsync(editor);
        await FillAsync(editor, address);
        await editor.GotoAsync(address + "/documents");
        await editor.SetInputFilesAsync("#file-signed", new FilePayload { Name = "申请书.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\nsigned"u8.ToArray() });
        await editor.ClickAsync("#slot-signed button");
        await Expect(editor.Locator("#slot-signed li a")).ToHaveTextAsync("申请书.pdf");

        var signatory = await office.SignedInAsync("signatory", scripts: scripts);
        await signatory.GotoAsync(address + "/check");
        await Expect(signatory.Locator(".note.good")).ToBeVisibleAsync();
        await signatory.CheckAsync("[name=declaration]");
        await signatory.CheckAsync("[name=pledge]");
        await signatory.ClickAsync("button[value=submit]");
        await Expect(signatory.Locator(".tag").First).ToHaveTextAsync("形式审查");
        await Expect(signatory.Locator("aside")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("320381-fields-2023-000[12]"));
    }

    [Fact]
    public async Task What_is_typed_is_saved_by_itself_and_totals_follow()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("editor");
        var address = await Office.DraftAsync(page);
        await page.GotoAsync(address + "/form/budget");
        await page.FillAsync("[name='budget.lines[0].fiscal']", "1.5");
        await page.ClickAsync("[data-add='budget.lines']");
        await page.FillAsync("[name='budget.lines[1].fiscal']", "2");
        await Expect(page.Locator("#autosaved")).ToContainTextAsync("自动保存", new() { Timeout = 20_000 });
        await Expect(page.Locator("[data-computed='budget.total']")).ToHaveTextAsync("3.5");
        await page.ReloadAsync();
        await Expect(page.Locator("[name='budget.lines[1].fiscal']")).ToHaveValueAsync("2");
    }

    [Fact]
    public async Task What_could_not_be_sent_is_offered_again()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("editor");
        var address = await Office.DraftAsync(page);
        await page.GotoAsync(address + "/form/project");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("[name='project.summary']", "断网时写的内容");
        await Expect(page.Locator("#autosaved")).ToContainTextAsync("暂时无法保存", new() { Timeout = 20_000 });
        await page.Context.ClearCookiesAsync(new() { Name = "projectflow" }); // so that a last try to save, sent while leaving, comes to nothing too
        await page.GotoAsync("about:blank");
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync("/sign-in");
        await Office.SignInAsync(page, "editor");
        await page.WaitForURLAsync("**/cases");
        await page.GotoAsync(address + "/form/project");
        await Expect(page.Locator("[name='project.summary']")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复", Exact = true }).ClickAsync();
        await Expect(page.Locator("[name='project.summary']")).ToHaveValueAsync("断网时写的内容");
        await Expect(page.Locator("#autosaved")).ToContainTextAsync("自动保存", new() { Timeout = 20_000 });
    }

    [Fact]
    public async Task A_field_appears_when_another_has_its_value()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("editor");
        var address = await Office.DraftAsync(page);
        await page.GotoAsync(address + "/form/project");
        await Expect(page.Locator("[name='project.university']")).ToBeHiddenAsync();
        await page.SelectOptionAsync("[name='project.basis']", "科技副总");
        await Expect(page.Locator("[name='project.university']")).ToBeVisibleAsync();
    }

    internal static async Task FillAsync(IPage page, string address)
    {
        await page.GotoAsync(address + "/form/project");
        await page.FillAsync("[name='project.title']", "轻质合金");
        await page.FillAsync("[name='project.summary']", "新工艺");
        await page.SelectOptionAsync("[name='project.basis']", "自主研发");
        await page.CheckAsync("[value='energy']");
        await page.CheckAsync("[name='project.joint'][value='false']");
        await page.FillAsync("[name='project.period.from']", "2023-05-01");
        await page.FillAsync("[name='project.period.to']", "2025-04-30");
        await page.FillAsync("[name='project.staff']", "12");
        await page.ClickAsync("button[value=next]:visible");
        await page.FillAsync("[name='leader.leader.name']", "周工");
        await page.ClickAsync("button[value=next]:visible");
        await page.SelectOptionAsync("[name='budget.lines[0].category']", "设备费");
        await page.FillAsync("[name='budget.lines[0].fiscal']", "12.5");
        await page.ClickAsync("button[value=next]:visible");
        await page.CheckAsync("[type=checkbox][name='declaration.truthful']");
        await page.ClickAsync("button[value=next]:visible");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/documents$"));
    }
}
