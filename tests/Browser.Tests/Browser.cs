using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ProjectFlow.Browser.Tests.Browser))]

namespace ProjectFlow.Browser.Tests;

/// <summary>One Chromium for all tests, and one office for those that leave it as they found it. The browser is the system's own (Debian package chromium), or the one CHROMIUM names.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? chromium;
    private readonly Lazy<Task<Office>> office;

    public Browser() => office = new(() => Office.OpenAsync(this));

    /// <summary>For tests that make their own cases and neither move its time nor end anybody's sessions.</summary>
    internal Task<Office> OfficeAsync() => office.Value;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        Assert.True(File.Exists(path), $"No browser at {path}. ./test installs the Debian package chromium; elsewhere set CHROMIUM to any Chrome or Chromium.");
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true });
    }

    /// <summary>A window with cookies of its own.</summary>
    /// <param name="state">What another window kept, cookies above all; null = nothing.</param>
    public async Task<IPage> OpenAsync(Uri address, string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280, string? state = null)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ColorScheme = colours,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
            StorageState = state,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Pictures.Tell();
        if (office.IsValueCreated)
        {
            (await office.Value).Dispose();
        }

        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
