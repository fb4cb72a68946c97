using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

public sealed class PasskeyTests(Browser browser)
{
    [Fact]
    public async Task A_passkey_is_added_named_used_to_sign_in_and_removed()
    {
        using var office = await Office.OpenAsync(browser);
        var page = await office.SignedInAsync("editor");
        await Authenticator.PlugInAsync(page);
        await Authenticator.AddAsync(page);

        await page.FillAsync("#passkeys td input[name=name]", "家里电脑");
        await page.ClickAsync("form[action='/account/passkeys/rename'] button");
        await Expect(page.Locator("#passkeys td input[name=name]")).ToHaveValueAsync("家里电脑");

        await page.ClickAsync("form[action='/sign-out'] button");
        await page.GotoAsync("/sign-in?to=%2Faccount");
        await page.ClickAsync("form[data-passkey] button");
        await Expect(page.Locator("#passkeys tbody tr")).ToHaveCountAsync(1);

        await page.ClickAsync("form[action='/account/passkeys/remove'] button");
        await Expect(page.Locator("#passkeys tbody tr")).ToHaveCountAsync(0);
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("form[data-passkey] button");
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("无法用此通行密钥登录");
    }

    [Fact]
    public async Task Without_scripts_nothing_is_offered_that_would_not_work()
    {
        using var office = await Office.OpenAsync(browser);
        var page = await office.WindowAsync(scripts: false);
        await page.GotoAsync("/sign-in");
        await Office.SignInAsync(page, "editor");
        await page.GotoAsync("/account");
        await Expect(page.Locator("form[data-passkey]")).ToBeHiddenAsync();
        await Expect(page.Locator("#passkeys noscript p")).ToContainTextAsync("需要浏览器启用脚本");
    }
}
