using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Adapters.Mail;

/// <summary>How mail leaves, for every host: through SendGrid, or a mail server, or not at all.</summary>
/// <param name="EventsKey">The key SendGrid signs its events with; null = no events are taken.</param>
public sealed record MailSettings(IMailer Mailer, byte[]? EventsKey)
{
    /// <param name="setting">The value of a setting by its name, such as <c>Mail:SendGrid:Key</c>.</param>
    /// <exception cref="ConfigurationException">One is missing or wrong.</exception>
    public static MailSettings Read(Func<string, string?> setting, TimeProvider time)
    {
        var smtp = SmtpSettings.Read(setting);
        if (!SendGridSettings.Any(setting))
        {
            return new(smtp is null ? new KeptMailer() : new SmtpMailer(smtp), null);
        }

        return smtp is null
            ? new(new SendGridMailer(SendGridSettings.Read(setting), time), SendGridSettings.WebhookKey(setting))
            : throw new ConfigurationException("Smtp:Host", smtp.Host, "nothing while Mail:SendGrid is set: mail leaves one way");
    }
}
