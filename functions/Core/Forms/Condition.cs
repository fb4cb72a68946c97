using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProjectFlow.Core.Forms;

/// <summary>When a field is asked: <c>project.basis = "科技副总"</c>, <c>project.joint = true</c>, or either with <c>!=</c>.</summary>
public sealed partial record Condition(string Path, bool Negated, string Value)
{
    /// <returns>Null when the text is not a condition.</returns>
    public static Condition? Parse(string text) => Shape().Match(text) is { Success: true } m
        ? new(m.Groups["path"].Value, m.Groups["op"].Value == "!=", m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Groups["flag"].Value) : null;

    /// <summary>An absent value equals nothing.</summary>
    public bool Holds(FormContent form) => (FormValues.At(form, Path) is { } value && Text(value) == Value) != Negated;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    [GeneratedRegex("""^\s*(?<path>[A-Za-z][\w-]*\.[\w-]+)\s*(?<op>!?=)\s*("(?<quoted>[^"]*)"|(?<flag>true|false))\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
