namespace ProjectFlow.Adapters.Azure;

/// <summary>
/// The bounds of a range need not be keys: half a surrogate pair may bound one, but has no place in a request's address. There a
/// wider bound is asked for, and what is outside the narrower one left out.
/// </summary>
internal static class KeyBounds
{
    private const char AfterSurrogates = '\uE000';

    /// <returns>The bound, or one below it that can be sent.</returns>
    public static string AtMost(string bound) => bound[..Broken(bound)];

    /// <returns>The bound, or one above it that can be sent.</returns>
    public static string AtLeast(string bound) => Broken(bound) is var at && at < bound.Length ? bound[..at] + AfterSurrogates : bound;

    private static int Broken(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return i;
            }
        }

        return text.Length;
    }
}
