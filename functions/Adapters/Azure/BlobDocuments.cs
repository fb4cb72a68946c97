using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>
/// Documents as blobs named by their hash, <c>ab/cdef…</c>. A blob is created on the condition that there is none, never
/// overwritten. What comes in is put aside on the local disk first, since its name is known only at its end.
/// </summary>
public sealed class BlobDocuments : IDocuments, IEveryDocument
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Up to here a document is one request; each further piece is one more.</summary>
    private static readonly StorageTransferOptions InPieces = new() { InitialTransferSize = 32 << 20, MaximumTransferSize = 8 << 20, MaximumConcurrency = 4 };

    private readonly BlobContainerClient container;

    private BlobDocuments(BlobContainerClient container) => this.container = container;

    /// <exception cref="StorageUnavailableException">The service cannot be reached.</exception>
    public static Task<BlobDocuments> OpenAsync(BlobServiceClient service, CancellationToken ct) => AzureErrors.TryAsync(async () =>
    {
        var container = service.GetBlobContainerClient("documents");
        await container.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: ct);
        return new BlobDocuments(container);
    }, ct);

    public async Task<StoredDocument?> PutAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        await using var aside = Aside();
        if (await ReceiveAsync(content, aside, maxBytes, ct) is not { } document)
        {
            return null;
        }

        aside.Position = 0;
        await AzureErrors.TryAsync(() => CreateAsync(document.Hash, aside, ct), ct);
        return document;
    }

    public Task<Stream?> OpenAsync(string hash, CancellationToken ct) => IsHash(hash) ? AzureErrors.TryAsync(() => ReadAsync(hash, ct), ct) : Task.FromResult<Stream?>(null);

    public async IAsyncEnumerable<string> EveryDocumentAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var pages = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, ct).AsPages().GetAsyncEnumerator(ct);
        while (await AzureErrors.TryAsync(async () => await pages.MoveNextAsync(), ct))
        {
            foreach (var hash in pages.Current.Values.Select(b => b.Name.Replace("/", "", StringComparison.Ordinal)).Where(IsHash))
            {
                yield return hash;
            }
        }
    }

    private async Task<bool> CreateAsync(string hash, Stream content, CancellationToken ct)
    {
        var options = new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All }, TransferOptions = InPieces };
        try
        {
            await container.GetBlobClient(NameOf(hash)).UploadAsync(content, options, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false; // there already, perhaps by this very request sent twice: same hash, same content
        }
    }

    private async Task<Stream?> ReadAsync(string hash, CancellationToken ct)
    {
        try
        {
            return await container.GetBlobClient(NameOf(hash)).OpenReadAsync(cancellationToken: ct);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static async Task<StoredDocument?> ReceiveAsync(Stream content, Stream aside, long maxBytes, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        long size = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if ((size += read) > maxBytes)
            {
                return null;
            }

            hash.AppendData(buffer, 0, read);
            await aside.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private static FileStream Aside() =>
        new(Path.Combine(Path.GetTempPath(), "projectflow-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>Anything else is no document.</summary>
    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private static string NameOf(string hash) => $"{hash[..2]}/{hash[2..]}";
}
