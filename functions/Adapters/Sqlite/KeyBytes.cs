using System.Text;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// Keys as SQLite holds them: one to three bytes per UTF-16 code unit (UTF-8, but with surrogates encoded one by one), because
/// bytes of that form sort like UTF-16 code units and bytes of UTF-8 do not: in UTF-8 an emoji comes after U+FFFF.
/// </summary>
internal static class KeyBytes
{
    public static byte[] From(string key) => key.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? UnitByUnit(key) : Encoding.UTF8.GetBytes(key);

    public static string ToKey(ReadOnlySpan<byte> bytes)
    {
        var units = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            var (unit, length) = bytes[i] switch
            {
                < 0x80 => (bytes[i], 1),
                < 0xE0 => (((bytes[i] & 0x1F) << 6) | (bytes[i + 1] & 0x3F), 2),
                _ => (((bytes[i] & 0x0F) << 12) | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F), 3),
            };
            units.Append((char)unit);
            i += length;
        }

        return units.ToString();
    }

    private static byte[] UnitByUnit(string key)
    {
        var bytes = new List<byte>(key.Length * 3);
        foreach (var unit in key)
        {
            bytes.AddRange(unit switch
            {
                < '\u0080' => [(byte)unit],
                < '\u0800' => [(byte)(0xC0 | (unit >> 6)), Tail(unit)],
                _ => (ReadOnlySpan<byte>)[(byte)(0xE0 | (unit >> 12)), Tail(unit >> 6), Tail(unit)],
            });
        }

        return [.. bytes];
    }

    private static byte Tail(int bits) => (byte)(0x80 | (bits & 0x3F));
}
