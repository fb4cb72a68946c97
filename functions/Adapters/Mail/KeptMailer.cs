using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Mail;

/// <summary>For a bureau without a mail server: mails stay on the mail page, where people read or print them.</summary>
public sealed class KeptMailer : IMailer
{
    public string Channel => "kept";

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct) => Task.FromResult<MailOutcome>(new MailOutcome.Kept());
}
