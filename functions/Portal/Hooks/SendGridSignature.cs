using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ProjectFlow.Portal.Hooks;

/// <summary>
/// Whether events come from SendGrid, and lately: ECDSA over the time and the body as they were sent. Registered by a host
/// that has the public key; without it there is no hook.
/// </summary>
/// <param name="publicKey">P-256, as SubjectPublicKeyInfo (DER), which is what SendGrid shows in base64.</param>
public sealed class SendGridSignature(byte[] publicKey)
{
    /// <summary>
    /// Inclusive. SendGrid posts again for a day whatever was not taken in, and does not promise to sign anew. Events taken
    /// in twice change nothing, so a replay within the day is harmless and lost news would not be.
    /// </summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromHours(25);

    /// <summary>Inclusive; for clocks that differ.</summary>
    public static readonly TimeSpan Newest = TimeSpan.FromMinutes(5);

    /// <param name="signature">Base64 of the DER form.</param>
    /// <param name="timestamp">Seconds since 1970, as text: it is signed as text.</param>
    public bool IsGood(string? signature, string? timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var der = new byte[128];
        return IsLately(timestamp, now) && Convert.TryFromBase64String(signature ?? "", der, out var length) && IsSigned(der.AsSpan(0, length), timestamp!, body);
    }

    private static bool IsLately(string? timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= (now + Newest).ToUnixTimeSeconds() && seconds >= (now - Oldest).ToUnixTimeSeconds();

    private bool IsSigned(ReadOnlySpan<byte> signature, string timestamp, ReadOnlySpan<byte> body)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData([.. Encoding.ASCII.GetBytes(timestamp), .. body], signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
