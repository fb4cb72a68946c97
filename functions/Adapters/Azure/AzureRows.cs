using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>
/// Rows in Azure Table storage: a partition is a partition, a batch an entity group transaction. Two tables: the rows, and the
/// markers of what is due.
/// </summary>
public sealed class AzureRows : IRows, IEveryRow
{
    /// <summary>A query may hold 15 comparisons; one of them is the partition's.</summary>
    private const int KeysInOneQuery = 14;

    private static readonly string[] OnlyDue = [nameof(ITableEntity.RowKey), AzureEntity.Due];

    private readonly TableClient table;
    private readonly Func<string, bool> staysSmall;
    private readonly AzureDue due;

    private AzureRows(TableClient table, TableClient markers, Func<string, bool> staysSmall, TimeProvider clock)
    {
        this.table = table;
        this.staysSmall = staysSmall;
        due = new(markers, DuesAsync, clock);
    }

    /// <param name="staysSmall">
    /// Whether a partition has hundreds of rows at most, such as that of a case. There several keys are found by one query, as of one moment; the
    /// service answers such a query by reading the partition, so elsewhere each key is a read of its own.
    /// </param>
    /// <exception cref="StorageUnavailableException">The service cannot be reached.</exception>
    public static Task<AzureRows> OpenAsync(TableServiceClient service, Func<string, bool> staysSmall, TimeProvider clock, CancellationToken ct) =>
        AzureErrors.TryAsync(async () =>
        {
            var (table, markers) = (service.GetTableClient("rows"), service.GetTableClient("due"));
            await Task.WhenAll(table.CreateIfNotExistsAsync(ct), markers.CreateIfNotExistsAsync(ct));
            return new AzureRows(table, markers, staysSmall, clock);
        }, ct);

    public async Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        RowLimits.CheckFind(partition, keys);
        var found = await AzureErrors.TryAsync(() => EntitiesAsync(partition, keys, null, ct), ct);
        return found.Select(AzureEntity.ToRow).ToDictionary(r => r.Key, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct)
    {
        RowLimits.CheckRange(partition, max);
        if (string.CompareOrdinal(from, to) >= 0)
        {
            return [];
        }

        var (first, end) = (AzureEntity.RowKey(KeyBounds.AtMost(from)), AzureEntity.RowKey(KeyBounds.AtLeast(to)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
        bool IsAsked(TableEntity e) => string.CompareOrdinal(AzureEntity.KeyOf(e), from) >= 0 && string.CompareOrdinal(AzureEntity.KeyOf(e), to) < 0;
        var some = await AzureErrors.TryAsync(() => QueryAsync(filter, max, null, ct, IsAsked), ct);
        return [.. some.Select(AzureEntity.ToRow)];
    }

    public async Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct)
    {
        RowLimits.CheckCommit(partition, writes, operation);
        var batch = new AzureBatch(table, partition, writes, AzureOperation.Of(partition, writes, operation));
        if (writes.FirstOrDefault(HasNoVersionOfOurs) is { } impossible)
        {
            return new CommitResult.Conflict(impossible.Key);
        }

        try
        {
            await due.MarkAsync(partition, writes.Select(RowOf).OfType<Row>(), ct);
            return await batch.CommitAsync(ct);
        }
        catch (Exception e) when (AzureErrors.IsUnavailable(e, ct))
        {
            return await AzureErrors.TryAsync(() => batch.RecognisedAsync(ct), ct) ?? throw AzureErrors.Unavailable(e);
        }
    }

    public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct)
    {
        RowLimits.CheckAsked(max);
        return AzureErrors.TryAsync(() => due.FindAsync(until, max, ct), ct);
    }

    public async IAsyncEnumerable<PlacedRow> EveryRowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var pages = table.QueryAsync<TableEntity>(AzureEntity.OnlyRows, RowLimits.MaxAsked, cancellationToken: ct).AsPages().GetAsyncEnumerator(ct);
        while (await AzureErrors.TryAsync(async () => await pages.MoveNextAsync(), ct))
        {
            foreach (var entity in pages.Current.Values)
            {
                yield return new(entity.PartitionKey, AzureEntity.ToRow(entity).Row);
            }
        }
    }

    /// <summary>
    /// Removes the marks of commits before then, going on where the last call stopped. No commit is sent again that late.
    /// </summary>
    /// <param name="requests">How many pages are read at most.</param>
    /// <returns>How many marks were removed.</returns>
    /// <exception cref="StorageUnavailableException">Some may have been removed; the next call goes on.</exception>
    public Task<int> ForgetMarksAsync(DateTimeOffset before, int requests, CancellationToken ct) =>
        AzureErrors.TryAsync(() => new AzureMarks(table, due.Markers).ForgetAsync(before, requests, ct), ct);

    private async Task<IReadOnlyDictionary<string, DateTimeOffset?>> DuesAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        (await EntitiesAsync(partition, keys, OnlyDue, ct)).ToDictionary(AzureEntity.KeyOf, AzureEntity.DueOf, StringComparer.Ordinal);

    private async Task<IReadOnlyList<TableEntity>> EntitiesAsync(string partition, IReadOnlyCollection<string> keys, string[]? only, CancellationToken ct)
    {
        var asked = keys.Distinct(StringComparer.Ordinal).Chunk(staysSmall(partition) ? KeysInOneQuery : 1);
        var found = await Task.WhenAll(asked.Select(some => some.Length == 1 ? OneAsync(partition, some[0], only, ct) : SomeAsync(partition, some, only, ct)));
        return [.. found.SelectMany(f => f)];
    }

    private async Task<IReadOnlyList<TableEntity>> OneAsync(string partition, string key, string[]? only, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, AzureEntity.RowKey(key), only, ct);
        return found.HasValue ? [found.Value!] : [];
    }

    private Task<IReadOnlyList<TableEntity>> SomeAsync(string partition, IEnumerable<string> keys, string[]? only, CancellationToken ct)
    {
        var named = string.Join(" or ", keys.Select(k => TableClient.CreateQueryFilter($"RowKey eq {AzureEntity.RowKey(k)}")));
        return QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}") + $" and ({named})", KeysInOneQuery, only, ct);
    }

    private async Task<IReadOnlyList<TableEntity>> QueryAsync(string filter, int max, string[]? only, CancellationToken ct, Func<TableEntity, bool>? wanted = null)
    {
        var some = new List<TableEntity>();
        await foreach (var page in table.QueryAsync<TableEntity>(filter, max, only, ct).AsPages().WithCancellation(ct))
        {
            some.AddRange(page.Values.Where(e => wanted?.Invoke(e) ?? true));
            if (some.Count >= max)
            {
                break;
            }
        }

        return some.Count > max ? some.GetRange(0, max) : some;
    }

    private static Row? RowOf(Write write) => write switch
    {
        Write.Insert w => w.Row,
        Write.Replace w => w.Row,
        Write.Put w => w.Row,
        _ => null,
    };

    private static bool HasNoVersionOfOurs(Write write) => write switch
    {
        Write.Replace w => !AzureEntity.IsVersion(w.Version),
        Write.Delete { Version: { } version } => !AzureEntity.IsVersion(version),
        _ => false,
    };
}
