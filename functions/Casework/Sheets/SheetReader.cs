using System.Xml;
using ProjectFlow.Casework.Uploads;

namespace ProjectFlow.Casework.Sheets;

/// <summary>
/// Reads a CSV or XLSX file as rows under a header, one at a time, so that a hundred thousand rows need no more memory than
/// ten. What cannot be read rightly is refused before the first row.
/// </summary>
public sealed class SheetReader : IDisposable
{
    /// <summary>Of the file, inclusive.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>Of a workbook unpacked, inclusive; it is streamed, so this is a matter of time and not of memory.</summary>
    private const long MaxUnpacked = 1L << 30;

    /// <summary>XLS, and every workbook with a password.</summary>
    private static ReadOnlySpan<byte> OldOffice => [0xD0, 0xCF, 0x11, 0xE0];

    private readonly IDisposable source;
    private readonly List<(SheetHead Head, RawSheet Sheet)> sheets = [];
    private readonly List<SheetNotice> notices = [];

    private SheetReader(IDisposable source, IEnumerable<RawSheet> raw)
    {
        this.source = source;
        foreach (var sheet in raw)
        {
            if (HeaderFinder.Find(sheet, notices) is { } head)
            {
                sheets.Add((head, sheet));
            }
        }
    }

    public IReadOnlyList<SheetHead> Sheets => [.. sheets.Select(s => s.Head)];

    public IReadOnlyList<SheetNotice> Notices => notices;

    /// <param name="content">Seekable; stays open, and must while the reader is used.</param>
    /// <exception cref="SheetRefusedException">It is no table that can be read rightly.</exception>
    public static async Task<SheetReader> OpenAsync(Stream content, CancellationToken ct)
    {
        if (content.Length > MaxBytes)
        {
            throw new SheetRefusedException(SheetRefusals.TooLarge);
        }

        content.Position = 0;
        var scan = new UploadScan();
        await scan.ReadAsync(content, ct);
        if (scan.HasMalware || scan.ArchiveEntries > UploadArchive.MaxEntries)
        {
            throw new SheetRefusedException(scan.HasMalware ? UploadRefusals.Malware : UploadRefusals.Bomb);
        }

        if (scan.Head.Span.StartsWith(OldOffice) || scan.Head.Span.StartsWith("%PDF-"u8))
        {
            throw new SheetRefusedException(SheetRefusals.NotATable);
        }

        var reader = await IsZipAsync(content, ct) ? await WorkbookAsync(content, ct) : Csv(content);
        return reader.sheets.Count > 0 ? reader : throw new SheetRefusedException(SheetRefusals.NoHeader);
    }

    /// <summary>All rows with content under a header, sheet by sheet; may be read several times.</summary>
    /// <exception cref="SheetRefusedException">A row cannot be read at all.</exception>
    public IEnumerable<SheetRow> Rows() => sheets.SelectMany(s => Guarded(s.Sheet.Read().SkipWhile(r => r.Number <= s.Head.Row).Filled(s.Sheet.Merged)).Select(r => HeaderFinder.Under(s.Head, r)));

    public void Dispose() => source.Dispose();

    private static async Task<bool> IsZipAsync(Stream content, CancellationToken ct)
    {
        var first = new byte[4];
        content.Position = 0;
        var read = await content.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        return read == 4 && first.AsSpan().SequenceEqual("PK\u0003\u0004"u8);
    }

    private static async Task<SheetReader> WorkbookAsync(Stream content, CancellationToken ct)
    {
        switch (await UploadArchive.JudgeAsync(content, ct, MaxUnpacked))
        {
            case UploadVerdict.Refused refused:
                throw new SheetRefusedException(refused.Why);
            case UploadVerdict.Accepted { Kind: not UploadKind.Xlsx }:
                throw new SheetRefusedException(SheetRefusals.NotATable);
        }

        content.Position = 0;
        var book = Guarded(() => new Workbook(content));
        try
        {
            var reader = Guarded(() => new SheetReader(book, book.Visible));
            reader.notices.AddRange(book.Notices);
            return reader;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    private static SheetReader Csv(Stream content)
    {
        var csv = new CsvSheet(content);
        return new(csv, [csv.Sheet]);
    }

    /// <summary>A zip may be whole and its XML not.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new SheetRefusedException(UploadRefusals.Damaged);
        }
    }

    private static IEnumerable<RawRow> Guarded(IEnumerable<RawRow> rows)
    {
        using var row = rows.GetEnumerator();
        while (Guarded(row.MoveNext))
        {
            yield return row.Current;
        }
    }

    private static bool IsDamage(Exception e) => e is XmlException or InvalidDataException or FormatException or System.IO.FileFormatException
        or DocumentFormat.OpenXml.Packaging.OpenXmlPackageException or ArgumentOutOfRangeException or KeyNotFoundException;
}
