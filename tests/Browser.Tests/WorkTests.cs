using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

/// <summary>What goes on while people work: sessions end, two write at once, drafts come back, large files go up.</summary>
public sealed class WorkTests(Browser browser)
{
    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_session_that_ends_while_typing_loses_nothing()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("editor");
        var address = await Office.DraftAsync(page);
        await page.GotoAsync(address + "/form/project");
        await page.Context.ClearCookiesAsync(new() { Name = "projectflow" });
        await page.FillAsync("[name='project.summary']", "登录过期时写的内容");
        await Expect(page.Locator("#autosaved a")).ToHaveTextAsync("登录", Patient);

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await Office.SignInAsync(other, "editor");
        await Expect(page.Locator("#autosaved")).ToContainTextAsync("已于", new() { Timeout = 30_000 }); // the note before says that it will be
        await page.ReloadAsync();
        await Expect(page.Locator("[name='project.summary']")).ToHaveValueAsync("登录过期时写的内容");
    }

    [Fact]
    public async Task Of_two_who_write_at_once_the_second_sees_both_and_chooses()
    {
        var office = await browser.OfficeAsync();
        var (mine, theirs) = (await office.SignedInAsync("editor", scripts: false), await office.SignedInAsync("owner", scripts: false));
        var address = await Office.DraftAsync(mine);
        await mine.GotoAsync(address + "/form/project");
        await theirs.GotoAsync(address + "/form/project");
        await theirs.FillAsync("[name='project.summary']", "同事的");
        await theirs.ClickAsync("button[value=save]:visible");
        await mine.FillAsync("[name='project.summary']", "我的");
        await mine.ClickAsync("button[value=save]:visible");
        await Expect(mine.Locator("h2").First).ToHaveTextAsync("本部分已被他人修改");
        await Expect(mine.Locator("main")).ToContainTextAsync("同事的");
        await mine.CheckAsync("[name='choose.project.summary'][value=theirs]");
        await mine.ClickAsync("main form button");
        await Expect(mine.Locator("[name='project.summary']")).ToHaveValueAsync("同事的");
    }

    [Fact]
    public async Task A_returned_draft_is_mended_and_the_bureau_sees_what_changed()
    {
        var office = await browser.OfficeAsync();
        var (editor, officer) = (await office.SignedInAsync("editor"), await office.SignedInAsync("officer"));
        var address = await Office.DraftAsync(editor);
        await JourneyTests.FillAsync(editor, address);
        await editor.GotoAsync(address + "/check");
        await editor.ClickAsync("button[value=request-guidance]");
        await officer.GotoAsync(address + "/form/project");
        var box = officer.Locator("details", new() { Has = officer.Locator("[form='new-project.summary']") }).First;
        await box.Locator("summary").ClickAsync();
        await box.Locator("textarea").FillAsync("请写清技术路线");
        await box.Locator("button").ClickAsync();
        await officer.GotoAsync(address + "/return");
        await officer.ClickAsync($"form[action='{address}/return'] button");

        await editor.GotoAsync(address + "/form/project");
        await editor.Locator(".thread textarea").FillAsync("已补充");
        await editor.Locator(".thread button").ClickAsync();
        await editor.FillAsync("[name='project.summary']", "新工艺，分三步");
        await editor.ClickAsync("button[value=save]:visible");
        await editor.GotoAsync(address + "/check");
        await editor.ClickAsync("button[value=resubmit]");
        await officer.GotoAsync(address + "/rounds");
        await Expect(officer.Locator("main")).ToContainTextAsync("新工艺，分三步");
    }

    [Fact]
    public async Task Twenty_megabytes_go_up_and_say_how_far_they_are()
    {
        var office = await browser.OfficeAsync();
        var page = await office.SignedInAsync("editor");
        var address = await Office.DraftAsync(page);
        await page.GotoAsync(address + "/documents");
        await page.EvaluateAsync("""
            () => {
              const open = XMLHttpRequest.prototype.open;
              XMLHttpRequest.prototype.open = function (...how) {
                this.upload.addEventListener('progress', () => sessionStorage.setItem('bar', document.querySelector('progress').value));
                return open.apply(this, how);
              };
            }
            """);
        var content = new byte[20 * 1024 * 1024];
        "%PDF-1.7"u8.CopyTo(content);
        await page.SetInputFilesAsync("#file-extra", new FilePayload { Name = "图纸.pdf", MimeType = "application/pdf", Buffer = content });
        await page.ClickAsync("#slot-extra form[data-upload] button");
        await Expect(page.Locator("#slot-extra li a")).ToHaveTextAsync("图纸.pdf", Patient);
        await Expect(page.Locator("#slot-extra li")).ToContainTextAsync("20.0 MB");
        Assert.Equal("100", await page.EvaluateAsync<string>("sessionStorage.getItem('bar')"));
    }

    [Fact]
    public async Task A_draft_is_begun_and_saved_in_English_with_the_keyboard_alone()
    {
        var office = await browser.OfficeAsync();
        var page = await office.WindowAsync("en");
        await page.GotoAsync("/sign-in");
        await TypeAsync(page, "#email", "editor@example.cn");
        await TypeAsync(page, "#password", ProjectFlow.Server.Tests.OneServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("nav").First).ToBeVisibleAsync();
        await page.GotoAsync("/programmes/fields/2023.1");
        await TypeAsync(page, "#title", "Light alloys");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h2").First).ToHaveTextAsync("Project");
        await TypeAsync(page, "[name='project.summary']", "A new process");
        await ReachAsync(page, "main form .actions button[value=save]");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".note.good")).ToContainTextAsync("Saved");
        await Expect(page.Locator("[name='project.summary']")).ToHaveValueAsync("A new process");
    }

    private static async Task TypeAsync(IPage page, string selector, string text)
    {
        await ReachAsync(page, selector);
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>As somebody without a mouse gets there; everything on the way has to let go again.</summary>
    private static async Task ReachAsync(IPage page, string selector)
    {
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not reach {selector}.");
    }
}
