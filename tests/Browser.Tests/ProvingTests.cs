using Microsoft.Playwright;
using ProjectFlow.Server.Tests;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

/// <summary>The page that asks whether it is still the same person.</summary>
public sealed class ProvingTests(Browser browser)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly MovableTime sessions = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_passkey_is_proof_and_what_was_typed_goes_on_by_itself()
    {
        using var office = await Office.OpenAsync(browser, sessions);
        var page = await office.SignedInAsync("signatory");
        await Authenticator.PlugInAsync(page);
        await Authenticator.AddAsync(page);
        var address = await WithdrawAsync(office, page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("请确认是您本人");
        await page.ClickAsync("form[data-passkey] button");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(address + "$"));
        await Expect(page.Locator(".tag").First).ToHaveTextAsync("已撤回");
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task It_can_be_used_by_everybody_with_a_password_and_without_scripts(string language)
    {
        using var office = await Office.OpenAsync(browser, sessions);
        var page = await office.SignedInAsync("signatory", language, scripts: false);
        var address = await WithdrawAsync(office, page);
        await page.FillAsync("[name=prove-password]", "not the password");
        await page.ClickAsync("main form button");
        await Expect(page.Locator("#prove-password-wrong")).ToBeVisibleAsync();
        await page.FillAsync("[name=prove-password]", OneServer.Password);
        await page.ClickAsync("main form button");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(address + "$"));

        var looked = await office.SignedInAsync("signatory", language);
        await WithdrawAsync(office, looked);
        Assert.Empty(await AccessTests.LookAsync(looked, "/prove", language + "-signatory"));
    }

    private async Task<string> WithdrawAsync(Office office, IPage page)
    {
        var address = await Office.DraftAsync(await office.SignedInAsync("editor"));
        await page.GotoAsync(address + "/withdraw");
        await page.FillAsync("[name=reason]", "放弃申报");
        sessions.Now += Quarter;
        await page.ClickAsync("main form button");
        return address;
    }
}
