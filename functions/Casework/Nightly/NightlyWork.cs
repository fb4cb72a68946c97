using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;

namespace ProjectFlow.Casework.Nightly;

/// <summary>What one night did; null and 0 where there was nothing left to do.</summary>
/// <param name="Digests">People who were told how much waits for them.</param>
/// <param name="Removed">Rows whose time was over.</param>
public sealed record NightlyReport(int Digests, DailySeal? Seal, int Removed);

/// <summary>
/// What is done once a day, from six in the morning on: the seal over all histories, mails of what waits, and the removal of what
/// is kept no longer. Each part is noted when it is done, so that a second run the same day does only what the first could not.
/// </summary>
public sealed class NightlyWork(IRows rows, DailySeals seals, DailyDigest digest, Retention retention)
{
    internal const string Partition = "nightly";

    private static readonly TimeOnly From = new(6, 0);

    /// <summary>Whether this is the time, by the clock on a Chinese wall.</summary>
    public static bool IsTime(DateTimeOffset now) => TimeOnly.FromDateTime(now.ToOffset(ChinaTime.Offset).DateTime) >= From;

    public async Task<NightlyReport> RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        var day = ChinaTime.DateOf(now);
        var seal = await OnceAsync(day, "seal", async () => (DailySeal?)await seals.SealAsync(day, now, ct), ct);
        var told = await OnceAsync(day, "digest", () => digest.SendAsync(day, now, ct), ct);
        var removed = await OnceAsync(day, "retention", () => retention.RemoveAsync(day, ct), ct);
        return new(told, seal, removed);
    }

    private async Task<T?> OnceAsync<T>(DateOnly day, string part, Func<Task<T>> work, CancellationToken ct)
    {
        var key = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ":" + part;
        if ((await rows.FindAsync(Partition, [key], ct)).Count > 0)
        {
            return default;
        }

        var result = await work();
        await rows.CommitAsync(Partition, [new Write.Put(new(key, CaseJson.Write(true)))], Guid.NewGuid().ToString("N"), ct);
        return result;
    }
}
