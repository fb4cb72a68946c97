using Microsoft.Playwright;

namespace ProjectFlow.Browser.Tests;

/// <summary>Pictures of all pages that are looked at, for people. They lie in the folder SCREENSHOTS names, else beside the tests.</summary>
internal static class Pictures
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "pictures");
    private static int taken;

    /// <param name="path">Of the page; ids of cases are left out, so that the next run overwrites this one's.</param>
    /// <param name="name">Who looks, in which language and colours.</param>
    public static async Task TakeAsync(IPage page, string path, string name)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Length == 28 && p[1] == '-' ? "case" : p);
        var last = path.Contains("?from", StringComparison.Ordinal) ? "from" : "";
        var file = string.Join('_', parts.Append(last).Where(p => p.Length > 0).DefaultIfEmpty("home"));
        Directory.CreateDirectory(Folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{file}.jpeg"), Type = ScreenshotType.Jpeg, Quality = 80, FullPage = true });
        Interlocked.Increment(ref taken);
    }

    public static void Tell() => Console.WriteLine($"{taken} pictures in {Folder}");
}
