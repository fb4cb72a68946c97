using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Mails;

/// <summary>How what becomes known of a mail changes its status. News comes late, twice and in any order; the graver stays.</summary>
internal static class MailMoves
{
    /// <returns>Null when something later is known already.</returns>
    public static KeptMail? After(KeptMail mail, MailOutcome outcome)
    {
        if (mail.Status is not (MailStatus.Sending or MailStatus.Unknown) || (mail.Status is MailStatus.Unknown && outcome is not MailOutcome.Sent))
        {
            return null;
        }

        var ended = mail with { ClaimedUntil = null };
        return outcome switch
        {
            MailOutcome.Kept => ended with { Status = MailStatus.Kept },
            MailOutcome.Sent s => ended with { Status = Taken(mail), ProviderId = s.ProviderId, Note = null },
            MailOutcome.Delayed d => ended with { Status = MailStatus.Delayed, Note = d.Reason },
            MailOutcome.Failed f => ended with { Status = MailStatus.Failed, Note = f.Reason },
            MailOutcome.Unknown u => ended with { Status = MailStatus.Unknown, Note = u.Reason },
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    /// <returns>Null when it tells nothing new.</returns>
    public static KeptMail? After(KeptMail mail, MailEvent news)
    {
        var status = news.Kind switch
        {
            MailEventKind.Taken => Taken(mail),
            MailEventKind.Delivered => MailStatus.Delivered,
            MailEventKind.Returned => MailStatus.Returned,
            MailEventKind.Dropped => MailStatus.Dropped,
            MailEventKind.Complained => MailStatus.Complained,
            _ => throw new InvalidOperationException($"Unknown event {news.Kind}."),
        };
        return Rank(status) > Rank(mail.Status) ? mail with { Status = status, ClaimedUntil = null, Note = news.Reason } : null;
    }

    private static MailStatus Taken(KeptMail mail) => mail.MaybeTwice ? MailStatus.SentAgain : MailStatus.Sent;

    private static int Rank(MailStatus status) => status switch
    {
        MailStatus.Sent or MailStatus.SentAgain => 1,
        MailStatus.Delivered => 2,
        MailStatus.Returned or MailStatus.Dropped => 3,
        MailStatus.Complained => 4,
        _ => 0,
    };
}
