using System.Text;

namespace ProjectFlow.Casework.Uploads;

/// <summary>Reads bytes once, in pieces, and remembers what was seen; also across the seams of the pieces.</summary>
internal sealed class UploadScan
{
    private const int Piece = 64 << 10, HeadLength = 32;

    // Two halves, so that no antivirus program takes this assembly for the test virus itself.
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    private readonly byte[] window = new byte[Eicar.Length - 1 + Piece];
    private int kept;

    public ReadOnlyMemory<byte> Head { get; private set; }

    public bool HasMalware { get; private set; }

    /// <summary>
    /// Directory entries of a zip, counted by their signature: the number a zip states about itself may be a lie, and reading
    /// a directory of a million entries costs more memory than we have.
    /// </summary>
    public int ArchiveEntries { get; private set; }

    public long Length { get; private set; }

    /// <param name="max">Stops soon after this many bytes.</param>
    public async Task ReadAsync(Stream content, CancellationToken ct, long max = long.MaxValue)
    {
        int read;
        while (Length <= max && (read = await content.ReadAtLeastAsync(window.AsMemory(kept, Piece), Piece, throwOnEndOfStream: false, ct)) > 0)
        {
            Look(read);
        }
    }

    private void Look(int read)
    {
        if (Length == 0)
        {
            Head = window.AsSpan(0, Math.Min(read, HeadLength)).ToArray();
        }

        Length += read;
        var seen = window.AsSpan(0, kept + read);
        HasMalware |= seen.IndexOf(Eicar) >= 0;
        ArchiveEntries += seen[Math.Max(0, kept - 3)..].Count("PK\x01\x02"u8);
        var tail = seen[^Math.Min(seen.Length, Eicar.Length - 1)..];
        tail.CopyTo(window);
        kept = tail.Length;
    }
}
