using System.Globalization;

namespace ProjectFlow.Core.Identifiers;

/// <summary>Resident ID 公民身份号码 (GB 11643-1999): 17 digits and a check. Not collected unless a programme demands it.</summary>
public static class ResidentId
{
    private const string Checks = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsValid(string? text) =>
        text is { Length: 18 } && text.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0
        && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && Checks[Weights.Select((w, i) => w * (text[i] - '0')).Sum() % 11] == char.ToUpperInvariant(text[17]);

    /// <summary>The first three and last four, as a screen may show it.</summary>
    public static string Mask(string id) => id.Length == 18 ? $"{id[..3]}***********{id[^4..]}" : new('*', id.Length);
}
