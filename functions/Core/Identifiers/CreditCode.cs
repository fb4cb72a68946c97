using System.Buffers;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Identifiers;

/// <summary>The unified social credit code 统一社会信用代码 (GB 32100-2015), normalised and checked.</summary>
public abstract record CreditCode
{
    /// <summary>Alphabet, length and both check characters are right.</summary>
    public sealed record Valid(OrgId Id) : CreditCode;

    /// <summary>Alphabet and length are right, a check character is not: some genuine early codes are like that, so the licence decides.</summary>
    /// <param name="Expected">The last character that GB 32100 would have.</param>
    public sealed record Doubtful(OrgId Id, char Expected) : CreditCode;

    public sealed record Blocked(Problem Why) : CreditCode;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private CreditCode() { }

    /// <summary>Trims, maps full-width characters, puts letters in upper case, then checks.</summary>
    /// <param name="path">Where it was entered, for the problem.</param>
    public static CreditCode Parse(string? text, string path = "uscc")
    {
        var code = Normalise(text ?? "");
        if (code.Length != 18)
        {
            return new Blocked(new(path, "credit-code-length", $"统一社会信用代码应为18位，现为{code.Length}位", $"A unified social credit code has 18 characters, not {code.Length}."));
        }

        if (code.AsSpan().IndexOfAnyExcept(Letters) is >= 0 and var at)
        {
            var wrong = code[at];
            return new Blocked(new(path, "credit-code-alphabet", $"统一社会信用代码不能含有“{wrong}”（不使用字母I、O、S、V、Z）", $"A unified social credit code cannot contain '{wrong}' (letters I, O, S, V and Z are not used)."));
        }

        var expected = Check(code);
        return code[17] == expected && code[16] == OrganisationCheck(code) ? new Valid(new(code)) : new Doubtful(new(code), expected);
    }

    /// <summary>The check character of the first 17 (GB 32100-2015).</summary>
    public static char Check(string code) => Alphabet[(31 - (Weights.Select((w, i) => w * Alphabet.IndexOf(code[i], StringComparison.Ordinal)).Sum() % 31)) % 31];

    /// <summary>The check character of the organisation code at positions 9 to 16 (GB 11714).</summary>
    public static char OrganisationCheck(string code)
    {
        var r = 11 - (OrganisationWeights.Select((w, i) => w * (char.IsAsciiDigit(code[8 + i]) ? code[8 + i] - '0' : code[8 + i] - 'A' + 10)).Sum() % 11);
        return r switch { 10 => 'X', 11 => '0', _ => (char)('0' + r) };
    }

    private static string Normalise(string text) => Width.Narrow(text).Trim().ToUpperInvariant();
}
