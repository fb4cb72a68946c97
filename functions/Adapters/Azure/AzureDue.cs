using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>
/// The due index: markers in a table of their own, in the order of their times. A marker is written before its row, so that no
/// row can come due unseen; one whose row does not say the same (not written after all, or changed since) is dropped when read.
/// </summary>
internal sealed class AzureDue(TableClient markers, Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, DateTimeOffset?>>> duesOf, TimeProvider clock)
{
    private const string Shard = "due";
    private const string Of = "Of";
    private const string Key = "Row";
    private const int Page = 1000;
    private const int BatchSize = 100;

    /// <summary>How long a commit may still be on its way after its markers; the client library gives up long before.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMinutes(15);

    public TableClient Markers => markers;

    public async Task MarkAsync(string partition, IEnumerable<Row> rows, CancellationToken ct)
    {
        var entities = rows.Where(r => r.Due is not null).Select(r => Marker(partition, r)).ToList();
        foreach (var batch in entities.Chunk(BatchSize))
        {
            await markers.SubmitTransactionAsync(batch.Select(e => new TableTransactionAction(TableTransactionActionType.UpsertReplace, e)), ct);
        }
    }

    public async Task<IReadOnlyList<DueRow>> FindAsync(DateTimeOffset until, int max, CancellationToken ct)
    {
        var due = new List<DueRow>();
        var end = Ticks(until.UtcTicks + 1);
        await foreach (var page in markers.QueryAsync<TableEntity>(m => m.PartitionKey == Shard && m.RowKey.CompareTo(end) < 0, Math.Min(Page, max + BatchSize), cancellationToken: ct).AsPages().WithCancellation(ct))
        {
            var judged = await Task.WhenAll(page.Values.GroupBy(m => m.GetString(Of)).Select(g => JudgeAsync(g.Key, [.. g], ct)));
            due.AddRange(judged.SelectMany(j => j.Where(m => m.Holds)).Select(m => m.Row).OrderBy(r => r.Due).ThenBy(r => r.Partition, StringComparer.Ordinal));
            await DropAsync(judged.SelectMany(j => j.Where(m => !m.Holds).Select(m => m.Marker)), ct);
            if (due.Count >= max)
            {
                break;
            }
        }

        return due.Count > max ? due.GetRange(0, max) : due;
    }

    private async Task<IReadOnlyList<(TableEntity Marker, DueRow Row, bool Holds)>> JudgeAsync(string partition, IReadOnlyList<TableEntity> some, CancellationToken ct)
    {
        var dues = await duesOf(partition, [.. some.Select(m => m.GetString(Key)).Distinct()], ct);
        return [.. some.Select(m => (m, Row(m), dues.GetValueOrDefault(m.GetString(Key)) == DueOf(m)))];
    }

    private async Task DropAsync(IEnumerable<TableEntity> stale, CancellationToken ct)
    {
        var old = clock.GetUtcNow() - OnTheWay;
        foreach (var marker in stale.Where(m => m.Timestamp < old))
        {
            // With its version: a marker written again meanwhile belongs to a row that is just coming.
            await markers.DeleteEntityAsync(marker, marker.ETag, ct).IgnoreAsync(404, 412);
        }
    }

    private static DueRow Row(TableEntity marker) => new(marker.GetString(Of), marker.GetString(Key), DueOf(marker));

    private static DateTimeOffset DueOf(TableEntity marker) => new(long.Parse(marker.RowKey.AsSpan(0, 19), CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static TableEntity Marker(string partition, Row row)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{partition}\n{row.Key}"));
        return new(Shard, $"{Ticks(row.Due!.Value.UtcTicks)}-{Convert.ToHexStringLower(digest)[..32]}") { [Of] = partition, [Key] = row.Key };
    }

    private static string Ticks(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);
}
