using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>No finding of axe-core on any page, in both languages and both colour schemes; and no page wider than a small phone.</summary>
public sealed class AccessTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Open = ["/sign-in", "/register", "/forgotten", "/reset?id=a&code=b", "/sign-in/code", "/sign-in?to=%2F"];
    private static readonly string[] Applicants = ["/cases", "/programmes", "/programmes/fields/2023.1", "/programmes/fields/2023.1/eligibility", "/organisation", "/account", "/account/password", "/account/second-factor", "/no-such-page"];
    private static readonly string[] OfCase = ["", "/form/project", "/form/leader", "/form/budget", "/documents", "/check", "/print", "/withdraw"];
    private static readonly string[] Officers = ["/queue", "/organisations"];
    private static readonly string[] OfReview = ["", "/form/project", "/return", "/pass-guidance"];

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light)]
    [InlineData("zh-CN", ColorScheme.Dark)]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task Pages_can_be_used_by_everybody(string language, ColorScheme colours)
    {
        using var office = await Office.OpenAsync(browser);
        var visitor = await office.WindowAsync(language, colours);
        var editor = await office.SignedInAsync("editor", language, colours);
        var officer = await office.SignedInAsync("officer", language, colours);
        var address = await Office.DraftAsync(editor);
        List<string> findings =
        [
            .. await LookAsync(visitor, Open, $"{language}-{colours}"),
            .. await LookAsync(editor, [.. Applicants, .. OfCase.Select(p => address + p)], $"{language}-{colours}"),
            .. await LookAsync(officer, [.. Officers, .. OfReview.Select(p => address + p)], $"{language}-{colours}-officer"),
        ];
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task No_page_is_wider_than_a_small_phone()
    {
        using var office = await Office.OpenAsync(browser);
        var page = await office.SignedInAsync("editor", width: 320);
        var address = await Office.DraftAsync(page, "一个名称相当长的项目，用来看看窄屏上会不会超出边界");
        var wide = new List<string>();
        foreach (var path in Applicants.Concat(OfCase.Select(p => address + p)))
        {
            await page.GotoAsync(path);
            await PicturesAsync(page, path, "320");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > 320)
            {
                wide.Add(path);
            }
        }

        Assert.Empty(wide);
    }

    [Fact]
    public async Task A_page_that_not_everybody_can_use_is_found_out()
    {
        using var office = await Office.OpenAsync(browser);
        var page = await office.WindowAsync();
        await page.SetContentAsync("<html><body><img src=x><input><p style='color:#bbb;background:#ccc'>pale</p></body></html>");
        var found = (await page.RunAxe()).Violations.Select(v => v.Id).ToList();
        Assert.Superset(new HashSet<string> { "image-alt", "label", "color-contrast", "html-has-lang" }, found.ToHashSet());
    }

    private static async Task<List<string>> LookAsync(IPage page, IEnumerable<string> paths, string name)
    {
        var findings = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await PicturesAsync(page, path, name);
            var result = await page.RunAxe();
            findings.AddRange(result.Violations.Select(v => $"{name} {path}: {v.Id} {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }

        return findings;
    }

    /// <summary>Kept when SCREENSHOTS names a folder, for people to look at.</summary>
    private static async Task PicturesAsync(IPage page, string path, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            var file = string.Concat(path.Split('/')[^1].Split('?')[0] is { Length: > 0 } last ? last : "home").Replace("a-", "", StringComparison.Ordinal);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{file}.png"), FullPage = true });
        }
    }
}
