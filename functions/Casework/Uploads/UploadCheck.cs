using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Uploads;

/// <summary>
/// Judges an upload by its bytes. A file that is two things at once is what its first bytes say, because that is what programs
/// opening it go by; whatever follows them is scanned all the same.
/// </summary>
public static class UploadCheck
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    private static ReadOnlySpan<byte> Jpg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    /// <param name="content">Seekable; read from its start, left anywhere.</param>
    /// <param name="maxBytes">Inclusive.</param>
    public static async Task<UploadVerdict> CheckAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        if (content.Length == 0)
        {
            return Refused(UploadRefusals.Empty);
        }

        if (content.Length > maxBytes)
        {
            return Refused(UploadRefusals.TooLarge(maxBytes));
        }

        content.Position = 0;
        var scan = new UploadScan();
        await scan.ReadAsync(content, ct);
        return scan.HasMalware ? Refused(UploadRefusals.Malware) : await JudgeAsync(content, scan, ct);
    }

    private static async Task<UploadVerdict> JudgeAsync(Stream content, UploadScan scan, CancellationToken ct)
    {
        var head = scan.Head;
        return head switch
        {
            _ when head.Span.StartsWith("%PDF-"u8) => new UploadVerdict.Accepted(UploadKind.Pdf),
            _ when head.Span.StartsWith(Png) => new UploadVerdict.Accepted(UploadKind.Png),
            _ when head.Span.StartsWith(Jpg) => new UploadVerdict.Accepted(UploadKind.Jpg),
            _ when !head.Span.StartsWith(Zip) => Refused(UploadRefusals.Type),
            _ when scan.ArchiveEntries > UploadArchive.MaxEntries => Refused(UploadRefusals.Bomb),
            _ => await UploadArchive.JudgeAsync(content, ct),
        };
    }

    internal static UploadVerdict Refused(Refusal why) => new UploadVerdict.Refused(why);
}
