using System.Buffers;
using System.Security.Cryptography;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Folder;

/// <summary>
/// Documents as files named by their hash, <c>ab/cdef…</c>. A file gets its name only when it is complete and on the disk, so
/// whatever has a name is whole; what a crash left behind is in <c>incoming</c> and swept when the store is next opened.
/// </summary>
public sealed class FolderDocuments : IDocuments, IEveryDocument
{
    /// <summary>An upload still under way may belong to a server that is just stopping; nothing uploads for a day.</summary>
    private static readonly TimeSpan Leftover = TimeSpan.FromDays(1);

    private readonly string folder;
    private readonly string incoming;

    private FolderDocuments(string folder)
    {
        this.folder = folder;
        incoming = Path.Combine(folder, "incoming"); // below the same folder, because a rename across volumes is a copy
    }

    /// <exception cref="StorageUnavailableException">The folder cannot be made or written.</exception>
    public static FolderDocuments Open(string folder, TimeProvider? clock = null)
    {
        var documents = new FolderDocuments(folder);
        try
        {
            Directory.CreateDirectory(documents.incoming);
            documents.Sweep((clock ?? TimeProvider.System).GetUtcNow() - Leftover);
        }
        catch (Exception e) when (FolderErrors.IsStorage(e))
        {
            throw FolderErrors.Unavailable(e);
        }

        return documents;
    }

    public async Task<StoredDocument?> PutAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var temporary = Path.Combine(incoming, Guid.NewGuid().ToString("N"));
        try
        {
            var document = await ReceiveAsync(content, temporary, maxBytes, ct);
            if (document is not null)
            {
                Keep(temporary, PathOf(document.Hash));
            }

            return document;
        }
        finally
        {
            Remove(temporary);
        }
    }

    public Task<Stream?> OpenAsync(string hash, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = IsHash(hash) ? PathOf(hash) : null;
        try
        {
            return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10, useAsync: true) : null);
        }
        catch (Exception e) when (FolderErrors.IsStorage(e))
        {
            throw FolderErrors.Unavailable(e);
        }
    }

    public IAsyncEnumerable<string> EveryDocumentAsync(CancellationToken ct) => OnDisk(Hashes).ToAsyncEnumerable();

    /// <summary>Anything else, such as <c>../x</c>, is no document and must not become a path.</summary>
    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    private List<string> Hashes() =>
        [.. Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!) + Path.GetFileName(f)).Where(IsHash).Order(StringComparer.Ordinal)];

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash[2..]);

    private static async Task<StoredDocument?> ReceiveAsync(Stream content, string path, long maxBytes, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            await using var file = OnDisk(() => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));
            long size = 0;
            int read;
            // Errors of the sender's stream are not storage errors, so only the writing side is translated.
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                if ((size += read) > maxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                OnDisk(() => file.Write(buffer, 0, read));
            }

            OnDisk(() => file.Flush(flushToDisk: true));
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Keep(string temporary, string path) => OnDisk(() =>
    {
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            FolderSync.Flush(Path.GetDirectoryName(parent)!);
        }

        // Same hash, same content: replacing is harmless, and right when the one before was damaged by the disk.
        File.Move(temporary, path, overwrite: true);
        FolderSync.Flush(parent);
    });

    private void Sweep(DateTimeOffset before)
    {
        foreach (var file in Directory.EnumerateFiles(incoming).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime))
        {
            File.Delete(file);
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (FolderErrors.IsStorage(e))
        {
            // The sweep takes it at the next start; the upload itself has succeeded or failed already.
        }
    }

    private static void OnDisk(Action action) => OnDisk(() =>
    {
        action();
        return true;
    });

    private static T OnDisk<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (FolderErrors.IsStorage(e))
        {
            throw FolderErrors.Unavailable(e);
        }
    }
}
