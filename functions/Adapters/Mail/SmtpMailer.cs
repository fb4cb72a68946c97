using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Mail;

/// <summary>Sends through a mail server, one conversation per mail.</summary>
public sealed class SmtpMailer(SmtpOptions options) : IMailer
{
    public string Channel => "smtp";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (SmtpMessage.From(mail, options) is not { } message)
        {
            return new MailOutcome.Failed($"'{mail.ToAddress}' is not a mail address");
        }

        using (message)
        {
            return await SendAsync(message, ct);
        }
    }

    private async Task<MailOutcome> SendAsync(MimeMessage message, CancellationToken ct)
    {
        var body = new BodyWatch();
        using var client = new SmtpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(options.Timeout);
        try
        {
            await SignInAsync(client, deadline.Token);
            var answer = await client.SendAsync(message, deadline.Token, body);
            await LeaveAsync(client, deadline.Token);
            return new MailOutcome.Sent(answer);
        }
        catch (SmtpCommandException e)
        {
            return Refused(e);
        }
        catch (Exception e) when (IsBreak(e))
        {
            var reason = e is not OperationCanceledException ? e.Message : ct.IsCancellationRequested ? "the program was asked to stop" : "the mail server did not answer in time";
            return body.HasLeft ? new MailOutcome.Unknown(reason) : new MailOutcome.Delayed(reason);
        }
    }

    private async Task SignInAsync(SmtpClient client, CancellationToken ct)
    {
        await client.ConnectAsync(options.Host, options.Port, Security(), ct);
        if (options.User is not null)
        {
            await client.AuthenticateAsync(options.User, options.Password ?? "", ct);
        }
    }

    private SecureSocketOptions Security() => options.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => throw new InvalidOperationException($"Unknown security {options.Security}."),
    };

    /// <summary>Sign-in demanded or refused (530 to 538) is our configuration, not this mail: it goes when that is mended.</summary>
    private static MailOutcome Refused(SmtpCommandException e)
    {
        var code = (int)e.StatusCode;
        var reason = $"{code} {e.Message}";
        return code is >= 500 and not (530 or 534 or 535 or 538) ? new MailOutcome.Failed(reason) : new MailOutcome.Delayed(reason);
    }

    private static bool IsBreak(Exception e) =>
        e is IOException or SocketException or ProtocolException or OperationCanceledException
            or AuthenticationException or ServiceNotAuthenticatedException or SslHandshakeException or NotSupportedException;

    /// <summary>The mail is accepted by now; how the goodbye goes changes nothing.</summary>
    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (IsBreak(e) || e is SmtpCommandException)
        {
            // Nothing to do: disposing the client closes the socket.
        }
    }

    private sealed class BodyWatch : ITransferProgress
    {
        /// <summary>From the first byte of the body on, a broken connection no longer proves that the mail did not arrive.</summary>
        public bool HasLeft { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasLeft = true;

        public void Report(long bytesTransferred) => HasLeft = true;
    }
}
