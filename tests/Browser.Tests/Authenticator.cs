using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ProjectFlow.Browser.Tests;

/// <summary>A key ring of the computer that says yes by itself.</summary>
internal static class Authenticator
{
    public static async Task PlugInAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>Makes a passkey for the account of the page.</summary>
    public static async Task AddAsync(IPage page)
    {
        await page.GotoAsync("/account");
        await page.FillAsync("#passkeys #name", "办公室电脑");
        await page.FillAsync("#passkeys #password", ProjectFlow.Server.Tests.OneServer.Password);
        await page.ClickAsync("form[data-passkey] button");
        await Expect(page.Locator("#passkeys tbody tr")).ToHaveCountAsync(1);
    }
}
