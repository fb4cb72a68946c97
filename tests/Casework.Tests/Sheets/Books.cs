using System.IO.Compression;
using System.Text;
using ProjectFlow.Casework.Sheets;

namespace ProjectFlow.Casework.Tests.Sheets;

/// <summary>Workbooks put together part by part, as no spreadsheet program would let us.</summary>
internal static class Books
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /// <param name="sheets">Name, state (empty = visible) and the XML of rows, perhaps with what follows <c>sheetData</c> after a bar.</param>
    public static MemoryStream Of(IReadOnlyList<(string Name, string State, string Rows)> sheets, string properties = "", IReadOnlyList<(string Name, string Text)>? more = null, string styles = Styles)
    {
        var types = string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{types}</Types>"),
            ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook {Main}>{properties}<sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\"{(s.State.Length > 0 ? $" state=\"{s.State}\"" : "")} r:id=\"s{i + 1}\"/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id=\"st\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/styles.xml", styles),
        };
        parts.AddRange(sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", Sheet(s.Rows))));
        return Zip([.. parts, .. more ?? []]);
    }

    public static MemoryStream One(string rows, string properties = "") => Of([("表一", "", rows)], properties);

    /// <summary>A row of texts, from column A.</summary>
    public static string Row(int number, params string[] texts) =>
        $"<row r=\"{number}\">{string.Concat(texts.Select((t, i) => t.Length == 0 ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{t}</t></is></c>"))}</row>";

    /// <summary>The same workbook with one part written otherwise.</summary>
    public static byte[] With(MemoryStream book, string part, Func<string, string> change)
    {
        using var zip = new ZipArchive(book, ZipArchiveMode.Read);
        return Zip([.. zip.Entries.Select(e => (e.FullName, e.FullName == part ? change(Content(e)) : Content(e)))]).ToArray();
    }

    public static MemoryStream Zip(IReadOnlyList<(string Name, string Text)> parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return stream;
    }

    public static MemoryStream Text(string text, string encoding = "utf-8")
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new(Encoding.GetEncoding(encoding).GetBytes(text));
    }

    public static async Task<List<SheetRow>> ReadAsync(Stream content)
    {
        using var reader = await SheetReader.OpenAsync(content, TestContext.Current.CancellationToken);
        return [.. reader.Rows()];
    }

    /// <summary>The rows as <c>text|text</c>, blanks empty.</summary>
    public static async Task<List<string>> LinesAsync(Stream content) => [.. (await ReadAsync(content)).Select(r => string.Join('|', r.Cells.Select(c => c.Text)))];

    public static async Task<string> RefusedAsync(Stream content) =>
        (await Assert.ThrowsAsync<SheetRefusedException>(() => ReadAsync(content))).Why.Code;

    private static string Content(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static string Sheet(string rows) => rows.Split('|') is [var data, var after]
        ? $"<worksheet {Main}><sheetData>{data}</sheetData>{after}</worksheet>" : $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>";

    /// <summary>Style 1 is a day, 2 a day by a format of its own, 3 a percentage, 4 text in quotes that only looks like a day.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="0&quot; days&quot;"/></numFmts>
        <fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="5"><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="171"/></cellXfs></styleSheet>
        """;
}
