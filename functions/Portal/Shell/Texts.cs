using System.Collections.Frozen;
using System.Text.Json;

namespace ProjectFlow.Portal.Shell;

/// <summary>The wordings of the pages, by key; a folder for each language with a file for each part of the portal, embedded.</summary>
public static class Texts
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    public static FrozenDictionary<string, string> Zh { get; } = Read("zh");

    public static FrozenDictionary<string, string> En { get; } = Read("en");

    /// <exception cref="ArgumentException">Two files word the same key.</exception>
    private static FrozenDictionary<string, string> Read(string language)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in typeof(Texts).Assembly.GetManifestResourceNames().Where(n => n.StartsWith($"words/{language}/", StringComparison.Ordinal)))
        {
            using var file = typeof(Texts).Assembly.GetManifestResourceStream(name)!;
            foreach (var (key, wording) in JsonSerializer.Deserialize<Dictionary<string, string>>(file, Strict)!)
            {
                all.Add(key, wording);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
