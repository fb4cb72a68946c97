using System.Text.RegularExpressions;

namespace ProjectFlow.Core.Identifiers;

/// <summary>Forms of phone numbers, postcodes, e-mail addresses and region codes. Only the form is checked.</summary>
public static partial class Contact
{
    public static bool IsMobile(string text) => Mobile().IsMatch(text);

    public static bool IsLandline(string text) => Landline().IsMatch(text);

    public static bool IsPhone(string text) => IsMobile(text) || IsLandline(text);

    public static bool IsPostcode(string text) => SixDigits().IsMatch(text);

    /// <summary>GB/T 2260, six digits; the first is 1 to 8.</summary>
    public static bool IsRegion(string text) => SixDigits().IsMatch(text) && text[0] is >= '1' and <= '8';

    /// <summary>At most 254 characters, one @, no spaces or control characters, a dot in the domain.</summary>
    public static bool IsEmail(string text) => text.Length <= 254 && Email().IsMatch(text);

    [GeneratedRegex(@"^(\+86)?1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?\z")]
    private static partial Regex Landline();

    [GeneratedRegex(@"^[0-9]{6}\z")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"^[^\s\p{C}@<>()"",;:\\\[\]]{1,64}@[^\s\p{C}@<>()"",;:\\\[\]]+\.[^\s\p{C}@<>()"",;:\\\[\].]+\z")]
    private static partial Regex Email();
}
