namespace ProjectFlow.Casework.Ports;

/// <summary>A row store that can be gone through from end to end, for moving it. No screen and no command may.</summary>
public interface IEveryRow
{
    /// <summary>Every row, by partition and key, both in ordinal order; what is written meanwhile may be among them or not.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    IAsyncEnumerable<PlacedRow> EveryRowAsync(CancellationToken ct);
}

/// <summary>A document store that can be gone through from end to end.</summary>
public interface IEveryDocument
{
    /// <summary>The hash of every document, in ordinal order.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    IAsyncEnumerable<string> EveryDocumentAsync(CancellationToken ct);
}

public sealed record PlacedRow(string Partition, Row Row);
