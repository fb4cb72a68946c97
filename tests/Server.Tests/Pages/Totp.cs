using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>What an authenticator shows (RFC 6238: SHA-1, 30 seconds, 6 digits).</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(string key, DateTimeOffset at)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // the algorithm authenticators use
        var hash = HMACSHA1.HashData(Bytes(key), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var bits = base32.TrimEnd('=').SelectMany(c => Enumerable.Range(0, 5).Select(i => (Alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal) >> (4 - i)) & 1)).ToList();
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => (byte)b.Aggregate(0, (all, bit) => (all << 1) | bit))];
    }
}
