namespace ProjectFlow.Casework.Ports;

/// <summary>Documents by the hash of their content; a document is never changed and never stored twice.</summary>
public interface IDocuments
{
    /// <summary>Stores a stream, hashing it on the way; durable when this returns.</summary>
    /// <param name="maxBytes">Inclusive.</param>
    /// <returns>Null when the content is longer than <paramref name="maxBytes"/>; nothing is kept then.</returns>
    /// <exception cref="StorageUnavailableException">Disk full or store down.</exception>
    Task<StoredDocument?> PutAsync(Stream content, long maxBytes, CancellationToken ct);

    /// <summary>Opens a document for reading (seekable); null when there is none of that hash.</summary>
    Task<Stream?> OpenAsync(string hash, CancellationToken ct);
}

/// <param name="Hash">SHA-256, 64 lower-case hex digits.</param>
public sealed record StoredDocument(string Hash, long Size);
