using Azure;
using Azure.Data.Tables;

namespace ProjectFlow.Adapters.Azure;

/// <summary>Removes the marks of old commits, slice by slice over all partitions; where it stopped is kept beside the due index.</summary>
internal sealed class AzureMarks(TableClient table, TableClient places)
{
    private const string Shard = "place";
    private const string Key = "marks";
    private const string At = "At";
    private const int BatchSize = 100;

    public async Task<int> ForgetAsync(DateTimeOffset before, int requests, CancellationToken ct)
    {
        var forgotten = 0;
        var from = await PlaceAsync(ct);
        var end = AzureOperation.Prefix[..^1] + (char)(AzureOperation.Prefix[^1] + 1);
        var filter = TableClient.CreateQueryFilter($"RowKey ge {AzureOperation.Prefix} and RowKey lt {end} and Timestamp lt {before}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: ct).AsPages(from).WithCancellation(ct))
        {
            foreach (var batch in page.Values.GroupBy(m => m.PartitionKey).SelectMany(g => g.Chunk(BatchSize)))
            {
                forgotten += await DeleteAsync(batch, ct);
            }

            await places.UpsertEntityAsync(new TableEntity(Shard, Key) { [At] = page.ContinuationToken ?? "" }, TableUpdateMode.Replace, ct);
            if (--requests <= 0)
            {
                break;
            }
        }

        return forgotten;
    }

    private async Task<string?> PlaceAsync(CancellationToken ct)
    {
        var place = await places.GetEntityIfExistsAsync<TableEntity>(Shard, Key, cancellationToken: ct);
        return place.HasValue && place.Value!.GetString(At) is { Length: > 0 } at ? at : null;
    }

    /// <summary>A night that runs twice finds some of them gone; the next one takes the rest.</summary>
    private async Task<int> DeleteAsync(TableEntity[] marks, CancellationToken ct)
    {
        try
        {
            await table.SubmitTransactionAsync(marks.Select(m => new TableTransactionAction(TableTransactionActionType.Delete, m, ETag.All)), ct);
            return marks.Length;
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            return 0;
        }
    }
}
