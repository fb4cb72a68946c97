using System.Globalization;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>
/// Reads an export into an empty store. Nothing is written before the whole file was found undamaged; an import that broke off is
/// gone on with by the same file; at the end everything is read back and compared.
/// </summary>
public sealed class Importer(IRows rows, IEveryRow everyRow, IDocuments documents, IEveryDocument everyDocument)
{
    private const int AtOnce = 8;

    /// <param name="say">Told how far it is, in one line at a time.</param>
    /// <exception cref="TransferException">The file is damaged, the store is not empty, or what was read back differs.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer; the same call goes on later.</exception>
    public async Task<Manifest> ReadAsync(string file, Action<string> say, CancellationToken ct)
    {
        using var package = Package.Open(file);
        await package.CheckAsync(ct);
        say($"文件完好 / the file is whole: {package.Manifest.Identity}");
        var progress = await BeginAsync(package.Manifest.Identity, ct);
        await StoreDocumentsAsync(package, ct);
        foreach (var (part, number) in package.Manifest.RowParts.Select((p, i) => (p, i + 1)).Skip(progress.Parts))
        {
            await StorePartAsync(package, part, ct);
            await (progress with { Parts = number }).KeepAsync(rows, ct);
            say($"{number}/{package.Manifest.RowParts.Count}");
        }

        await new ReadBack(everyRow, documents, everyDocument).CompareAsync(package, ct);
        await ImportProgress.EndAsync(rows, ct);
        return package.Manifest;
    }

    private async Task<ImportProgress> BeginAsync(string identity, CancellationToken ct)
    {
        if (await ImportProgress.FindAsync(rows, ct) is { } begun)
        {
            return begun.Package == identity ? begun : throw new TransferException(ImportProgress.Partition, "本库正在导入另一文件", $"Another file ({begun.Package}) is being imported here; go on with that one.");
        }

        await foreach (var row in everyRow.EveryRowAsync(ct))
        {
            throw new TransferException(row.Partition, "目标库不是空库", "The store is not empty.");
        }

        var progress = new ImportProgress(identity, 0);
        await progress.KeepAsync(rows, ct);
        return progress;
    }

    /// <summary>Before the rows, so that no row ever names a document that is not there.</summary>
    private async Task StoreDocumentsAsync(Package package, CancellationToken ct)
    {
        var there = await everyDocument.EveryDocumentAsync(ct).ToHashSetAsync(StringComparer.Ordinal, ct);
        foreach (var (hash, size) in package.Documents().Where(d => !there.Contains(d.Hash)))
        {
            await using var content = package.Content(hash);
            await documents.PutAsync(content, size, ct);
        }
    }

    private Task StorePartAsync(Package package, ManifestPart part, CancellationToken ct)
    {
        var batches = package.RowsOf(part).GroupBy(r => r.Partition).SelectMany(Batches).Select((b, i) => (b.Partition, b.Writes, Operation: string.Create(CultureInfo.InvariantCulture, $"{package.Manifest.Identity}-{part.Name}-{i}")));
        return Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (b, c) => await rows.CommitAsync(b.Partition, b.Writes, b.Operation, c));
    }

    private static IEnumerable<(string Partition, IReadOnlyList<Write> Writes)> Batches(IGrouping<string, PlacedRow> of)
    {
        var batch = new List<Write>();
        foreach (var row in of)
        {
            Write write = new Write.Put(row.Row);
            if (!RowLimits.Fits([.. batch, write]))
            {
                yield return (of.Key, batch);
                batch = [];
            }

            batch.Add(write);
        }

        yield return (of.Key, batch);
    }
}
