using ProjectFlow.Casework.Ports;
using SendGrid;

namespace ProjectFlow.Adapters.Mail;

/// <summary>Sends through SendGrid, one request per mail. What becomes of a mail after that, its events tell.</summary>
public sealed class SendGridMailer : IMailer, IDisposable
{
    private readonly SendGridOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http = new(new SendGridWire()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SendGridClient client;

    public SendGridMailer(SendGridOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        client = new(http, new SendGridClientOptions { ApiKey = options.Key, Host = options.Address.ToString().TrimEnd('/') });
    }

    public string Channel => "sendgrid";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (!MailText.IsAddress(mail.ToAddress))
        {
            return new MailOutcome.Failed($"'{mail.ToAddress}' is not a mail address");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(options.Timeout);
        try
        {
            var answer = await client.SendEmailAsync(SendGridMessages.From(mail, options), deadline.Token);
            return SendGridAnswers.OutcomeOf(answer.StatusCode, answer.Headers, await answer.Body.ReadAsStringAsync(CancellationToken.None), time.GetUtcNow());
        }
        catch (BrokenOffException e)
        {
            var reason = e.InnerException is not OperationCanceledException ? e.Message : ct.IsCancellationRequested ? "the program was asked to stop" : "SendGrid did not answer in time";
            return e.BodyHasLeft ? new MailOutcome.Unknown(reason) : new MailOutcome.Delayed(reason);
        }
    }

    public void Dispose() => http.Dispose();
}
