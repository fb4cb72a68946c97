using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>No finding of axe-core on any page, in both languages and both colour schemes; and no page wider than a small phone.</summary>
public sealed class AccessTests(Browser browser)
{
    private static readonly string[] Open = ["/sign-in", "/register", "/forgotten", "/reset?id=a&code=b", "/sign-in/code", "/sign-in?to=%2F", "/publicity"];
    private static readonly string[] Applicants = ["/cases", "/programmes", "/programmes/fields/2023.1", "/programmes/fields/2023.1/eligibility", "/programmes/again/2023.1", "/programmes/again/2023.1/start", "/organisation", "/account", "/account/password", "/account/second-factor", "/no-such-page"];
    private static readonly string[] OfCase = ["", "/form/project", "/form/leader", "/form/budget", "/documents", "/check", "/print", "/withdraw"];
    private static readonly string[] Officers = ["/queue", "/organisations", "/rounds", "/pools", "/pools/hnte", "/supports", "/supports/91320381DEMA00013G", "/open-bids"];
    private static readonly string[] OfReview = ["", "/form/project", "/return", "/pass-guidance", "/formal-check", "/formal-check/print"];

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Pages_can_be_used_by_everybody(string language)
    {
        var office = await browser.OfficeAsync();
        var editor = await office.NewcomerAsync(language);
        var earlier = await Office.DraftAsync(editor, programme: "again");
        await editor.ClickAsync("button[value=save]:visible");
        var address = await Office.DraftAsync(editor);
        List<string> findings =
        [
            .. await LookAsync(await office.WindowAsync(language), Open, language),
            .. await LookAsync(editor, [.. Applicants, .. OfCase.Select(p => address + p), $"/programmes/again/2023.1/start?from={earlier.Split('/')[2]}"], $"{language}-editor"),
            .. await LookAsync(await office.SignedInAsync("officer", language), [.. Officers, .. OfReview.Select(p => address + p)], $"{language}-officer"),
        ];
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Fact]
    public async Task No_page_is_wider_than_a_small_phone()
    {
        var office = await browser.OfficeAsync();
        var page = await office.NewcomerAsync(width: 320);
        var address = await Office.DraftAsync(page, "一个名称相当长的项目，用来看看窄屏上会不会超出边界");
        var wide = new List<string>();
        foreach (var path in Applicants.Concat(OfCase.Select(p => address + p)))
        {
            await page.GotoAsync(path);
            await Pictures.TakeAsync(page, path, "320");
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
        var office = await browser.OfficeAsync();
        var page = await office.WindowAsync();
        await page.SetContentAsync("<html><body><img src=x><input><p style='color:#bbb;background:#ccc'>pale</p></body></html>");
        var found = (await Axe.RunAsync(page)).Select(v => v.Id).ToList();
        Assert.Superset(new HashSet<string> { "image-alt", "label", "color-contrast", "html-has-lang" }, found.ToHashSet());
    }

    internal static async Task<List<string>> LookAsync(IPage page, IEnumerable<string> paths, string name)
    {
        var findings = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            findings.AddRange(await LookAsync(page, path, name));
        }

        return findings;
    }

    /// <summary>The page as it stands, in both colour schemes; in the dark one only colours can be other than before.</summary>
    internal static async Task<IReadOnlyList<string>> LookAsync(IPage page, string path, string name)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Pictures.TakeAsync(page, path, name + "-dark");
        var dark = await Axe.RunAsync(page, coloursOnly: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Pictures.TakeAsync(page, path, name + "-light");
        var light = await Axe.RunAsync(page);
        return [.. Findings(light, $"{name}-light {path}"), .. Findings(dark, $"{name}-dark {path}")];
    }

    private static IEnumerable<string> Findings(IEnumerable<Finding> found, string name) => found.Select(f => $"{name}: {f.Id} {f.Help} {string.Join(" | ", f.Places)}");
}
