using System.Globalization;
using System.IO.Compression;
using System.Text;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>An export, opened for reading.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive zip;

    private Package(ZipArchive zip, Manifest manifest) => (this.zip, Manifest) = (zip, manifest);

    public Manifest Manifest { get; }

    /// <exception cref="TransferException">No such file, or no whole export.</exception>
    public static Package Open(string file)
    {
        try
        {
            var zip = ZipFile.OpenRead(file);
            try
            {
                return new(zip, ReadManifest(zip));
            }
            catch
            {
                zip.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new TransferException(file, "不是完整的导出文件", $"Not a whole export: {e.Message}", e);
        }
    }

    /// <summary>Reads everything once, before anything is written anywhere.</summary>
    /// <exception cref="TransferException">Something is missing, too many, or not as it was exported; its place is told.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        foreach (var part in Manifest.RowParts)
        {
            await CheckPartAsync(part, RowsOf(part).Count(), ct);
        }

        var documents = Documents().ToList();
        await CheckPartAsync(Manifest.ListOfDocuments, documents.Count, ct);
        foreach (var (hash, size) in documents)
        {
            await using var content = Content(hash);
            Require(await ReadAsync(Manifest.DocumentFolder + hash, content, ct) == (hash, size), Manifest.DocumentFolder + hash);
        }

        Require(zip.Entries.Count == Manifest.Parts.Count + documents.Count + 1, "zip");
        Require(Manifest.Rows == Manifest.RowParts.Sum(p => (long)p.Count) && Manifest.Documents == documents.Count && Manifest.Bytes == documents.Sum(d => d.Size), Manifest.Entry);
    }

    public IEnumerable<PlacedRow> RowsOf(ManifestPart part) => Lines(part).Select((line, i) => RowLine.Read(string.Create(CultureInfo.InvariantCulture, $"{part.Name}:{i + 1}"), line));

    public IEnumerable<(string Hash, long Size)> Documents() => Lines(Manifest.ListOfDocuments).Select((line, i) => line.Split(' ') is [{ Length: 64 } hash, var size]
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? (hash, bytes)
            : throw Damaged(string.Create(CultureInfo.InvariantCulture, $"{Manifest.DocumentList}:{i + 1}")));

    public Stream Content(string hash) => Entry(Manifest.DocumentFolder + hash).Open();

    public void Dispose() => zip.Dispose();

    private static Manifest ReadManifest(ZipArchive zip)
    {
        var entry = zip.GetEntry(Manifest.Entry) ?? throw new TransferException(Manifest.Entry, "导出未完成：没有清单", "The export did not end: it has no manifest.");
        using var stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Manifest.Parse(copy.ToArray());
    }

    private async Task CheckPartAsync(ManifestPart part, int count, CancellationToken ct)
    {
        Require(count == part.Count, part.Name);
        await using var stream = Entry(part.Name).Open();
        Require((await ReadAsync(part.Name, stream, ct)).Hash == part.Sha256, part.Name);
    }

    private IEnumerable<string> Lines(ManifestPart part)
    {
        using var reader = new StreamReader(Entry(part.Name).Open(), Encoding.UTF8);
        while (NextLine(reader, part.Name) is { } line)
        {
            yield return line;
        }
    }

    private static string? NextLine(StreamReader reader, string name)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Damaged(name, e);
        }
    }

    private static async Task<(string Hash, long Size)> ReadAsync(string name, Stream stream, CancellationToken ct)
    {
        try
        {
            return await Hashing.OfAsync(stream, ct);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Damaged(name, e);
        }
    }

    private ZipArchiveEntry Entry(string name) => zip.GetEntry(name) ?? throw new TransferException(name, "导出文件中缺少此项", "This is missing in the export.");

    private static void Require(bool holds, string place)
    {
        if (!holds)
        {
            throw Damaged(place);
        }
    }

    private static TransferException Damaged(string place, Exception? inner = null) => new(place, "此项已损坏，未导入任何内容", "This is damaged; nothing was imported.", inner);
}
