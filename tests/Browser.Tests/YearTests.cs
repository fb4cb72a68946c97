using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>The demonstration year, browsed by those who work with it: lists, grants, books and figures with a year behind them.</summary>
public sealed class YearTests(Browser browser, YearTests.Year year) : IClassFixture<YearTests.Year>
{
    private static readonly (string Who, string[] Paths, (string On, string Link)[] Followed)[] Tours =
    [
        ("officer", ["/queue", "/rounds", "/registers", "/registers/enterprises", "/figures", "/payments?view=due", "/account/relations", "/account/absence"], [("/queue", "/cases/"), ("/figures", "/figures/"), ("/registers/enterprises", "/records/"), ("/pools", "/pools/"), ("/supports", "/supports/"), ("/rounds", "/rounds/")]),
        ("head", ["/queue?q=a", "/queue"], []),
        ("fund", ["/payments?view=requested", "/payments?view=approved", "/payments?view=paid", "/ledger"], [("/payments?view=confirmed", "/grants/")]),
        ("leader", ["/overview", "/ledger"], [("/ledger", "/ledger/programmes/"), ("/ledger", "/ledger/funds/"), ("/overview", "/ledger/")]),
        ("editor-1", ["/cases", "/grants"], [("/cases", "/cases/"), ("/grants", "/grants/")]),
        ("administrator", ["/administration/seals", "/administration/quarantine", "/administration/mail/suppressed"], []),
    ];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Its_pages_can_be_used_by_everybody(string language)
    {
        var findings = new List<string>();
        foreach (var (who, paths, followed) in Tours)
        {
            var page = await year.SignedInAsync(browser, who, language);
            findings.AddRange(await AccessTests.LookAsync(page, paths, $"{language}-year-{who}"));
            foreach (var (on, link) in followed)
            {
                findings.AddRange(await AccessTests.LookAsync(page, [await FirstAsync(page, on, link)], $"{language}-year-{who}"));
            }

            await page.Context.CloseAsync();
        }

        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task A_grant_shows_its_books_and_each_step_has_its_form()
    {
        var page = await year.SignedInAsync(browser, "officer", "zh-CN");
        var grant = await FirstAsync(page, "/queue", "/grants/");
        await page.GotoAsync(grant);
        var steps = await page.Locator("main a[href*='/do/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.NotEmpty(steps);
        var findings = await AccessTests.LookAsync(page, [grant, grant + "/ledger", .. steps.Distinct()], "zh-CN-year-grant");
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    /// <summary>The first link on a page that goes there.</summary>
    private static async Task<string> FirstAsync(IPage page, string on, string link)
    {
        await page.GotoAsync(on);
        return await page.Locator($"main a[href*='{link}']").First.GetAttributeAsync("href") ?? throw new InvalidOperationException($"Nothing on {on} leads to {link}");
    }

    /// <summary>The server as it ships, with the year in it: it answers when all is filled in.</summary>
    public sealed class Year : IAsyncLifetime
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("projectflow-year-");
        private readonly Uri address = new($"http://localhost:{FreePort()}");
        private Process? server;

        public async ValueTask InitializeAsync()
        {
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "ProjectFlow.Server.dll"), "--demo", "--data", folder.FullName, "--urls", address.ToString(), "--Portal:SignInsPerMinute", "1000", "--Logging:LogLevel:Default", "Warning"];
            server = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            server.OutputDataReceived += (_, _) => { };
            server.BeginOutputReadLine();
            using var client = new HttpClient { BaseAddress = address };
            for (var watch = Stopwatch.StartNew(); !await AnswersAsync(client); await Task.Delay(100))
            {
                Assert.True(watch.Elapsed < Patience && !server.HasExited, "The server with the year did not start");
            }
        }

        internal async Task<IPage> SignedInAsync(Browser browser, string who, string language)
        {
            var page = await browser.OpenAsync(address, language);
            await page.GotoAsync("/sign-in");
            await page.FillAsync("#email", $"demo-{who}@demo.example");
            await page.FillAsync("#password", $"projectflow-demo-{who}");
            await page.ClickAsync("form[action='/sign-in'] button");
            await page.WaitForURLAsync(url => !url.EndsWith("/sign-in", StringComparison.Ordinal));
            return page;
        }

        public async ValueTask DisposeAsync()
        {
            server!.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
            folder.Delete(recursive: true);
        }

        private static async Task<bool> AnswersAsync(HttpClient client)
        {
            try
            {
                return (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
