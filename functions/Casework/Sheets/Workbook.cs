using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ProjectFlow.Casework.Sheets;

/// <summary>An XLSX file. Only its shared texts and styles are kept in memory; sheets are streamed.</summary>
internal sealed class Workbook : IDisposable
{
    private const int MaxTextLength = 64 << 20;

    private readonly SpreadsheetDocument document;
    private readonly WorkbookPart book;
    private readonly CellReader cells;

    public Workbook(Stream content)
    {
        document = SpreadsheetDocument.Open(content, isEditable: false);
        book = document.WorkbookPart ?? throw new InvalidDataException("no workbook");
        var since1904 = book.Workbook!.WorkbookProperties?.Date1904?.Value == true;
        cells = new(Texts(), NumberStyle.Of(book.WorkbookStylesPart?.Stylesheet), since1904);
        var all = book.Workbook.Descendants<Sheet>().ToList();
        Visible = [.. all.Where(IsVisible).Select(Raw)];
        Notices = [.. all.Where(s => !IsVisible(s)).Select(s => new SheetNotice("hidden-sheet", $"隐藏的工作表「{s.Name}」未读取", $"Hidden sheet '{s.Name}' is not read."))];
    }

    public IReadOnlyList<RawSheet> Visible { get; }

    public IReadOnlyList<SheetNotice> Notices { get; }

    public void Dispose() => document.Dispose();

    private static bool IsVisible(Sheet sheet) => sheet.State is null || sheet.State.Value == SheetStateValues.Visible;

    private RawSheet Raw(Sheet sheet) => book.TryGetPartById(sheet.Id?.Value ?? "", out var part) && part is WorksheetPart worksheet
        ? new(sheet.Name?.Value ?? "", Merged(worksheet), () => Rows(worksheet))
        : new(sheet.Name?.Value ?? "", [], () => []); // a chart sheet

    private List<string> Texts()
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part)
        {
            return texts;
        }

        var length = 0L;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                texts.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
                if ((length += texts[^1].Length) > MaxTextLength)
                {
                    throw new SheetRefusedException(SheetRefusals.TooManyTexts);
                }
            }
        }

        return texts;
    }

    /// <summary>Phonetic readings beside a text are not part of it.</summary>
    internal static string TextOf(OpenXmlElement item) => string.Concat(item.ChildElements.Select(e => e switch
    {
        Text text => text.Text,
        Run run => run.Text?.Text,
        _ => null,
    }));

    private static List<MergedArea> Merged(WorksheetPart part)
    {
        var areas = new List<MergedArea>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SheetData))
            {
                reader.Skip();
            }

            if (reader.ElementType == typeof(MergeCell) && reader.IsStartElement && reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value is { } area)
            {
                var ends = area.Split(':');
                areas.Add(new(area, ColumnName.Row(ends[0]), ColumnName.Row(ends[^1]), ColumnName.Number(ends[0])));
            }
        }

        return areas;
    }

    private IEnumerable<RawRow> Rows(WorksheetPart part)
    {
        var number = 0;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                var row = (Row)reader.LoadCurrentElement()!;
                number = (int?)row.RowIndex?.Value ?? number + 1;
                if (cells.Of(row) is { Count: > 0 } filled)
                {
                    yield return new(number, filled);
                }
            }
        }
    }
}
