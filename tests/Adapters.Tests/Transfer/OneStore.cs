using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Transfer;

namespace ProjectFlow.Adapters.Tests.Transfer;

/// <summary>A store of either edition, as a move sees it.</summary>
internal sealed record OneStore(IRows Rows, IEveryRow EveryRow, IDocuments Documents, IEveryDocument EveryDocument) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Exporter Exporter => new(EveryRow, Documents, EveryDocument);

    public Importer Importer => new(Rows, EveryRow, Documents, EveryDocument);

    public static OneStore OfMachine(string folder) => Of(SqliteRows.Open(folder), FolderDocuments.Open(Path.Combine(folder, "documents")));

    public static async Task<OneStore> OfAzureAsync(string connection) => Of(
        await AzureRows.OpenAsync(new TableServiceClient(connection), staysSmall: _ => false, TimeProvider.System, Ct),
        await BlobDocuments.OpenAsync(new BlobServiceClient(connection), Ct));

    /// <summary>Rows with everything awkward: keys beyond ASCII, empty and large bodies, times due; more in one partition than a batch takes.</summary>
    public async Task FillAsync()
    {
        await PutAsync("a-0001", [.. Enumerable.Range(0, 250).Select(i => new Row($"e:{i:D4}", Encoding.UTF8.GetBytes($$"""{"n":{{i}}}""")))]);
        await PutAsync("a-0002", [new("空", ReadOnlyMemory<byte>.Empty), new("𠮷", new byte[] { 0, 255, 10, 13 }), new("due", Encoding.UTF8.GetBytes("中"), new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8)))]);
        await PutAsync("列表", [.. Enumerable.Range(0, 5).Select(i => new Row($"large-{i}", Bytes(700_000, i)))]);
        foreach (var size in (int[])[0, 1, 70_000])
        {
            await Documents.PutAsync(new MemoryStream(Bytes(size, size)), size, Ct);
        }
    }

    public async Task<IReadOnlyList<string>> ContentAsync() =>
        [.. await EveryRow.EveryRowAsync(Ct).Select(r => $"{r.Partition} {r.Row.Key} {r.Row.Due?.UtcTicks} {Convert.ToHexStringLower(SHA256.HashData(r.Row.Body.Span))}").ToListAsync(Ct),
        .. await EveryDocument.EveryDocumentAsync(Ct).ToListAsync(Ct)];

    public void Dispose() => (Rows as IDisposable)?.Dispose();

    private static OneStore Of<TRows, TDocuments>(TRows rows, TDocuments documents)
        where TRows : IRows, IEveryRow
        where TDocuments : IDocuments, IEveryDocument => new(rows, rows, documents, documents);

    private async Task PutAsync(string partition, IEnumerable<Row> rows)
    {
        foreach (var (some, n) in rows.Chunk(3).Select((s, i) => (s, i)))
        {
            Assert.IsType<CommitResult.Committed>(await Rows.CommitAsync(partition, [.. some.Select(r => new Write.Insert(r))], $"fill-{partition}-{n}", Ct));
        }
    }

    private static byte[] Bytes(int size, int seed) => [.. Enumerable.Range(0, size).Select(i => (byte)((i * 31) + seed))];
}
