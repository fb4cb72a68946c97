using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>axe-core in the page itself: no page here has frames, and the package's way around them opens a second window for every look.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>All rules, and the size of targets that WCAG 2.2 AA adds.</summary>
    private const string All = "{ rules: { 'target-size': { enabled: true } } }";
    private const string Colours = "{ runOnly: ['color-contrast'] }";

    /// <param name="coloursOnly">True when the page has been looked at in its other colours.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("!!window.axe"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<Finding[]>($$"""
            async () => (await axe.run(document, {{(coloursOnly ? Colours : All)}})).violations
                .map(v => ({ id: v.id, help: v.help, places: v.nodes.slice(0, 3).map(n => n.html) }))
            """);
    }
}

/// <summary>A rule that is broken, and the first three places.</summary>
internal sealed record Finding
{
    public string Id { get; init; } = "";

    public string Help { get; init; } = "";

    public string[] Places { get; init; } = [];
}
