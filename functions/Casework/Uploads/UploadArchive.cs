using System.IO.Compression;
using System.Text;

namespace ProjectFlow.Casework.Uploads;

/// <summary>Looks into an Office file, which is a zip: counts what really comes out, whatever its directory claims. Archives within are not opened.</summary>
internal static class UploadArchive
{
    public const int MaxEntries = 1000;

    /// <summary>Bytes unpacked, all entries together, inclusive.</summary>
    public const long MaxUnpacked = 200L << 20;

    public const int MaxRatio = 100;

    /// <summary>Below this many bytes unpacked the ratio does not matter: an empty table packs very well.</summary>
    private const long RatioMatters = 1 << 20;

    /// <param name="mostUnpacked">Bytes, all entries together, inclusive.</param>
    public static async Task<UploadVerdict> JudgeAsync(Stream content, CancellationToken ct, long mostUnpacked = MaxUnpacked)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return Structure(archive) is UploadVerdict.Accepted kind ? await UnpackAsync(archive, Math.Min(mostUnpacked, Math.Max(RatioMatters, content.Length * MaxRatio)), kind, ct) : Structure(archive);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException)
        {
            return UploadCheck.Refused(UploadRefusals.Damaged);
        }
    }

    private static UploadVerdict Structure(ZipArchive archive)
    {
        var names = archive.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (names.Contains("[Content_Types].xml"), names.Contains("word/document.xml"), names.Contains("xl/workbook.xml")) switch
        {
            _ when archive.Entries.Count > MaxEntries => UploadCheck.Refused(UploadRefusals.Bomb),
            _ when names.Any(IsMacro) => UploadCheck.Refused(UploadRefusals.Macros),
            (true, true, false) => new UploadVerdict.Accepted(UploadKind.Docx),
            (true, false, true) => new UploadVerdict.Accepted(UploadKind.Xlsx),
            _ => UploadCheck.Refused(UploadRefusals.Type),
        };
    }

    /// <summary>VBA, and the older macro sheets of Excel.</summary>
    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase);

    private static async Task<UploadVerdict> UnpackAsync(ZipArchive archive, long allowed, UploadVerdict.Accepted kind, CancellationToken ct)
    {
        long unpacked = 0;
        foreach (var entry in archive.Entries)
        {
            var scan = new UploadScan();
            await using var stream = entry.Open();
            await scan.ReadAsync(stream, ct, allowed - unpacked);
            if ((unpacked += scan.Length) > allowed)
            {
                return UploadCheck.Refused(UploadRefusals.Bomb);
            }

            if (scan.HasMalware)
            {
                return UploadCheck.Refused(UploadRefusals.Malware);
            }
        }

        return DeclaresMacros(archive) ? UploadCheck.Refused(UploadRefusals.Macros) : kind;
    }

    /// <summary>A macro part may have any name; its content type has not. Only called once the sizes are known to be sane.</summary>
    private static bool DeclaresMacros(ZipArchive archive)
    {
        var types = archive.Entries.First(entry => entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase));
        using var reader = new StreamReader(types.Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        return text.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || text.Contains("vbaProject", StringComparison.OrdinalIgnoreCase);
    }
}
