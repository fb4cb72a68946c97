using System.Security.Cryptography;
using System.Text.Json;

namespace ProjectFlow.Casework.Transfer;

/// <summary>What an export holds; its last entry, so that an export that broke off has none.</summary>
/// <param name="Bytes">Of the documents, together.</param>
/// <param name="Parts">In the order they are imported in: rows by partition and key, last the list of the documents.</param>
public sealed record Manifest(int Format, long Rows, long Documents, long Bytes, IReadOnlyList<ManifestPart> Parts)
{
    public const int Newest = 1;

    internal const string Entry = "manifest.json";
    internal const string DocumentList = "documents.txt";
    internal const string DocumentFolder = "documents/";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal IReadOnlyList<ManifestPart> RowParts => [.. Parts.Where(p => p.Name != DocumentList)];

    internal ManifestPart ListOfDocuments => Parts.Single(p => p.Name == DocumentList);

    internal byte[] Utf8 => JsonSerializer.SerializeToUtf8Bytes(this, Indented);

    /// <summary>SHA-256 of the manifest, and so of all that is in the export.</summary>
    internal string Identity => Convert.ToHexStringLower(SHA256.HashData(Utf8));

    /// <exception cref="TransferException">It is none, or one of a later release.</exception>
    internal static Manifest Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(utf8, Indented);
            return manifest is { Format: Newest, Parts: not null } && manifest.Parts.Count(p => p.Name == DocumentList) == 1
                ? manifest
                : throw new TransferException(Entry, "不是本版本可读的导出文件", $"Not an export this release can read (format {manifest?.Format}).");
        }
        catch (JsonException e)
        {
            throw new TransferException(Entry, "清单已损坏", "The manifest is damaged.", e);
        }
    }
}

/// <param name="Count">Lines.</param>
/// <param name="Sha256">Lower-case hex, of the entry unpacked.</param>
public sealed record ManifestPart(string Name, int Count, string Sha256);
