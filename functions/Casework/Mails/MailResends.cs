using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Mails;

/// <summary>An administrator's wish to send a mail once more that did not arrive, or may not have.</summary>
public sealed class MailResends(IRows rows, PeopleDirectory directory, Suppressions suppressions, Doorbell doorbell)
{
    /// <summary>So long an event may still tell what became of a mail of unknown outcome.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private readonly MailRows mails = new(rows);

    public static Refusal NotResendable { get; } = new(RefusalKind.NotNow, "mail-not-resendable",
        "只有未送达或结果不明的邮件可以重发", "Only a mail that did not arrive, or may not have, can be sent again.");

    public static Refusal StillOpen { get; } = new(RefusalKind.NotNow, "mail-outcome-open",
        "发送结果尚不明确，可能已经送达；请在发送2小时后再决定是否重发", "It may have arrived; what became of it may still be told. Decide two hours after it was sent.");

    public static Refusal AddressSuppressed { get; } = new(RefusalKind.NotNow, "address-suppressed",
        "该收件地址已停发，请先核实地址并解除停发", "No mail goes to this address now; check it and lift the suppression first.");

    /// <summary>Whether its status allows it; time and address may still speak against it.</summary>
    public static bool MayBeSentAgain(KeptMail mail) =>
        mail.Status is MailStatus.Unknown or MailStatus.Failed or MailStatus.Returned or MailStatus.Dropped or MailStatus.Suppressed;

    /// <summary>It goes to the address the person has by now.</summary>
    /// <param name="mailId">As <see cref="KeptMail.Id"/>.</param>
    /// <returns>Null when it will be sent.</returns>
    public async Task<Refusal?> ResendAsync(string mailId, DateTimeOffset now, CancellationToken ct)
    {
        if (!MailRows.TryLocate(mailId, out var id) || await mails.FindAsync(id, mailId, ct) is not { } found)
        {
            return Refusal.NotFound;
        }

        if (await WhyNotAsync(found.Mail, now, ct) is { } refused)
        {
            return refused;
        }

        return await QueueAsync(found, now, ct) ? null : NotResendable; // somebody was faster: it is on its way, or news came
    }

    private async Task<Refusal?> WhyNotAsync(KeptMail mail, DateTimeOffset now, CancellationToken ct) => mail.Status switch
    {
        MailStatus.Unknown when now < mail.TriedAt + Patience => StillOpen,
        _ when MayBeSentAgain(mail) =>
            await directory.PersonAsync(mail.To, ct) is { } person && await suppressions.InForceAsync(person.Email, ct) is not null ? AddressSuppressed : null,
        _ => NotResendable,
    };

    private async Task<bool> QueueAsync(FoundMail found, DateTimeOffset now, CancellationToken ct)
    {
        var queued = found.Mail with { Status = MailStatus.Delayed, MaybeTwice = found.Mail.MaybeTwice || found.Mail.Status == MailStatus.Unknown };
        var effect = new OutboxRow(new PendingEffect.Resend(found.Key), now);
        var row = new Row(CaseKeys.Resend(found.Key), CaseJson.Write(effect), now);
        if (await mails.WriteAsync(found.Key, found, queued, $"again:{found.Key}:{found.Version}", ct, new Write.Put(row)) is not { } written)
        {
            return false;
        }

        await mails.IndexAsync(written.Mail, ct);
        doorbell.Ring(found.Mail.Case, $"again-{Guid.NewGuid():N}"[..30]);
        return true;
    }
}
