using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal.Accounts;

/// <summary>Identity's mails, through the same port as all others. They carry secrets, so they are sent and never kept.</summary>
public sealed partial class AccountMails(IMailer mailer, Suppressions suppressions, ILogger<AccountMails> log) : IEmailSender<Account>
{
    public Task SendConfirmationLinkAsync(Account user, string email, string confirmationLink) =>
        SendAsync(email, "确认邮箱地址 Confirm your e-mail address", confirmationLink);

    public Task SendPasswordResetLinkAsync(Account user, string email, string resetLink) =>
        SendAsync(email, "重置密码 Reset your password", resetLink);

    public Task SendPasswordResetCodeAsync(Account user, string email, string resetCode) =>
        SendAsync(email, "重置密码 Reset your password", resetCode);

    private async Task SendAsync(string email, string subject, string text)
    {
        var id = "account-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email + text)))[..32];
        if (await suppressions.InForceAsync(email, CancellationToken.None) is { } why)
        {
            NotSent(id, $"suppressed ({why.Cause})");
            return;
        }

        var outcome = await mailer.SendAsync(new(id, email, email, subject, text), CancellationToken.None);
        if (outcome is not MailOutcome.Sent)
        {
            NotSent(id, outcome.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Account mail {Id} was not sent: {Outcome}")]
    private partial void NotSent(string id, string outcome);
}
