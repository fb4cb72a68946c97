using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Effects;

public enum MailStatus
{
    /// <summary>Claimed by somebody who is handing it over until <see cref="KeptMail.ClaimedUntil"/>. After that the outcome is unknown.</summary>
    Sending,

    /// <summary>No mail server is configured: this row is the mail.</summary>
    Kept,

    /// <summary>The other side took it.</summary>
    Sent,

    /// <summary>Sent by a person's wish after a try of unknown outcome, so it may have arrived twice (same id).</summary>
    SentAgain,

    /// <summary>Nothing was taken; will be tried again.</summary>
    Delayed,

    /// <summary>Refused for good.</summary>
    Failed,

    /// <summary>May or may not have been taken. Never sent again by itself: an event tells, or a person decides.</summary>
    Unknown,

    /// <summary>The recipient's server took it.</summary>
    Delivered,

    /// <summary>The recipient's server refused it (a bounce).</summary>
    Returned,

    /// <summary>Taken, and then not sent on.</summary>
    Dropped,

    /// <summary>The recipient called it spam.</summary>
    Complained,

    /// <summary>Not sent, because earlier mail to this address came back.</summary>
    Suppressed,
}

/// <summary>A mail as it was made, and what became of it. The evidence of who was told.</summary>
/// <param name="Id">Case, effect and recipient; goes with the mail and comes back with its events.</param>
/// <param name="At">When it was caused.</param>
/// <param name="Note">Why it is in this status, in the other side's words.</param>
public sealed record KeptMail(
    string Id, CaseId Case, string Template, PersonId To, string Address, string Subject, string Text, DateTimeOffset At, MailStatus Status, string Channel, int Tries, string? Note)
{
    /// <summary>Exclusive; for <see cref="MailStatus.Sending"/>.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>When it was last begun to be sent.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>What the other side calls it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>A try of unknown outcome came before.</summary>
    public bool MaybeTwice { get; init; }

    /// <summary>Counts the changes of this row; the month's copy never goes back to a lower one.</summary>
    public int Revision { get; init; }

    /// <summary>Somebody saw to it that the person knows; null = nobody noted that.</summary>
    public MailMark? Told { get; init; }
}

/// <summary>An administrator's note that the recipient was told by other means.</summary>
public sealed record MailMark(PersonId By, DateTimeOffset At);

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
        return Read(await rows.RangeAsync(PartitionOf(year, month), after.Length == 0 ? "0" : after + "!", ":", max, ct));
    }

    /// <summary>A mail with the version of its row in the month; null when there is none.</summary>
    /// <param name="cursor">As <see cref="CursorOf"/> gives it.</param>
    public async Task<(KeptMail Mail, string Version)?> FindAsync(int year, int month, string cursor, CancellationToken ct) =>
        RowLimits.IsKey(cursor) && (await rows.FindAsync(PartitionOf(year, month), [cursor], ct)).TryGetValue(cursor, out var row)
            ? (CaseJson.Read<KeptMail>(row.Body), row.Version) : null;

    internal static string PartitionOf(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"mail:{year:D4}{month:D2}");

    public static string CursorOf(KeptMail mail) => mail.At.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + ":" + mail.Id;

    private static IReadOnlyList<KeptMail> Read(IReadOnlyList<StoredRow> found) => [.. found.Select(r => CaseJson.Read<KeptMail>(r.Body))];
}
