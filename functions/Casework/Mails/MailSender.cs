using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Mails;

/// <summary>A mail on its way to somebody.</summary>
/// <param name="Key">Of the mail's row.</param>
/// <param name="Mail">As it is to be sent; number of tries and the like come from the row that may be there already.</param>
/// <param name="Name">Of the recipient.</param>
internal sealed record Letter(string Key, KeptMail Mail, string Name);

/// <summary>
/// Hands mails over, and writes down what is known of each at every moment: claimed before it leaves, the outcome after. What
/// may have left is never sent again by itself.
/// </summary>
public sealed class MailSender(IRows rows, Suppressions suppressions, IMailer mailer)
{
    /// <summary>More than any mailer takes for one mail. Who has not written the outcome by then is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly MailOutcome.Delayed Elsewhere = new("somebody else is sending it");

    private readonly MailRows mails = new(rows);

    public string Channel => mailer.Channel;

    /// <summary>One after the other, until the other side asks us to wait: the rest would only be told the same.</summary>
    /// <param name="known">Takes what became of them, to be copied when all is done.</param>
    /// <returns>Why some of them have to be tried again; empty when there is nothing more to do.</returns>
    internal async Task<IReadOnlyList<MailOutcome.Delayed>> SendAllAsync(IEnumerable<Letter> letters, List<KeptMail> known, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = new List<MailOutcome.Delayed>();
        foreach (var letter in letters)
        {
            var (mail, delayed) = await SendAsync(letter, now, ct);
            known.AddRange(mail is null ? [] : [mail]);
            waiting.AddRange(delayed is null ? [] : [delayed]);
            if (delayed is { After: not null })
            {
                break;
            }
        }

        return waiting;
    }

    /// <summary>Hardly any mail was tried before, so its row is looked for only when it turns out to be there.</summary>
    private async Task<Sending> SendAsync(Letter letter, DateTimeOffset now, CancellationToken ct)
    {
        if (await BeginAsync(letter, null, now, ct) is { } sent)
        {
            return sent;
        }

        var found = await mails.AtAsync(letter.Mail.Case, letter.Key, ct) ?? throw new InvalidOperationException($"Mail {letter.Mail.Id} was there, and is gone.");
        return found.Mail.Status switch
        {
            MailStatus.Delayed => await BeginAsync(letter, found, now, ct) ?? new(null, Elsewhere),
            MailStatus.Sending when now < found.Mail.ClaimedUntil => new(null, Elsewhere),
            MailStatus.Sending => await GiveUpAsync(found, ct),
            _ => new(found.Mail, null), // done; the one who wrote it may have died before the copy
        };
    }

    /// <returns>Null when there is another row than <paramref name="found"/>.</returns>
    private async Task<Sending?> BeginAsync(Letter letter, FoundMail? found, DateTimeOffset now, CancellationToken ct)
    {
        var next = letter.Mail with { Tries = (found?.Mail.Tries ?? 0) + 1, TriedAt = now, MaybeTwice = found?.Mail.MaybeTwice ?? false, Channel = mailer.Channel };
        return mailer.Channel == "kept"
            ? await EndAsync(letter.Key, found, next with { Status = MailStatus.Kept }, ct)
            : await suppressions.InForceAsync(next.Address, ct) is { } why
            ? await EndAsync(letter.Key, found, next with { Status = MailStatus.Suppressed, Note = $"{why.Cause} {why.At:yyyy-MM-dd}: {why.Note}" }, ct)
            : await ClaimAndSendAsync(letter, found, next with { Status = MailStatus.Sending, ClaimedUntil = now + Lease }, ct);
    }

    private async Task<Sending?> ClaimAndSendAsync(Letter letter, FoundMail? found, KeptMail claim, CancellationToken ct)
    {
        if (await mails.WriteAsync(letter.Key, found, claim, Guid.NewGuid().ToString("N"), ct) is not { } claimed)
        {
            return null;
        }

        var outcome = await mailer.SendAsync(new(claim.Id, claim.Address, letter.Name, claim.Subject, claim.Text), ct);
        return new(await RecordAsync(claimed, outcome), outcome as MailOutcome.Delayed);
    }

    /// <summary>Without a way to be stopped: what happened has happened, and has to be known. An event may have been faster.</summary>
    private async Task<KeptMail> RecordAsync(FoundMail claimed, MailOutcome outcome)
    {
        var (known, written) = (claimed, (FoundMail?)null);
        while (written is null && MailMoves.After(known.Mail, outcome) is { } next)
        {
            written = await mails.WriteAsync(known.Key, known, next, Guid.NewGuid().ToString("N"), CancellationToken.None);
            known = written ?? (await mails.AtAsync(known.Mail.Case, known.Key, CancellationToken.None))!;
        }

        return known.Mail;
    }

    /// <summary>Whoever claimed it is gone. It may have left by then.</summary>
    private async Task<Sending> GiveUpAsync(FoundMail claimed, CancellationToken ct) =>
        await EndAsync(claimed.Key, claimed, claimed.Mail with { Status = MailStatus.Unknown, ClaimedUntil = null, Note = "the program ended while it was sending" }, ct) ?? new(null, Elsewhere);

    private async Task<Sending?> EndAsync(string key, FoundMail? found, KeptMail mail, CancellationToken ct) =>
        await mails.WriteAsync(key, found, mail, Guid.NewGuid().ToString("N"), ct) is { } written ? new(written.Mail, null) : null;

    /// <param name="Mail">To be copied to the month's list; null when somebody else is at it.</param>
    /// <param name="Again">Why it has to be tried again; null when there is nothing more to do.</param>
    private sealed record Sending(KeptMail? Mail, MailOutcome.Delayed? Again);
}
