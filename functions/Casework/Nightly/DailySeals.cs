using System.Globalization;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Nightly;

/// <summary>Where the histories of all cases stood on a day.</summary>
/// <param name="Hash">SHA-256 of the file that names them, which is also the document's name. Written down elsewhere, it proves the file.</param>
/// <param name="Before">The hash of the seal before; empty for the first.</param>
/// <param name="Unread">Cases that could not be read, and stand in quarantine.</param>
public sealed record DailySeal(DateOnly Day, string Hash, string Before, int Cases, int Unread, DateTimeOffset At);

/// <summary>
/// Writes down each day with which hash each case's history ends, in a file that begins with the hash of the day before. Each
/// history is a chain already, so whoever keeps today's hash can tell whether anything up to today was changed later:
/// tamper-evident, not tamper-proof.
/// </summary>
public sealed class DailySeals(IRows rows, IDocuments documents, MetricRebuild every, CaseLists lists, Quarantine quarantine)
{
    private const string Partition = "seals";
    private const int AtOnce = 16;

    /// <summary>Ten million cases.</summary>
    private const long MaxBytes = 1L << 30;

    public async Task<DailySeal> SealAsync(DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        var before = await LatestAsync(day, 1, ct) is [var last, ..] ? last.Hash : "";
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var (cases, unread) = await WriteAsync(file, day, before, ct);
        file.Position = 0;
        var stored = await documents.PutAsync(file, MaxBytes, ct) ?? throw new InvalidOperationException("More cases than a seal holds.");
        var seal = new DailySeal(day, stored.Hash, before, cases, unread, now);
        await rows.CommitAsync(Partition, [new Write.Put(new(KeyOf(day), CaseJson.Write(seal)))], Guid.NewGuid().ToString("N"), ct);
        return seal;
    }

    /// <summary>The newest first.</summary>
    /// <param name="until">Exclusive.</param>
    /// <param name="max">1 to 1000.</param>
    public async Task<IReadOnlyList<DailySeal>> LatestAsync(DateOnly until, int max, CancellationToken ct) =>
        [.. (await rows.RangeAsync(Partition, KeyOf(until) + "!", "\uffff", max, ct)).Select(r => CaseJson.Read<DailySeal>(r.Body))];

    private async Task<(int Cases, int Unread)> WriteAsync(FileStream file, DateOnly day, string before, CancellationToken ct)
    {
        await using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await text.WriteLineAsync($"{day:yyyy-MM-dd} {before}");
        var (cases, unread) = (0, 0);
        foreach (var list in every.Lists)
        {
            for (var after = (string?)""; after is not null;)
            {
                (var lines, after) = await lists.PageAsync(list, after, CaseLists.MaxPage, ct);
                var heads = (await HeadsAsync([.. lines.Select(l => l.Case)], ct)).OfType<string>().ToList();
                (cases, unread) = (cases + heads.Count, unread + lines.Count - heads.Count);
                foreach (var head in heads)
                {
                    await text.WriteLineAsync(head);
                }
            }
        }

        return (cases, unread);
    }

    private async Task<IReadOnlyList<string?>> HeadsAsync(IReadOnlyList<CaseId> cases, CancellationToken ct)
    {
        var heads = new string?[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (i, c) => heads[i] = await HeadAsync(cases[i], c));
        return heads;
    }

    private async Task<string?> HeadAsync(CaseId id, CancellationToken ct)
    {
        try
        {
            var row = (await rows.FindAsync(id.Value, [CaseKeys.State], ct))[CaseKeys.State];
            var stored = CaseRows.State(id, row);
            return string.Create(CultureInfo.InvariantCulture, $"{id} {stored.Version} {stored.Head}");
        }
        catch (UnreadableCaseException e)
        {
            await quarantine.RecordAsync(e, ct);
            return null;
        }
    }

    // Rows come in ascending order, so the newest needs the smallest key.
    private static string KeyOf(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);
}
