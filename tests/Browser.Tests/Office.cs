using Microsoft.Playwright;
using ProjectFlow.Server.Tests;

namespace ProjectFlow.Browser.Tests;

/// <summary>A bureau and an enterprise at real windows.</summary>
internal sealed class Office(Journey journey, Browser browser) : IDisposable
{
    private const string Password = OneServer.Password;

    public Journey Journey => journey;

    public static async Task<Office> OpenAsync(Browser browser) => new(await Journey.BeginAsync(listening: true), browser);

    public Task<IPage> WindowAsync(string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280) =>
        browser.OpenAsync(journey.Server.ClientOptions.BaseAddress, language, colours, scripts, width);

    public async Task<IPage> SignedInAsync(string who, string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280)
    {
        var page = await WindowAsync(language, colours, scripts, width);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#email", who + "@example.cn");
        await page.FillAsync("#password", Password);
        await page.ClickAsync("main button");
        return page;
    }

    /// <returns>The address of a new draft.</returns>
    public static async Task<string> DraftAsync(IPage page, string title = "轻质合金")
    {
        await page.GotoAsync("/programmes/fields/2023.1");
        await page.FillAsync("#title", title);
        await page.ClickAsync("aside button");
        return new Uri(page.Url).AbsolutePath.Split("/form/")[0];
    }

    public void Dispose() => journey.Dispose();
}
