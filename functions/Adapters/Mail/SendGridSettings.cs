using System.Security.Cryptography;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Adapters.Mail;

/// <summary>Reads section <c>Mail:SendGrid</c>: Key, From, FromName, Address, WebhookKey. A message never repeats a key.</summary>
public static class SendGridSettings
{
    private const string Section = "Mail:SendGrid:";
    private const string Hidden = "***";

    private static readonly string[] Names = ["Key", "From", "FromName", "Address", "WebhookKey"];

    /// <summary>Whether anything of the section is set.</summary>
    internal static bool Any(Func<string, string?> setting) => Names.Any(n => !string.IsNullOrWhiteSpace(setting(Section + n)));

    /// <exception cref="ConfigurationException">A setting is missing, or none of the values it may have.</exception>
    internal static SendGridOptions Read(Func<string, string?> setting) => new(
        Key(setting(Section + "Key")),
        Address(setting(Section + "Address")),
        SmtpSettings.Address(Section + "From", setting(Section + "From")),
        setting(Section + "FromName") is { Length: > 0 } name ? name : "ProjectFlow");

    /// <returns>The key SendGrid signs events with, as SubjectPublicKeyInfo; null when no events are wanted.</returns>
    /// <exception cref="ConfigurationException">It is no such key.</exception>
    internal static byte[]? WebhookKey(Func<string, string?> setting)
    {
        var text = setting(Section + "WebhookKey");
        return string.IsNullOrWhiteSpace(text) ? null : PublicKey(text.Trim())
            ?? throw new ConfigurationException(Section + "WebhookKey", Hidden, "the verification key SendGrid shows for signed events (a P-256 public key in base64), such as MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE…");
    }

    private static string Key(string? text) =>
        text is { Length: > 10 } && text.StartsWith("SG.", StringComparison.Ordinal) && text.All(c => c is > ' ' and < '\u007F')
            ? text : throw new ConfigurationException(Section + "Key", string.IsNullOrEmpty(text) ? "" : Hidden, "an API key that may send mail, such as SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf… (or set Smtp:Host instead)");

    /// <summary>The key goes along with every request, so only a proxy on the same machine may be reached in the clear.</summary>
    private static Uri Address(string? text) =>
        string.IsNullOrWhiteSpace(text) ? SendGridOptions.World
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? uri
        : throw new ConfigurationException(Section + "Address", text, "an https address such as https://api.sendgrid.com or https://api.eu.sendgrid.com");

    private static byte[]? PublicKey(string text)
    {
        try
        {
            var der = Convert.FromBase64String(text);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(der, out var read);
            return read == der.Length && key.KeySize == 256 ? der : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
