using System.Security.Cryptography;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Adapters.Tests.Mail;

public sealed class MailSettingsTests
{
    private const string Key = "SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf";
    private const string KeyWanted = "expected an API key that may send mail, such as SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf… (or set Smtp:Host instead).";
    private const string HookWanted = "expected the verification key SendGrid shows for signed events (a P-256 public key in base64), such as MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE….";
    private const string FromWanted = "expected a mail address such as kjj@example.gov.cn.";
    private const string AddressWanted = "expected an https address such as https://api.sendgrid.com or https://api.eu.sendgrid.com.";

    [Fact]
    public void Without_settings_mail_is_kept() => Assert.Equal(("kept", (byte[]?)null), Read() is var read ? (read.Mailer.Channel, read.EventsKey) : default);

    [Fact]
    public void A_mail_server_stays_the_alternative() =>
        Assert.Equal("smtp", Read(("Smtp:Host", "mail.example.gov.cn"), ("Smtp:From", "kjj@example.gov.cn")).Mailer.Channel);

    [Theory]
    [InlineData(null)]
    [InlineData("https://api.eu.sendgrid.com")]
    [InlineData("http://127.0.0.1:8025")]
    public void A_key_and_a_sender_are_enough_for_SendGrid(string? address)
    {
        var read = Read(("Mail:SendGrid:Key", Key), ("Mail:SendGrid:From", "kjj@example.gov.cn"), ("Mail:SendGrid:Address", address));

        Assert.Equal(("sendgrid", (byte[]?)null), (read.Mailer.Channel, read.EventsKey));
    }

    [Fact]
    public void With_a_verification_key_events_are_taken()
    {
        var spki = PublicKey(ECCurve.NamedCurves.nistP256);

        Assert.Equal(spki, Read(("Mail:SendGrid:Key", Key), ("Mail:SendGrid:From", "kjj@example.gov.cn"), ("Mail:SendGrid:WebhookKey", $" {Convert.ToBase64String(spki)}\n")).EventsKey);
    }

    [Theory]
    [InlineData("Key", null, "Setting 'Mail:SendGrid:Key' is ''; " + KeyWanted)]
    [InlineData("Key", "SG.short", "Setting 'Mail:SendGrid:Key' is '***'; " + KeyWanted)]
    [InlineData("Key", "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf", "Setting 'Mail:SendGrid:Key' is '***'; " + KeyWanted)]
    [InlineData("Key", Key + "\n", "Setting 'Mail:SendGrid:Key' is '***'; " + KeyWanted)]
    [InlineData("From", null, "Setting 'Mail:SendGrid:From' is ''; " + FromWanted)]
    [InlineData("From", "bureau", "Setting 'Mail:SendGrid:From' is 'bureau'; " + FromWanted)]
    [InlineData("Address", "api.sendgrid.com", "Setting 'Mail:SendGrid:Address' is 'api.sendgrid.com'; " + AddressWanted)]
    [InlineData("Address", "http://api.sendgrid.com", "Setting 'Mail:SendGrid:Address' is 'http://api.sendgrid.com'; " + AddressWanted)]
    [InlineData("WebhookKey", "not base64", "Setting 'Mail:SendGrid:WebhookKey' is '***'; " + HookWanted)]
    [InlineData("WebhookKey", "AAAA", "Setting 'Mail:SendGrid:WebhookKey' is '***'; " + HookWanted)]
    public void A_wrong_setting_is_named_with_an_example_and_without_its_secret(string name, string? value, string message)
    {
        var settings = new Dictionary<string, string?> { ["Mail:SendGrid:Key"] = Key, ["Mail:SendGrid:From"] = "kjj@example.gov.cn", ["Mail:SendGrid:" + name] = value };

        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => MailSettings.Read(settings.GetValueOrDefault, TimeProvider.System)).Message);
    }

    [Fact]
    public void A_key_of_another_curve_is_none() =>
        Assert.Equal("Setting 'Mail:SendGrid:WebhookKey' is '***'; " + HookWanted, Refused(
            ("Mail:SendGrid:Key", Key), ("Mail:SendGrid:From", "kjj@example.gov.cn"), ("Mail:SendGrid:WebhookKey", Convert.ToBase64String(PublicKey(ECCurve.NamedCurves.nistP384)))));

    [Fact]
    public void Half_a_SendGrid_is_no_mail_server_and_no_keeping() => Assert.Equal("Setting 'Mail:SendGrid:Key' is ''; " + KeyWanted, Refused(("Mail:SendGrid:From", "kjj@example.gov.cn")));

    [Fact]
    public void Mail_leaves_one_way() =>
        Assert.Equal("Setting 'Smtp:Host' is 'mail.example.gov.cn'; expected nothing while Mail:SendGrid is set: mail leaves one way.", Refused(
            ("Smtp:Host", "mail.example.gov.cn"), ("Smtp:From", "kjj@example.gov.cn"), ("Mail:SendGrid:Key", Key)));

    private static byte[] PublicKey(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfo();
    }

    private static string Refused(params (string Name, string? Value)[] settings) => Assert.Throws<ConfigurationException>(() => Read(settings)).Message;

    private static MailSettings Read(params (string Name, string? Value)[] settings) => MailSettings.Read(settings.ToDictionary(s => s.Name, s => s.Value).GetValueOrDefault, TimeProvider.System);
}
