using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

public enum MailStatus
{
    /// <summary>About to leave, or the process died while it left.</summary>
    Sending,

    /// <summary>No mail server is configured: this row is the mail.</summary>
    Kept,
    Sent,

    /// <summary>Sent after an earlier try of unknown outcome, so it may have arrived twice (same Message-Id).</summary>
    SentAgain,

    /// <summary>Will be tried again.</summary>
    Delayed,
    Failed,

    /// <summary>The connection broke after the body had left.</summary>
    Unknown,
}

/// <summary>A mail as it was made, and what became of it. The evidence of who was told.</summary>
public sealed record KeptMail(
    string Id, CaseId Case, string Template, PersonId To, string Address, string Subject, string Text, DateTimeOffset At, MailStatus Status, string Channel, int Tries, string? Note);

/// <summary>Reads kept mail.</summary>
public sealed class MailBox(IRows rows)
{
    /// <summary>The mails of one case in the order they were caused.</summary>
    public async Task<IReadOnlyList<KeptMail>> OfCaseAsync(CaseId id, CancellationToken ct) =>
        Read(await rows.RangeAsync(id.Value, CaseKeys.Mails, CaseKeys.After(CaseKeys.Mails), RowLimits.MaxAsked, ct));

    /// <summary>All mails of a month (UTC), oldest first.</summary>
    /// <param name="after">Id and time of the last mail seen as <see cref="CursorOf"/> gives it; empty for the first page.</param>
    public async Task<IReadOnlyList<KeptMail>> OfMonthAsync(int year, int month, string after, int max, CancellationToken ct)
    {
        var partition = string.Create(CultureInfo.InvariantCulture, $"mail:{year:D4}{month:D2}");
        return Read(await rows.RangeAsync(partition, after.Length == 0 ? "0" : after + "!", ":", max, ct));
    }

    public static string CursorOf(KeptMail mail) => mail.At.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + ":" + mail.Id;

    private static IReadOnlyList<KeptMail> Read(IReadOnlyList<StoredRow> found) => [.. found.Select(r => CaseJson.Read<KeptMail>(r.Body))];
}
