using System.Globalization;
using System.Text;

namespace ProjectFlow.Casework.Uploads;

/// <summary>The name an upload is shown under. Never a path: documents are stored by hash.</summary>
public static class UploadName
{
    /// <summary>UTF-16 code units, inclusive.</summary>
    public const int MaxLength = 150;

    private const string Nameless = "未命名";

    /// <summary>Without folders, controls, invisible and direction-changing characters; the extension survives shortening.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var text = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes().Where(IsVisible))
        {
            text.Append(rune.ToString());
        }

        var clean = text.ToString().Trim().TrimEnd('.', ' ');
        return clean.Length == 0 ? Nameless : Shorten(clean);
    }

    /// <summary>Runes never split a pair; a lone half arrives as U+FFFD, which tells nobody anything.</summary>
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var extension = Path.GetExtension(name) is { Length: <= 10 } tail ? tail : "";
        var stem = MaxLength - extension.Length;
        return name[..(char.IsHighSurrogate(name[stem - 1]) ? stem - 1 : stem)] + extension;
    }
}
