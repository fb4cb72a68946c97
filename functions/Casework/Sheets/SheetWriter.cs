using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;

namespace ProjectFlow.Casework.Sheets;

/// <summary>Writes tables row by row as XLSX or CSV. Cells are text, numbers, <see cref="Money"/> (as yuan), <see cref="DateOnly"/>, bool or null.</summary>
public static class SheetWriter
{
    /// <summary>Characters of a sheet's name, inclusive; Excel opens no workbook with a longer one.</summary>
    private const int MaxName = 31;

    /// <summary>
    /// UTF-8 with a mark, RFC 4180. A text that a spreadsheet would take for a formula gets a quote before it (OWASP ASVS 1.2.10).
    /// </summary>
    public static async Task WriteCsvAsync(Stream to, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(Record(header));
        await foreach (var row in rows.WithCancellation(ct))
        {
            await text.WriteLineAsync(Record(row));
        }
    }

    /// <param name="to">Seekable or not.</param>
    public static async Task WriteXlsxAsync(Stream to, string sheet, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        var grid = Grid(header, rows.ToBlockingEnumerable(ct));
        await to.SaveAsAsync(new Dictionary<string, object> { [SheetName(sheet)] = grid }, printHeader: false, configuration: Plain, cancellationToken: ct);
    }

    /// <summary>The sheets of a ledger, each with its heading above the columns.</summary>
    public static Task WriteXlsxAsync(Stream to, IReadOnlyList<LedgerSheet> sheets, CancellationToken ct)
    {
        var book = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in sheets)
        {
            book.Add(Unused(SheetName(sheet.Name), book), Grid(sheet.Columns, sheet.Rows, sheet.Heading));
        }

        return to.SaveAsAsync(book, printHeader: false, configuration: Plain, cancellationToken: ct);
    }

    private static OpenXmlConfiguration Plain => new() { AutoFilter = false, TableStyles = TableStyles.None, FastMode = true, EnableWriteNullValueCell = false };

    private static IEnumerable<Dictionary<string, object?>> Grid(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows, IReadOnlyList<string>? heading = null)
    {
        IEnumerable<IReadOnlyList<object?>> above = [.. (heading ?? []).Select(line => (IReadOnlyList<object?>)[line]), header];
        return above.Concat(rows).Select(r => Line(header.Count, r));
    }

    private static Dictionary<string, object?> Line(int width, IReadOnlyList<object?> cells) =>
        Enumerable.Range(0, Math.Max(width, cells.Count)).ToDictionary(i => ColumnName.Of(i + 1), i => i < cells.Count ? Value(cells[i]) : null);

    private static object? Value(object? cell) => cell switch
    {
        Money money => money.Yuan,
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        _ => cell,
    };

    private static string Record(IEnumerable<object?> cells) => string.Join(',', cells.Select(c => Quoted(c is string text ? Safe(text) : Shown(c))));

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Safe(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0' ? "'" + text : text;

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        Money money => money.Yuan.ToString("0.00", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    /// <summary>Names that begin alike would be the same once they are cut.</summary>
    private static string Unused(string name, Dictionary<string, object> book) => !book.ContainsKey(name) ? name
        : Enumerable.Range(2, book.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{Cut(name, MaxName - 5)} {n}")).First(n => !book.ContainsKey(n));

    /// <summary>Without what Excel refuses: some signs anywhere, a quote at either end, and nothing at all.</summary>
    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Select(c => c is '\\' or '/' or '?' or '*' or '[' or ']' or ':' || char.IsControl(c) ? '_' : c));
        return Cut(allowed.Trim('\'', ' '), MaxName).TrimEnd('\'', ' ') is { Length: > 0 } cut ? cut : "_";
    }

    private static string Cut(string name, int most) => name.Length <= most ? name : name[..(char.IsHighSurrogate(name[most - 1]) ? most - 1 : most)];
}
