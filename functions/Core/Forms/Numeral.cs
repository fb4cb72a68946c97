using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProjectFlow.Core.Forms;

/// <summary>A number as typed: plain decimal notation, as JSON number or string, without exponent or separators.</summary>
internal abstract partial record Numeral
{
    /// <param name="Decimals">Places after the point, trailing zeros not counted.</param>
    public sealed record Exact(decimal Value, int Decimals) : Numeral;

    public sealed record TooLarge : Numeral;

    private const int MaxDigits = 15;
    private const int MaxDecimals = 12;

    private Numeral() { }

    /// <summary>Null when it is no number.</summary>
    public static Numeral? Parse(JsonElement value)
    {
        var text = value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), JsonValueKind.String => value.GetString()!.Trim(), _ => "" };
        if (!Shape().IsMatch(text))
        {
            return null;
        }

        var (whole, part) = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? (text[..dot], text[(dot + 1)..].TrimEnd('0')) : (text, "");
        return whole.TrimStart('-', '0').Length > MaxDigits ? new TooLarge()
            : new Exact(decimal.Parse(part.Length == 0 ? whole : $"{whole}.{part[..Math.Min(part.Length, MaxDecimals)]}", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), part.Length);
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
