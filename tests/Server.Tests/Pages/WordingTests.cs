using System.Text.RegularExpressions;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Server.Tests.Pages;

public sealed partial class WordingTests
{
    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(Texts.Zh.Keys.Order(StringComparer.Ordinal), Texts.En.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_wording_says_something() => Assert.DoesNotContain(Texts.Zh.Concat(Texts.En), w => string.IsNullOrWhiteSpace(w.Value));

    [Fact]
    public void Both_languages_put_in_the_same_values() =>
        Assert.All(Texts.Zh, w => Assert.Equal(Places(w.Value), Places(Texts.En[w.Key])));

    [Fact]
    public void Every_key_a_page_uses_has_a_wording()
    {
        var used = Sources().SelectMany(f => Keys().Matches(File.ReadAllText(f)).Select(m => (Path.GetFileName(f), Key: m.Groups[1].Value)));
        Assert.DoesNotContain(used, u => !Texts.Zh.ContainsKey(u.Key));
    }

    [Fact]
    public void Every_wording_is_used()
    {
        var sources = string.Concat(Sources().Select(File.ReadAllText));
        var families = Families().Matches(sources).Select(m => m.Groups[1].Value + ".").ToHashSet();
        Assert.DoesNotContain(Texts.Zh.Keys, k => !sources.Contains($"\"{k}\"", StringComparison.Ordinal) && !families.Any(f => k.StartsWith(f, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProjectFlow.sln")))
        {
            folder = folder.Parent!;
        }

        var portal = Path.Combine(folder.FullName, "functions", "Portal");
        return Directory.EnumerateFiles(portal, "*.*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".razor" or ".cs" && !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Places(string text) => Holes().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("""\b[Tt]\["([^"]+)"[\],]""")]
    private static partial Regex Keys();

    [GeneratedRegex("""\b[Tt]\.Word\("([^"]+)",""")]
    private static partial Regex Families();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Holes();
}
