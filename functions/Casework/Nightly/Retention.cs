using System.Globalization;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Nightly;

/// <summary>
/// Removes what is kept no longer (docs/decisions/0016-once-a-day.md): the monthly lists of mail after two years, marks of digests after
/// a month, of nights after a month. A case, its documents and its own mails stay as long as the archive law wants them.
/// </summary>
public sealed class Retention(IRows rows)
{
    /// <summary>Months a list of mail is kept after its own; its mails stay with their cases.</summary>
    private const int MailMonths = 24;

    private const int MarkMonths = 1;

    /// <summary>Months looked back on further, in case nights were missed.</summary>
    private const int Missed = 12;

    /// <summary>A night removes no more; the next goes on.</summary>
    private const int Most = 20_000;

    /// <returns>How many rows were removed.</returns>
    public async Task<int> RemoveAsync(DateOnly day, CancellationToken ct)
    {
        var removed = 0;
        for (var month = 0; month < Missed && removed < Most; month++)
        {
            var mails = Before(day, MailMonths + 1 + month);
            removed += await EmptyAsync(MailBox.PartitionOf(mails.Year, mails.Month), "\uffff", Most - removed, ct);
            removed += await EmptyAsync(DailyDigest.PartitionOf(Before(day, MarkMonths + 1 + month)), "\uffff", Most - removed, ct);
        }

        return removed + await EmptyAsync(NightlyWork.Partition, Before(day, MarkMonths).ToString("yyyyMMdd", CultureInfo.InvariantCulture), Math.Max(0, Most - removed), ct);
    }

    private static DateOnly Before(DateOnly day, int months) => new DateOnly(day.Year, day.Month, 1).AddMonths(-months);

    /// <param name="to">Exclusive.</param>
    private async Task<int> EmptyAsync(string partition, string to, int most, CancellationToken ct)
    {
        var removed = 0;
        while (removed < most && await rows.RangeAsync(partition, "!", to, Math.Min(RowLimits.MaxRows, most - removed), ct) is { Count: > 0 } found)
        {
            await rows.CommitAsync(partition, [.. found.Select(r => new Write.Delete(r.Key))], Guid.NewGuid().ToString("N"), ct);
            removed += found.Count;
        }

        return removed;
    }
}
