using ProjectFlow.Casework.Ports;
using SendGrid.Helpers.Mail;

namespace ProjectFlow.Adapters.Mail;

/// <summary>A mail as SendGrid takes it: recipient and text, and nothing else that says who it is about.</summary>
internal static class SendGridMessages
{
    /// <summary>The argument that comes back with every event about this mail.</summary>
    public const string EffectArgument = "effect";

    /// <summary>For the statistics of an account that is used for other things too.</summary>
    public const string Category = "projectflow";

    public static SendGridMessage From(OutgoingMail mail, SendGridOptions options)
    {
        var message = MailHelper.CreateSingleEmail(
            new(options.FromAddress, MailText.OneLine(options.FromName)), new(mail.ToAddress, MailText.OneLine(mail.ToName)), MailText.OneLine(mail.Subject), mail.Text, htmlContent: null);
        message.AddCustomArg(EffectArgument, mail.Id);
        message.AddCategory(Category);
        message.AddHeader("Auto-Submitted", "auto-generated"); // keeps holiday replies away
        message.SetClickTracking(enable: false, enableText: false); // who reads what and when is nobody's business, and links stay as written
        message.SetOpenTracking(enable: false, substitutionTag: null);
        return message;
    }
}
