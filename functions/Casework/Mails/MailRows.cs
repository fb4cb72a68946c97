using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Mails;

/// <param name="Key">The row's key in the case.</param>
/// <param name="Version">The row's version.</param>
internal sealed record FoundMail(string Key, KeptMail Mail, string Version);

/// <summary>A mail's row in its case, which is the truth, and its copy in the month's list, which follows.</summary>
internal sealed class MailRows(IRows rows)
{
    /// <summary>Claimed, then known. Until then there is hardly a copy, and looking for one would cost a read for each mail.</summary>
    private const int FirstOutcome = 2;

    /// <summary>Mails may be long.</summary>
    private const int BatchSize = 20;

    private const int CaseLength = 28;

    private static readonly int Start = CaseLength + 1 + CaseKeys.Effects.Length;

    /// <summary>The id of a mail says of whom it is only to those who know already: providers keep it for years.</summary>
    public static string IdOf(string effectId, PersonId person) =>
        $"{effectId}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{effectId}:{person}")))[..16]}";

    /// <returns>False when the text is no mail's id.</returns>
    public static bool TryLocate(string mailId, [NotNullWhen(true)] out CaseId? id)
    {
        var last = mailId.LastIndexOf(':');
        return CaseId.TryParse(mailId.Length > Start ? mailId[..CaseLength] : "", out id)
            && mailId[CaseLength..Start] == ":" + CaseKeys.Effects && last > Start && RowLimits.IsKey(mailId);
    }

    /// <param name="mailId">One that <see cref="TryLocate"/> knows.</param>
    public async Task<FoundMail?> FindAsync(CaseId id, string mailId, CancellationToken ct)
    {
        var ofEffect = CaseKeys.Mails + mailId[Start..(mailId.LastIndexOf(':') + 1)];
        var found = await rows.RangeAsync(id.Value, ofEffect, CaseKeys.After(ofEffect), RowLimits.MaxAsked, ct);
        return found.Select(Read).FirstOrDefault(m => m.Mail.Id == mailId);
    }

    public async Task<FoundMail?> AtAsync(CaseId id, string key, CancellationToken ct) =>
        (await rows.FindAsync(id.Value, [key], ct)).TryGetValue(key, out var row) ? Read(row) : null;

    /// <param name="before">As last read; null = the first time.</param>
    /// <param name="with">Other rows of the case that change with it.</param>
    /// <returns>Null when somebody was faster.</returns>
    public async Task<FoundMail?> WriteAsync(string key, FoundMail? before, KeptMail mail, string operation, CancellationToken ct, params IEnumerable<Write> with)
    {
        var next = mail with { Revision = (before?.Mail.Revision ?? 0) + 1 };
        var row = new Row(key, CaseJson.Write(next));
        Write write = before is null ? new Write.Insert(row) : new Write.Replace(row, before.Version);
        var result = await rows.CommitAsync(mail.Case.Value, [write, .. with], operation, ct);
        return result is CommitResult.Committed committed ? new(key, next, committed.Versions[key]) : null;
    }

    /// <summary>Copies mails into the lists of their months: those whose outcome is their first by one batch, as hardly one of them has a copy.</summary>
    public async Task IndexAllAsync(IReadOnlyCollection<KeptMail> some, CancellationToken ct)
    {
        var alone = some.Where(m => m.Revision > FirstOutcome).ToList();
        foreach (var batch in some.Except(alone).GroupBy(MonthOf).SelectMany(month => month.Chunk(BatchSize)))
        {
            var copies = batch.Select(m => new Write.Insert(CopyOf(m))).ToList();
            if (await rows.CommitAsync(MonthOf(batch[0]), copies, Guid.NewGuid().ToString("N"), ct) is not CommitResult.Committed)
            {
                alone.AddRange(batch);
            }
        }

        foreach (var mail in alone)
        {
            await IndexAsync(mail, ct);
        }
    }

    /// <summary>Copies the mail into the list of its month, unless a later state of it stands there.</summary>
    public async Task IndexAsync(KeptMail mail, CancellationToken ct)
    {
        var (partition, row) = (MonthOf(mail), CopyOf(mail));
        while (true)
        {
            var found = await rows.FindAsync(partition, [row.Key], ct);
            var stored = found.GetValueOrDefault(row.Key);
            if (stored is not null && CaseJson.Read<KeptMail>(stored.Body).Revision >= mail.Revision)
            {
                return;
            }

            Write write = stored is null ? new Write.Insert(row) : new Write.Replace(row, stored.Version);
            if (await rows.CommitAsync(partition, [write], Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed)
            {
                return;
            }
        }
    }

    private static Row CopyOf(KeptMail mail) => new(MailBox.CursorOf(mail), CaseJson.Write(mail));

    private static string MonthOf(KeptMail mail) => "mail:" + mail.At.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private static FoundMail Read(StoredRow row) => new(row.Key, CaseJson.Read<KeptMail>(row.Body), row.Version);
}
