using System.Text;
using Sylvan.Data.Csv;

namespace ProjectFlow.Casework.Sheets;

/// <summary>A CSV file in UTF-8, UTF-16 with a mark, or GB18030, with commas, semicolons or tabs. All its cells are text.</summary>
internal sealed class CsvSheet : IDisposable
{
    /// <summary>Characters of one record; an unclosed quote would otherwise take the rest of the file for one cell.</summary>
    private const int MaxRecord = 1 << 20;

    private readonly Stream content;
    private readonly Encoding encoding;

    public CsvSheet(Stream content)
    {
        this.content = content;
        encoding = CsvText.EncodingOf(content);
        Sheet = new("CSV", [], Rows);
    }

    public RawSheet Sheet { get; }

    /// <summary>The stream is the caller's.</summary>
    public void Dispose() { }

    private IEnumerable<RawRow> Rows()
    {
        content.Position = 0;
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, Comment = '\0', MaxBufferSize = MaxRecord, OwnsReader = false });
        for (var number = 1; Read(csv, number); number++)
        {
            if (Cells(csv) is { Count: > 0 } filled)
            {
                yield return new(number, filled);
            }
        }
    }

    private static bool Read(CsvDataReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException)
        {
            throw new SheetRefusedException(SheetRefusals.BrokenRow(number));
        }
    }

    private static List<RawCell> Cells(CsvDataReader csv) =>
        [.. Enumerable.Range(0, csv.RowFieldCount).Select(i => new RawCell(i + 1, csv.GetString(i).Trim(), SheetCellKind.Text)).Where(c => c.Text.Length > 0)];
}

internal static class CsvText
{
    /// <summary>Reads the whole file once, because a byte far down can show that it is not what it seemed.</summary>
    /// <exception cref="SheetRefusedException">It is no text in an encoding we know.</exception>
    public static Encoding EncodingOf(Stream content)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding[] known = [new UTF8Encoding(false, throwOnInvalidBytes: true), Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)];
        return known.FirstOrDefault(e => Fits(content, e)) ?? throw new SheetRefusedException(SheetRefusals.Encoding);
    }

    private static bool Fits(Stream content, Encoding encoding)
    {
        content.Position = 0;
        using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var block = new char[32 * 1024];
        try
        {
            for (int read; (read = reader.Read(block, 0, block.Length)) > 0;)
            {
                if (block.AsSpan(0, read).Contains('\0'))
                {
                    throw new SheetRefusedException(SheetRefusals.NotATable);
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
