using System.Security.Cryptography;

namespace ProjectFlow.Casework.Transfer;

/// <summary>SHA-256 of what flows by.</summary>
internal static class Hashing
{
    private const int BufferBytes = 64 * 1024;

    /// <returns>The hash, lower-case hex, and the number of bytes.</returns>
    public static async Task<(string Hash, long Size)> CopyAsync(Stream from, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size, read) = (new byte[BufferBytes], 0L, 0);
        while ((read = await from.ReadAsync(buffer, ct)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            size += read;
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    public static async Task<(string Hash, long Size)> OfAsync(Stream stream, CancellationToken ct) => await CopyAsync(stream, Stream.Null, ct);
}
