using System.Text.RegularExpressions;

namespace ProjectFlow.Core.Mails;

/// <summary>Values in braces, such as <c>{title}</c>.</summary>
internal static partial class Placeholder
{
    public static IEnumerable<string> NamesIn(string text) => Pattern().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>What is left of a text without its placeholders.</summary>
    public static string Without(string text) => Pattern().Replace(text, "");

    /// <exception cref="ArgumentException">A value is missing: a defect of whoever asked for the mail.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Pattern().Replace(text, m =>
        values.TryGetValue(m.Groups[1].Value, out var value) ? value : throw new ArgumentException($"No value for {{{m.Groups[1].Value}}}.", nameof(values)));

    [GeneratedRegex("{([a-z]+)}")]
    private static partial Regex Pattern();
}
