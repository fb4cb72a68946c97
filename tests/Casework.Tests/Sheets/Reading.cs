using System.Text;
using ProjectFlow.Casework.Sheets;
using static ProjectFlow.Casework.Tests.Sheets.Books;

namespace ProjectFlow.Casework.Tests.Sheets;

public sealed class Reading
{
    [Fact]
    public async Task A_title_and_a_unit_line_above_the_header_are_no_rows()
    {
        using var reader = await SheetReader.OpenAsync(One(Row(1, "新沂市月度数据") + Row(2, "单位：万元") + Row(3, "企业", "研发") + Row(4, "甲", "１２")), Bureau.Ct);
        Assert.Equal((3, "万元"), (Assert.Single(reader.Sheets).Row, reader.Sheets[0].Unit));
        Assert.Equal("title-rows", Assert.Single(reader.Notices).Code);
        var row = Assert.Single(reader.Rows());
        Assert.Equal((4, "A", "企业", "甲", "１２"), (row.Number, row.Cells[0].Column, row.Cells[0].Header, row.Cells[0].Text, row.Cells[1].Text));
    }

    [Fact]
    public async Task A_header_of_merged_cells_is_refused() =>
        Assert.Equal("sheet-merged-header", await RefusedAsync(One(Row(1, "企业", "研发", "收入") + Row(2, "甲", "1", "2") + "|<mergeCells count=\"1\"><mergeCell ref=\"B1:C1\"/></mergeCells>")));

    [Fact]
    public async Task A_merged_title_is_no_merged_header() =>
        Assert.Equal(["甲|1"], await LinesAsync(One(Row(1, "标题") + Row(2, "企业", "研发") + Row(3, "甲", "1") + "|<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>")));

    [Fact]
    public async Task A_merged_cell_counts_for_each_row_it_covers() =>
        Assert.Equal(["甲|1", "甲|2", "乙|3"], await LinesAsync(One(Row(1, "企业", "研发") + Row(2, "甲", "1") + Row(3, "", "2") + Row(4, "乙", "3") + "|<mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>")));

    [Fact]
    public async Task A_formula_gives_its_saved_result_and_without_one_an_error()
    {
        var rows = await ReadAsync(One(Row(1, "甲", "乙", "丙") + "<row r=\"2\"><c r=\"A2\"><f>1+2</f><v>3</v></c><c r=\"B2\"><f>1+2</f></c><c r=\"C2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"));
        Assert.Equal([("3", SheetCellKind.Number), ("", SheetCellKind.Error), ("#DIV/0!", SheetCellKind.Error)], rows[0].Cells.Select(c => (c.Text ?? "", c.Kind)));
    }

    [Theory]
    [InlineData("", 44986, 1, "2023-03-01")]
    [InlineData("", 44986.75, 2, "2023-03-01")]
    [InlineData("", 59, 1, "1900-02-28")]
    [InlineData("", 61, 1, "1900-03-01")]
    [InlineData("<workbookPr date1904=\"1\"/>", 43524, 1, "2023-03-01")]
    [InlineData("", 44986, 0, "44986")]
    [InlineData("", 3, 4, "3")]
    [InlineData("", 0.125, 3, "12.5%")]
    [InlineData("", 0.1, 0, "0.1")]
    public async Task A_number_is_what_its_style_shows(string properties, double number, int style, string shown) =>
        Assert.Equal([shown], await LinesAsync(One(FormattableString.Invariant($"{Row(1, "日期")}<row r=\"2\"><c r=\"A2\" s=\"{style}\"><v>{number}</v></c></row>"), properties)));

    [Fact]
    public async Task A_sum_of_doubles_has_no_noise() =>
        Assert.Equal(["0.3"], await LinesAsync(One(Row(1, "数") + "<row r=\"2\"><c r=\"A2\"><v>0.30000000000000004</v></c></row>")));

    [Fact]
    public async Task Hidden_sheets_are_left_out_and_named()
    {
        using var reader = await SheetReader.OpenAsync(Of([("明", "", Row(1, "甲", "乙") + Row(2, "1", "2")), ("暗", "hidden", Row(1, "甲", "乙") + Row(2, "3", "4")), ("更暗", "veryHidden", Row(1, "甲", "乙"))]), Bureau.Ct);
        Assert.Equal(["明"], reader.Sheets.Select(s => s.Sheet));
        Assert.Equal(["hidden-sheet", "hidden-sheet"], reader.Notices.Select(n => n.Code));
        Assert.Single(reader.Rows());
    }

    [Fact]
    public async Task Macros_are_refused_under_any_name()
    {
        (string, string, string)[] sheet = [("表", "", Row(1, "甲", "乙"))];
        Assert.Equal("macros", await RefusedAsync(Of(sheet, more: [("xl/vbaProject.bin", "x")])));
        Assert.Equal("macros", await RefusedAsync(Of(sheet, more: [("xl/macrosheets/sheet1.xml", "<x/>")])));
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked() =>
        Assert.Equal("archive-bomb", await RefusedAsync(Of([("表", "", Row(1, "甲", "乙"))], more: [("xl/media/image1.xml", new string(' ', 64 << 20))])));

    [Fact]
    public async Task A_thousand_and_one_parts_are_refused() =>
        Assert.Equal("archive-bomb", await RefusedAsync(Of([("表", "", Row(1, "甲", "乙"))], more: [.. Enumerable.Range(0, 1001).Select(i => ($"x/{i}", ""))])));

    [Fact]
    public async Task A_part_with_entities_is_refused()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a \"甲甲甲甲甲甲甲甲\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";
        Assert.Equal("file-damaged", await RefusedAsync(Of([("表", "", Row(1, "甲", "乙"))], styles: bomb)));
    }

    [Theory]
    [InlineData("%PDF-1.7\0\u0001")]
    [InlineData("\u00d0\u00cf\u0011\u00e0\0\0")]
    public async Task What_is_no_table_is_refused_whatever_its_name(string bytes) => Assert.Equal("sheet-type", await RefusedAsync(new MemoryStream(Encoding.Latin1.GetBytes(bytes))));

    [Fact]
    public async Task A_zip_that_is_no_workbook_and_one_cut_off_are_refused()
    {
        Assert.Equal("file-type", await RefusedAsync(Zip([("a.txt", "x")])));
        var whole = One(Row(1, "甲", "乙")).ToArray();
        Assert.Equal("file-damaged", await RefusedAsync(new MemoryStream(whole[..^40])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData(" , ,\n")]
    public async Task A_table_without_anything_in_it_is_refused(string text) => Assert.Equal("sheet-no-header", await RefusedAsync(Text(text)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    public async Task Chinese_csv_is_read_in_both_encodings(string encoding) => Assert.Equal(["甲公司|１２"], await LinesAsync(Text("企业,研发\r\n甲公司,１２\r\n", encoding)));

    [Fact]
    public async Task A_mark_at_the_beginning_is_no_part_of_the_first_header()
    {
        using var reader = await SheetReader.OpenAsync(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("企业,研发\n甲,1")]), Bureau.Ct);
        Assert.Equal("企业", reader.Sheets[0].Columns[0].Header);
    }

    [Fact]
    public async Task Quotes_hold_commas_quotes_and_lines() => Assert.Equal(["甲,\"乙\"\n丙|1"], await LinesAsync(Text("企业,研发\n\"甲,\"\"乙\"\"\n丙\",1\n")));

    [Fact]
    public async Task An_open_quote_is_refused_with_its_row()
    {
        var text = "企业,研发\n" + string.Concat(Enumerable.Repeat("甲,1\n", 5)) + "\"乙,1\n" + string.Concat(Enumerable.Repeat("丙,2\n", 400_000));
        Assert.Equal("sheet-row", await RefusedAsync(Text(text)));
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_refused() => Assert.Equal("sheet-double-header", await RefusedAsync(Text("研发,研发\n1,2\n")));

    [Fact]
    public async Task A_cell_beside_the_header_is_told() => Assert.Equal(["1|2|3"], await LinesAsync(Text("甲,乙\n1,2,3\n")));
}
