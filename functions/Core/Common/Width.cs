namespace ProjectFlow.Core.Common;

/// <summary>Chinese keyboards write Latin letters, digits and signs in full width; they mean the same.</summary>
public static class Width
{
    /// <summary>The half-width form of U+FF01 to U+FF5E and of the ideographic space; anything else as it is.</summary>
    public static char Narrow(char c) => c switch { >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0), '\u3000' => ' ', _ => c };

    /// <summary>Not Unicode's own compatibility form, which needs tables the invariant runtime does not have.</summary>
    public static string Narrow(string text) => text.Any(c => Narrow(c) != c) ? string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Narrow(from[i]);
        }
    }) : text;
}
