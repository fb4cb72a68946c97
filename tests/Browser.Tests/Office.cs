using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProjectFlow.Core.Common;
using ProjectFlow.Server.Tests;

namespace ProjectFlow.Browser.Tests;

/// <summary>A bureau and an enterprise at real windows.</summary>
internal sealed class Office(Journey journey, Browser browser) : IDisposable
{
    private const string Password = OneServer.Password;

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signIns = new();

    public Journey Journey => journey;

    /// <summary>By name: passkeys belong to a name, never to a number.</summary>
    private Uri Address => new UriBuilder(journey.Server.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;

    /// <param name="sessions">The time sessions live in; null = the real one.</param>
    public static async Task<Office> OpenAsync(Browser browser, MovableTime? sessions = null)
    {
        var office = new Office(await Journey.BeginAsync(listening: true, sessions: sessions), browser);
        await office.Journey.JoinAsync("keeper", [Role.Administrator]);
        await office.Journey.JoinAsync("auditor", [Role.Auditor]);
        await office.Journey.JoinAsync("owner", [Role.ApplicantEditor, Role.ApplicantSignatory], org: Journey.Acme);
        return office;
    }

    public Task<IPage> WindowAsync(string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280) =>
        browser.OpenAsync(Address, language, colours, scripts, width);

    /// <summary>A new window of somebody who signed in once, in another.</summary>
    public async Task<IPage> SignedInAsync(string who, string language = "zh-CN", ColorScheme colours = ColorScheme.Light, bool scripts = true, int width = 1280) =>
        await browser.OpenAsync(Address, language, colours, scripts, width, await signIns.GetOrAdd(who, w => new(() => StateAsync(w))).Value);

    /// <summary>An editor nobody else is: for who ends sessions, be it by looking at the second factor for the first time.</summary>
    public async Task<IPage> NewcomerAsync(string language = "zh-CN", int width = 1280)
    {
        var who = "editor-" + Guid.NewGuid().ToString("N");
        await Journey.JoinAsync(who, [Role.ApplicantEditor], org: Journey.Acme);
        return await SignedInAsync(who, language, width: width);
    }

    private async Task<string> StateAsync(string who)
    {
        var page = await WindowAsync();
        await page.GotoAsync("/sign-in");
        await SignInAsync(page, who);
        await page.WaitForURLAsync(url => !url.EndsWith("/sign-in", StringComparison.Ordinal));
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    public static async Task SignInAsync(IPage page, string who)
    {
        await page.FillAsync("#email", who + "@example.cn");
        await page.FillAsync("#password", Password);
        await page.ClickAsync("form[action='/sign-in'] button");
    }

    /// <returns>The address of a new draft.</returns>
    public static async Task<string> DraftAsync(IPage page, string title = "轻质合金", string programme = "fields")
    {
        await page.GotoAsync($"/programmes/{programme}/2023.1");
        await page.FillAsync("#title", title);
        await page.ClickAsync("aside button");
        return new Uri(page.Url).AbsolutePath.Split("/form/")[0];
    }

    public void Dispose() => journey.Dispose();
}
