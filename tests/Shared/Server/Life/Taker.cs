using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Tests.Shared.Life;

/// <summary>A mail provider that takes every mail: what is counted is what mails cost that are sent, not kept.</summary>
internal sealed class Taker : IMailer
{
    public string Channel => "taker";

    public int Taken { get; private set; }

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        Taken++;
        return Task.FromResult<MailOutcome>(new MailOutcome.Sent(mail.Id));
    }
}
