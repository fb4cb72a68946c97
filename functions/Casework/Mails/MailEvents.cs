using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Mails;

public enum MailEventKind
{
    /// <summary>The provider has it, whatever we were told when it was handed over.</summary>
    Taken,

    /// <summary>The recipient's server took it.</summary>
    Delivered,

    /// <summary>The recipient's server refused it.</summary>
    Returned,

    /// <summary>The provider did not send it on.</summary>
    Dropped,

    /// <summary>The recipient called it spam.</summary>
    Complained,
}

/// <summary>What a mail provider tells of a mail after it was handed over.</summary>
/// <param name="Id">The provider's; the same event may come many times.</param>
/// <param name="Mail">The id the mail was sent under.</param>
/// <param name="Against">What it means for the address; null = later mail may go there.</param>
public sealed record MailEvent(string Id, MailEventKind Kind, string Mail, string Address, string? Reason, DateTimeOffset At, SuppressionCause? Against = null);

/// <summary>
/// Takes in what is told of mails, each event once: its mark and the mail's new status are written together. An event about a
/// mail nobody here sent changes no mail, but still speaks for or against the address: mails with secrets have no row.
/// </summary>
public sealed class MailEvents(IRows rows, Suppressions suppressions)
{
    private readonly MailRows mails = new(rows);

    public async Task TakeInAsync(MailEvent news, CancellationToken ct)
    {
        var ours = MailRows.TryLocate(news.Mail, out var id);
        if (ours && await IsKnownAsync(id!, news, ct))
        {
            return;
        }

        if (news.Against is { } cause)
        {
            await suppressions.AddAsync(new(news.Address, cause, news.Reason, news.At, news.Id), ct);
        }

        if (ours)
        {
            await MoveAsync(id!, news, ct);
        }
    }

    private async Task<bool> IsKnownAsync(CaseId id, MailEvent news, CancellationToken ct)
    {
        if ((await rows.FindAsync(id.Value, [MarkOf(news)], ct)).Count == 0)
        {
            return false;
        }

        if (await mails.FindAsync(id, news.Mail, ct) is { } found)
        {
            await mails.IndexAsync(found.Mail, ct); // the one who took it in may have died before the copy
        }

        return true;
    }

    private async Task MoveAsync(CaseId id, MailEvent news, CancellationToken ct)
    {
        var mark = new Row(MarkOf(news), CaseJson.Write(news));
        while (await mails.FindAsync(id, news.Mail, ct) is { } found)
        {
            var moved = MailMoves.After(found.Mail, news);
            var written = moved is null
                ? await MarkAsync(id, mark, ct) ? found : null
                : await mails.WriteAsync(found.Key, found, moved, $"news:{mark.Key}:{found.Version}", ct, new Write.Put(mark));
            if (written is not null)
            {
                await mails.IndexAsync(written.Mail, ct);
                return;
            }
        }
    }

    private async Task<bool> MarkAsync(CaseId id, Row mark, CancellationToken ct) =>
        await rows.CommitAsync(id.Value, [new Write.Put(mark)], $"news:{mark.Key}", ct) is CommitResult.Committed;

    /// <summary>A provider's ids may hold characters that keys may not.</summary>
    private static string MarkOf(MailEvent news) => CaseKeys.MailEvents + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(news.Id)))[..32];
}
