using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Mails;

/// <summary>
/// Hands one mail over, and writes down what is known of it at every moment: claimed before it leaves, the outcome after. What
/// may have left is never sent again by itself.
/// </summary>
public sealed class MailSender(IRows rows, Suppressions suppressions, IMailer mailer)
{
    /// <summary>More than any mailer takes for one mail. Who has not written the outcome by then is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly MailRows mails = new(rows);

    public string Channel => mailer.Channel;

    /// <param name="mail">As it is to be sent; number of tries and the like come from the row that may be there already.</param>
    /// <returns>Null when there is nothing more to do; otherwise why it has to be tried again.</returns>
    internal async Task<MailOutcome.Delayed?> SendAsync(string key, KeptMail mail, string name, DateTimeOffset now, CancellationToken ct)
    {
        var found = await mails.AtAsync(mail.Case, key, ct);
        if (found is { Mail.Status: MailStatus.Sending } claimed)
        {
            return now < claimed.Mail.ClaimedUntil ? new("somebody else is sending it") : await GiveUpAsync(claimed, ct);
        }

        if (found is { Mail.Status: not MailStatus.Delayed })
        {
            await mails.IndexAsync(found.Mail, ct); // the one who wrote it may have died before the copy
            return null;
        }

        var next = mail with { Tries = (found?.Mail.Tries ?? 0) + 1, TriedAt = now, MaybeTwice = found?.Mail.MaybeTwice ?? false, Channel = mailer.Channel };
        return mailer.Channel == "kept"
            ? await EndAsync(key, found, next with { Status = MailStatus.Kept }, ct)
            : await suppressions.InForceAsync(mail.Address, ct) is { } why
            ? await EndAsync(key, found, next with { Status = MailStatus.Suppressed, Note = $"{why.Cause} {why.At:yyyy-MM-dd}: {why.Note}" }, ct)
            : await ClaimAndSendAsync(key, found, next, name, now, ct);
    }

    private async Task<MailOutcome.Delayed?> ClaimAndSendAsync(string key, FoundMail? found, KeptMail mail, string name, DateTimeOffset now, CancellationToken ct)
    {
        var claim = mail with { Status = MailStatus.Sending, ClaimedUntil = now + Lease };
        if (await mails.WriteAsync(key, found, claim, Guid.NewGuid().ToString("N"), ct) is not { } claimed)
        {
            return new("somebody else is sending it");
        }

        var outcome = await mailer.SendAsync(new(mail.Id, mail.Address, name, mail.Subject, mail.Text), ct);
        await RecordAsync(claimed, outcome);
        return outcome as MailOutcome.Delayed;
    }

    /// <summary>Without a way to be stopped: what happened has happened, and has to be known. An event may have been faster.</summary>
    private async Task RecordAsync(FoundMail claimed, MailOutcome outcome)
    {
        var (known, written) = (claimed, (FoundMail?)null);
        while (written is null && MailMoves.After(known.Mail, outcome) is { } next)
        {
            written = await mails.WriteAsync(known.Key, known, next, Guid.NewGuid().ToString("N"), CancellationToken.None);
            known = written ?? (await mails.AtAsync(known.Mail.Case, known.Key, CancellationToken.None))!;
        }

        await mails.IndexAsync(known.Mail, CancellationToken.None);
    }

    /// <summary>Whoever claimed it is gone. It may have left by then.</summary>
    private async Task<MailOutcome.Delayed?> GiveUpAsync(FoundMail claimed, CancellationToken ct)
    {
        var unknown = claimed.Mail with { Status = MailStatus.Unknown, ClaimedUntil = null, Note = "the program ended while it was sending" };
        return await EndAsync(claimed.Key, claimed, unknown, ct);
    }

    private async Task<MailOutcome.Delayed?> EndAsync(string key, FoundMail? found, KeptMail mail, CancellationToken ct)
    {
        if (await mails.WriteAsync(key, found, mail, Guid.NewGuid().ToString("N"), ct) is not { } written)
        {
            return new("somebody else is sending it");
        }

        await mails.IndexAsync(written.Mail, ct);
        return null;
    }
}
