using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>Writes all rows and documents into one file. The same content gives the same bytes, whichever store it comes from.</summary>
public sealed class Exporter(IEveryRow rows, IDocuments documents, IEveryDocument everyDocument)
{
    private const int RowsInPart = 5000;

    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="file">Appears only when it is whole.</param>
    /// <exception cref="TransferException">The file exists, the store is empty, an import into it has not ended, or a document is damaged.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<Manifest> WriteAsync(string file, CancellationToken ct)
    {
        if (File.Exists(file))
        {
            throw new TransferException(file, "文件已存在，不覆盖", "The file exists and is not overwritten.");
        }

        var partial = file + ".part";
        Manifest manifest;
        await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            manifest = await FillAsync(stream, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file);
        return manifest;
    }

    private async Task<Manifest> FillAsync(Stream stream, CancellationToken ct)
    {
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var parts = new List<ManifestPart>();
        await foreach (var some in rows.EveryRowAsync(ct).Chunk(RowsInPart).WithCancellation(ct))
        {
            RefuseUnfinished(some);
            var name = string.Create(CultureInfo.InvariantCulture, $"rows/{parts.Count + 1:D6}.jsonl");
            parts.Add(await WritePartAsync(zip, name, [.. some.Select(RowLine.Write)], ct));
        }

        var (listed, bytes) = await WriteDocumentsAsync(zip, ct);
        var total = parts.Sum(p => (long)p.Count);
        if (total == 0)
        {
            throw new TransferException("rows", "库中没有任何内容，请确认地址", "The store is empty; is it the right one?");
        }

        parts.Add(await WritePartAsync(zip, Manifest.DocumentList, listed, ct));
        var manifest = new Manifest(Manifest.Newest, total, listed.Count, bytes, parts);
        await using var last = await OpenAsync(zip, Manifest.Entry, CompressionLevel.Optimal, ct);
        await last.WriteAsync(manifest.Utf8, ct);
        return manifest;
    }

    private async Task<(IReadOnlyList<byte[]> Listed, long Bytes)> WriteDocumentsAsync(ZipArchive zip, CancellationToken ct)
    {
        var (listed, bytes) = (new List<byte[]>(), 0L);
        await foreach (var hash in everyDocument.EveryDocumentAsync(ct))
        {
            var size = await CopyAsync(zip, hash, ct);
            listed.Add(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{hash} {size}\n")));
            bytes += size;
        }

        return (listed, bytes);
    }

    private async Task<long> CopyAsync(ZipArchive zip, string hash, CancellationToken ct)
    {
        await using var from = await documents.OpenAsync(hash, ct) ?? throw new TransferException(hash, "文件刚刚消失", "The document has just vanished.");
        await using var to = await OpenAsync(zip, Manifest.DocumentFolder + hash, CompressionLevel.NoCompression, ct);
        var (found, size) = await Hashing.CopyAsync(from, to, ct);
        return found == hash ? size : throw new TransferException(hash, "库中文件内容与其摘要不符", "The document in the store is damaged: its content has another hash.");
    }

    private static async Task<ManifestPart> WritePartAsync(ZipArchive zip, string name, IReadOnlyList<byte[]> lines, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = await OpenAsync(zip, name, CompressionLevel.Optimal, ct);
        foreach (var line in lines)
        {
            hash.AppendData(line);
            await to.WriteAsync(line, ct);
        }

        return new(name, lines.Count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static Task<Stream> OpenAsync(ZipArchive zip, string name, CompressionLevel level, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = NoTime;
        return entry.OpenAsync(ct);
    }

    private static void RefuseUnfinished(IEnumerable<PlacedRow> some)
    {
        if (some.Any(r => r.Partition == ImportProgress.Partition))
        {
            throw new TransferException(ImportProgress.Partition, "本库的导入尚未完成", "An import into this store has not ended; finish it first.");
        }
    }
}
