using System.Security.Cryptography;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Cases;

/// <summary>The state row: what the events fold to, and where their chain ends.</summary>
/// <param name="Version">Number of events so far.</param>
/// <param name="Head">Hash of the last event row.</param>
public sealed record StoredState(long Version, string Head, CaseState State);

/// <summary>An event row. Its hash covers everything in it, so also the hash of the one before: a chain.</summary>
/// <param name="Prev">Hash of the previous event row; empty for the first.</param>
public sealed record StoredEvent(string Prev, string Operation, CaseEvent Event)
{
    /// <returns>SHA-256 of the row's bytes, lower-case hex.</returns>
    public static string HashOf(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));
}

/// <summary>The outcome of an accepted command, kept for the life of the case.</summary>
/// <param name="Fingerprint">Of person and content, without the time.</param>
public sealed record StoredOperation(string Fingerprint, long Version, string State, IReadOnlyList<string> Events);
