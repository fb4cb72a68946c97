using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ProjectFlow.Server.Demo;

/// <summary>Small real files. The same content always gives the same bytes, so a second run stores nothing new.</summary>
internal static class DemoFiles
{
    private static readonly DateTimeOffset Packed = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="lines">Latin text, one line each.</param>
    public static byte[] Pdf(params IReadOnlyList<string> lines)
    {
        var text = new StringBuilder("BT /F1 14 Tf 20 TL 60 780 Td");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({line.Replace("\\", "", StringComparison.Ordinal).Replace("(", "[", StringComparison.Ordinal).Replace(")", "]", StringComparison.Ordinal)}) Tj T*");
        }

        text.Append(" ET");
        return PdfOf(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {text.Length} >>\nstream\n{text}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    }

    public static byte[] Docx(string title, string text) => Zip(
        ("[Content_Types].xml", Types("/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")),
        ("_rels/.rels", Relation("officeDocument", "word/document.xml")),
        ("word/document.xml", $"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{Paragraph(title)}{Paragraph(text)}</w:body></w:document>"""));

    public static byte[] Xlsx(string sheet, params IReadOnlyList<(string Name, string Value)> rows) => Zip(
        ("[Content_Types].xml", Types("/xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "/xl/worksheets/sheet1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")),
        ("_rels/.rels", Relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{SecurityElement.Escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>"""),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(rows.Select((r, i) => $"""<row r="{i + 1}">{Cell("A", i, r.Name)}{Cell("B", i, r.Value)}</row>"""))}</sheetData></worksheet>"""));

    private static byte[] PdfOf(params IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (body, i) in objects.Select((o, i) => (o, i)))
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{body}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => file.Append(CultureInfo.InvariantCulture, $"{o:D10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // Not compressed: how a compressor packs may change from release to release.
    private static byte[] Zip(params IReadOnlyList<(string Path, string Xml)> parts)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, xml) in parts)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.NoCompression);
                entry.LastWriteTime = Packed;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
            }
        }

        return buffer.ToArray();
    }

    private static string Types(params IReadOnlyList<string> parts) =>
        """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"""
        + string.Concat(parts.Chunk(2).Select(p => $"""<Override PartName="{p[0]}" ContentType="{p[1]}"/>""")) + "</Types>";

    private static string Relation(string type, string target) =>
        $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}" Target="{target}"/></Relationships>""";

    private static string Paragraph(string text) => $"<w:p><w:r><w:t>{SecurityElement.Escape(text)}</w:t></w:r></w:p>";

    private static string Cell(string column, int row, string text) => string.Create(CultureInfo.InvariantCulture, $"""<c r="{column}{row + 1}" t="inlineStr"><is><t>{SecurityElement.Escape(text)}</t></is></c>""");
}
