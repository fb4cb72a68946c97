using System.Collections.Frozen;
using System.Text.Json;

namespace ProjectFlow.Portal.Shell;

/// <summary>The wordings of the pages, by key; one file for each language, embedded.</summary>
public static class Texts
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    public static FrozenDictionary<string, string> Zh { get; } = Read("zh");

    public static FrozenDictionary<string, string> En { get; } = Read("en");

    private static FrozenDictionary<string, string> Read(string language)
    {
        using var file = typeof(Texts).Assembly.GetManifestResourceStream($"words/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file, Strict)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
