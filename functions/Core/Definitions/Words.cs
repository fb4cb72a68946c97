using System.Collections.Frozen;

namespace ProjectFlow.Core.Definitions;

/// <summary>The words of a closed list as files write them: camelCase of the member's name.</summary>
public static class Words
{
    public static IReadOnlyDictionary<string, T> Of<T>()
        where T : struct, Enum => Cache<T>.All;

    public static string Write<T>(T value)
        where T : struct, Enum => Camel(value.ToString());

    /// <summary>A member's name as files and answers write it.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> All = Enum.GetValues<T>().ToFrozenDictionary(v => Camel(v.ToString()));
    }
}
