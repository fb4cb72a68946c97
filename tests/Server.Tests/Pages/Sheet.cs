using System.Net;
using System.Text.RegularExpressions;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>One page as the server sent it, read without a browser.</summary>
internal sealed partial record Sheet(HttpStatusCode Status, string Html, Uri Address)
{
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    /// <summary>What a browser would send with the form: its fields as they stand, without any button.</summary>
    public List<KeyValuePair<string, string>> Form(string action)
    {
        var inner = Forms().Matches(Html).Where(m => Attribute(m.Groups["head"].Value, "action") == action).Select(m => m.Groups["body"].Value).FirstOrDefault()
            ?? throw new InvalidOperationException($"No form to {action} on {Address}: {Text}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match field in Fields().Matches(inner))
        {
            fields.AddRange(Values(field));
        }

        return fields;
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(Match field)
    {
        var head = field.Groups["head"].Value;
        if (Attribute(head, "name") is not { } name || head.Contains(" disabled", StringComparison.Ordinal))
        {
            return [];
        }

        return (field.Groups["tag"].Value, Attribute(head, "type")) switch
        {
            ("textarea", _) => [new(name, WebUtility.HtmlDecode(field.Groups["text"].Value))],
            ("select", _) => Options().Matches(field.Groups["text"].Value).Where(o => o.Value.Contains(" selected", StringComparison.Ordinal)).Select(o => KeyValuePair.Create(name, Attribute(o.Value, "value") ?? "")).DefaultIfEmpty(new(name, "")),
            (_, "checkbox" or "radio") => head.Contains(" checked", StringComparison.Ordinal) ? [new(name, Attribute(head, "value") ?? "on")] : [],
            (_, "file" or "submit") => [],
            _ => [new(name, Attribute(head, "value") ?? "")],
        };
    }

    private static string? Attribute(string head, string name) =>
        Regex.Match(head, $"\\s{name}=\"([^\"]*)\"") is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : null;

    [GeneratedRegex("<form(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?<tag>input)(?<head>[^>]*)>|<(?<tag>textarea|select)(?<head>[^>]*)>(?<text>.*?)</(textarea|select)>", RegexOptions.Singleline)]
    private static partial Regex Fields();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
