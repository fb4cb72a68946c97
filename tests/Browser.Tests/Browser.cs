using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>One Chromium for all tests of a class. It is the system's own (Debian package chromium), or the one CHROMIUM names.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(File.Exists(path), $"No browser at {path}. ./test installs the Debian package chromium; elsewhere set CHROMIUM to any Chrome or Chromium.");
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true });
    }

    /// <summary>A window with cookies of its own.</summary>
    public async Task<IPage> OpenAsync(Uri address, string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = colours,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
