using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Mails;

/// <summary>An administrator's notes on mails that did not arrive.</summary>
public sealed class MailMarks(IRows rows)
{
    private readonly MailRows mails = new(rows);

    /// <summary>Notes that the person was told by other means.</summary>
    /// <returns>False when somebody noted it before, or the mail has changed meanwhile.</returns>
    public async Task<bool> MarkAsync(KeptMail mail, PersonId by, DateTimeOffset at, CancellationToken ct)
    {
        if (!MailRows.TryLocate(mail.Id, out var id) || await mails.FindAsync(id, mail.Id, ct) is not { Mail.Told: null } found)
        {
            return false;
        }

        var marked = await mails.WriteAsync(found.Key, found, found.Mail with { Told = new(by, at) }, Guid.NewGuid().ToString("N"), ct);
        if (marked is null)
        {
            return false;
        }

        await mails.IndexAsync(marked.Mail, ct);
        return true;
    }
}
