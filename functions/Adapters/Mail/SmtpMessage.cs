using System.Globalization;
using System.Text;
using MimeKit;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Mail;

/// <summary>A mail as it goes over the wire. Nothing a person typed can start a header of its own.</summary>
internal static class SmtpMessage
{
    /// <returns>Null when the address is none.</returns>
    public static MimeMessage? From(OutgoingMail mail, SmtpOptions options)
    {
        if (!MailText.IsAddress(mail.ToAddress) || !MailboxAddress.TryParse(mail.ToAddress, out var to) || to.Address != mail.ToAddress)
        {
            return null;
        }

        var message = new MimeMessage { Subject = MailText.OneLine(mail.Subject), MessageId = MessageId(mail.Id, options.FromAddress) };
        message.From.Add(new MailboxAddress(MailText.OneLine(options.FromName), options.FromAddress));
        message.To.Add(new MailboxAddress(MailText.OneLine(mail.ToName), to.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated"); // keeps holiday replies away
        message.Body = new TextPart("plain") { Text = mail.Text };
        return message;
    }

    /// <summary>Everything but letters, digits, hyphen and underscore as <c>=hex</c>, so that two ids never become one.</summary>
    internal static string MessageId(string id, string fromAddress)
    {
        var text = new StringBuilder(id.Length);
        foreach (var c in id)
        {
            _ = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? text.Append(c) : text.Append(CultureInfo.InvariantCulture, $"={(int)c:x4}");
        }

        return $"{text}@{fromAddress[(fromAddress.LastIndexOf('@') + 1)..]}";
    }
}
