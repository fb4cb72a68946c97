using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>Compares a store with the export it was filled from, row by row and document by document.</summary>
internal sealed class ReadBack(IEveryRow rows, IDocuments documents, IEveryDocument everyDocument)
{
    /// <exception cref="TransferException">The first difference.</exception>
    public async Task CompareAsync(Package package, CancellationToken ct)
    {
        await CompareRowsAsync(package, ct);
        await CompareDocumentsAsync(package, ct);
    }

    private async Task CompareRowsAsync(Package package, CancellationToken ct)
    {
        using var expected = package.Manifest.RowParts.SelectMany(package.RowsOf).GetEnumerator();
        await foreach (var found in rows.EveryRowAsync(ct).Where(r => r.Partition != ImportProgress.Partition).WithCancellation(ct))
        {
            if (!expected.MoveNext() || !RowLine.Write(expected.Current).AsSpan().SequenceEqual(RowLine.Write(found)))
            {
                throw Differs($"{found.Partition}/{found.Row.Key}");
            }
        }

        if (expected.MoveNext())
        {
            throw Differs($"{expected.Current.Partition}/{expected.Current.Row.Key}");
        }
    }

    private async Task CompareDocumentsAsync(Package package, CancellationToken ct)
    {
        var expected = package.Documents().ToDictionary(d => d.Hash, d => d.Size, StringComparer.Ordinal);
        await foreach (var hash in everyDocument.EveryDocumentAsync(ct))
        {
            await using var content = await documents.OpenAsync(hash, ct) ?? throw Differs(hash);
            var read = await Hashing.OfAsync(content, ct);
            if (!expected.Remove(hash, out var size) || read != (hash, size))
            {
                throw Differs(hash);
            }
        }

        if (expected.Count > 0)
        {
            throw Differs(expected.Keys.First());
        }
    }

    private static TransferException Differs(string place) => new(place, "导入后与导出文件不一致", "After the import this differs from the export.");
}
