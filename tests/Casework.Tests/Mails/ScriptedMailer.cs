using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Tests.Mails;

/// <summary>Another side that answers as told, and tells what it was handed.</summary>
internal sealed class ScriptedMailer : IMailer
{
    private readonly List<OutgoingMail> _handed = [];

    public string Channel => "sendgrid";

    public IReadOnlyList<OutgoingMail> Handed => _handed;

    public Func<OutgoingMail, Task<MailOutcome>> Answer { get; set; } = _ => Task.FromResult<MailOutcome>(new MailOutcome.Sent("sg-1"));

    public void Answers(MailOutcome outcome) => Answer = _ => Task.FromResult(outcome);

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        _handed.Add(mail);
        return Answer(mail);
    }
}
