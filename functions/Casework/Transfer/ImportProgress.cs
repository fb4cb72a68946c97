using System.Text.Json;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>How far an import has come: a row of the store itself, gone when the import is over.</summary>
/// <param name="Package">Identity of the export.</param>
/// <param name="Parts">Written and committed.</param>
internal sealed record ImportProgress(string Package, int Parts)
{
    public const string Partition = "transfer";

    private const string Key = "import";

    public static async Task<ImportProgress?> FindAsync(IRows rows, CancellationToken ct) =>
        (await rows.FindAsync(Partition, [Key], ct)).TryGetValue(Key, out var row) ? JsonSerializer.Deserialize<ImportProgress>(row.Body.Span) : null;

    public Task KeepAsync(IRows rows, CancellationToken ct) =>
        rows.CommitAsync(Partition, [new Write.Put(new(Key, JsonSerializer.SerializeToUtf8Bytes(this)))], $"import-{Guid.NewGuid():N}", ct);

    public static Task EndAsync(IRows rows, CancellationToken ct) =>
        rows.CommitAsync(Partition, [new Write.Delete(Key)], $"import-{Guid.NewGuid():N}", ct);
}
