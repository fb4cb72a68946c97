using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Casework.Tests.Sheets;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Tests.Importing;

/// <summary>Tables as people send them: read right, or refused with the reason. Never half of one.</summary>
public sealed class BadWorkbooks
{
    private const string Acme = "91320381DEMA00013G";
    private const string Figures = "monthly-figures";

    private static readonly string[] Columns = ["统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入（元）", "当月研发费用（元）"];
    private static readonly string Good = Books.Row(1, Columns) + Line(2, "2023-01", "1", "2");

    [Fact]
    public Task A_merged_header_is_refused() => RefusedAsync("sheet-merged-header", Books.One(Good + "|<mergeCells count=\"1\"><mergeCell ref=\"E1:F1\"/></mergeCells>"));

    [Fact]
    public Task A_header_over_two_rows_is_refused() => RefusedAsync("sheet-merged-header", Books.One(Good + "|<mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>"));

    [Fact]
    public async Task A_formula_counts_by_the_result_saved_with_it_and_without_one_is_named()
    {
        using var desk = await ImportDesk.OpenAsync();
        var file = Books.One(Books.Row(1, Columns) + Line(2, "2023-01", "<f>6*7</f><v>42</v>", "<f>1+1</f><v>2</v>") + Line(3, "2023-02", "<f>6*7</f>", "2") + Line(4, "2023-03", "1", "<f>1/0</f><v>#DIV/0!</v>", "e")).ToArray();
        var nothing = await desk.RunAsync(Figures, file);
        Assert.Equal(("import-bad-rows", 0), (nothing.Why!.Code, await desk.CountAsync(Figures)));
        var good = await desk.RunAsync(Figures, file, ImportMode.GoodRows);
        Assert.Equal((1L, 2L), (good.New, good.Bad));
        Assert.Equal(["表一 3 E 当月营业收入（元） cell-error", "表一 4 F 当月研发费用（元） cell-error"], await desk.BadAsync(good));
        Assert.Equal("42", await RevenueAsync(desk, "2023-01"));
    }

    [Fact]
    public async Task Dates_as_text_and_as_dates_may_stand_in_one_column_and_an_ambiguous_one_is_named()
    {
        using var desk = await ImportDesk.OpenAsync();
        string[] columns = ["依托企业", "机构名称", "级别", "备案（认定）日期", "有研发场所", "有研发人员", "有仪器设备", "有研发经费", "有研发项目"];
        string Row(int n, string day) => Books.Row(n, Acme, $"中心{n}", "省级", "", "是", "是", "是", "是", "否").Replace("</row>", $"<c r=\"D{n}\" {day}</c></row>", StringComparison.Ordinal);
        string Text(string day) => $"t=\"inlineStr\"><is><t>{day}</t></is>";
        var rows = Books.Row(1, columns) + Row(2, Text("2023年3月1日")) + Row(3, "s=\"1\"><v>44986</v>") + Row(4, Text("２０２３／３／１")) + Row(5, Text("3/1/2023")) + Row(6, "><v>44986</v>");
        var job = await desk.RunAsync("rd-institutions", Books.One(rows).ToArray(), ImportMode.GoodRows);
        Assert.Equal(["表一 5 D 备案（认定）日期 not-a-date", "表一 6 D 备案（认定）日期 not-a-date"], await desk.BadAsync(job));
        foreach (var row in new[] { 2, 3, 4 })
        {
            var record = (await desk.RecordAsync("rd-institutions", string.Create(CultureInfo.InvariantCulture, $"{Acme}/中心{row}")))!;
            Assert.Equal("2023-03-01", FormValues.At(record.Content, "institution.filedOn")?.ToString());
        }
    }

    [Fact]
    public async Task Full_width_digits_and_signs_count_as_half_width_ones()
    {
        using var desk = await ImportDesk.OpenAsync();
        var row = Books.Row(2, "９１３２０３８１ＤＥＭＡ０００１３Ｇ", "２０２３年１月", "工业", "是", "１，２３４．５０", "￥２．５万元");
        var job = await desk.RunAsync(Figures, Books.One(Books.Row(1, Columns) + row).ToArray());
        Assert.Equal((ImportPhase.Done, 1L), (job.Phase, job.New));
        Assert.Equal(("1234.5", "25000"), (await RevenueAsync(desk, "2023-01"), await ValueAsync(desk, "2023-01", "figures.rd")));
    }

    [Fact]
    public async Task The_units_of_cell_header_and_line_above_go_in_that_order()
    {
        using var desk = await ImportDesk.OpenAsync();
        var rows = Books.Row(1, "月度数据") + Books.Row(2, "单位：万元") + Books.Row(3, "统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入", "当月研发费用（元）")
            + Line(4, "2023-01", "12", "12") + Books.Row(5, Acme, "2023-02", "工业", "是", "12元", "12万元") + Books.Row(6, Acme, "2023-03", "工业", "是", "1.2亿元", "1,200") + Books.Row(7, Acme, "2023-04", "工业", "是", "12美元", "12%");
        var job = await desk.RunAsync(Figures, Books.One(rows).ToArray(), ImportMode.GoodRows);
        Assert.Equal(["表一 7 E 当月营业收入 wrong-unit", "表一 7 F 当月研发费用（元） wrong-unit"], await desk.BadAsync(job));
        Assert.Equal(["120000 12", "12 120000", "120000000 1200"], [await BothAsync(desk, "2023-01"), await BothAsync(desk, "2023-02"), await BothAsync(desk, "2023-03")]);
    }

    [Fact]
    public async Task A_hidden_sheet_is_not_imported_and_named()
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.RunAsync(Figures, Books.Of([("明", "", Good), ("暗", "hidden", Books.Row(1, Columns) + Line(2, "2023-02", "1", "2")), ("更暗", "veryHidden", Books.Row(1, Columns) + Line(2, "2023-03", "1", "2"))]).ToArray());
        Assert.Equal((1L, 1), (job.Rows, await desk.CountAsync(Figures)));
        Assert.Equal(["隐藏的工作表「暗」未读取", "隐藏的工作表「更暗」未读取"], job.Notices.Where(n => n.Code == "hidden-sheet").Select(n => n.Zh));
    }

    [Fact]
    public async Task Macros_are_refused_as_a_part_and_as_a_type_of_file()
    {
        await RefusedAsync("macros", Books.Of([("表", "", Good)], more: [("xl/vbaProject.bin", "x")]));
        await RefusedAsync("macros", Books.With(Books.One(Good), "[Content_Types].xml", t => t.Replace("spreadsheetml.sheet.main+xml", "spreadsheetml.sheet.macroEnabled.main+xml", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("xl/media/image1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    public Task A_zip_bomb_is_refused(string part) => RefusedAsync("archive-bomb", Books.Of([("表", "", Good)], more: [(part, new string(' ', 150 << 20))]));

    [Theory]
    [InlineData("old.xls")]
    [InlineData("encrypted.xlsx")]
    public Task An_old_workbook_and_one_with_a_password_are_refused(string kind) =>
        RefusedAsync("sheet-type", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(kind == "old.xls" ? "Workbook" : "EncryptedPackage"), .. new byte[512]]);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("GB18030", false)]
    [InlineData("utf-16", true)]
    public async Task A_csv_says_the_same_in_each_encoding(string encoding, bool mark)
    {
        using var desk = await ImportDesk.OpenAsync();
        using var text = Books.Text($"{string.Join(',', Columns)}\r\n{Acme},2023年1月,工业,是,1万元,2\r\n", encoding);
        byte[] file = [.. mark ? Encoding.GetEncoding(encoding).GetPreamble() : [], .. text.ToArray()];
        Assert.Equal(ImportPhase.Done, (await desk.RunAsync(Figures, file)).Phase);
        Assert.Equal("10000 2", await BothAsync(desk, "2023-01"));
    }

    [Theory]
    [InlineData("", "sheet-no-header")]
    [InlineData("\uFEFF\r\n", "sheet-no-header")]
    [InlineData("统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入,当月研发费用\n", "import-no-rows")]
    [InlineData("月份,月份\n2023-01,2023-01\n", "sheet-double-header")]
    public Task A_file_without_anything_to_read_is_refused(string text, string code) => RefusedAsync(code, Encoding.UTF8.GetBytes(text));

    [Fact]
    public Task An_empty_workbook_is_refused() => RefusedAsync("sheet-no-header", Books.One(""));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fifty_megabytes_are_read_to_the_last_row(bool xlsx)
    {
        using var desk = await ImportDesk.OpenAsync();
        var file = xlsx ? Books.One(Books.Row(1, [.. Columns, "备注"]) + string.Concat(Enumerable.Range(0, 1100).Select(n => Books.Row(n + 2, [.. Cells(n), Convert.ToBase64String(RandomNumberGenerator.GetBytes(38 << 10))])))).ToArray()
            : Encoding.UTF8.GetBytes($"{string.Join(',', Columns)},备注\n{string.Concat(Enumerable.Range(0, 1100).Select(n => $"{string.Join(',', Cells(n))},{new string('x', 48 << 10)}\n"))}");
        Assert.InRange(file.Length, 50 << 20, SheetReader.MaxBytes);
        var job = await desk.RunAsync(Figures, file, ImportMode.DryRun);
        Assert.Equal((ImportPhase.Done, 1100L, 1099L, 1L), (job.Phase, job.Rows, job.New, job.Bad));
        Assert.EndsWith(" 1101 F 当月研发费用（元） out-of-range", Assert.Single(await desk.BadAsync(job)), StringComparison.Ordinal);
    }

    [Fact]
    public Task More_than_sixty_four_megabytes_are_refused() => RefusedAsync("sheet-too-large", new byte[(64 << 20) + 1]);

    /// <summary>A year's months of some enterprise; the last row is wrong.</summary>
    private static string[] Cells(int n) =>
        [Acme, string.Create(CultureInfo.InvariantCulture, $"{1900 + (n / 12)}-{1 + (n % 12):D2}"), "工业", "是", "1", n == 1099 ? "-1" : "1"];

    /// <param name="revenue">A number, or the XML within the cell.</param>
    private static string Line(int row, string month, string revenue, string rd, string type = "n")
    {
        var first = Books.Row(row, Acme, month, "工业", "是").Replace("</row>", "", StringComparison.Ordinal);
        string Cell(char column, string inner, string t) => $"<c r=\"{column}{row}\" t=\"{t}\">{(inner.StartsWith('<') ? inner : $"<v>{inner}</v>")}</c>";
        return $"{first}{Cell('E', revenue, "n")}{Cell('F', rd, type)}</row>";
    }

    private static Task RefusedAsync(string code, MemoryStream file) => RefusedAsync(code, file.ToArray());

    /// <summary>In the mode that would write whatever it can.</summary>
    private static async Task RefusedAsync(string code, byte[] file)
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.RunAsync(Figures, file, ImportMode.GoodRows);
        Assert.Equal((ImportPhase.Refused, code, 0L), (job.Phase, job.Why?.Code, job.New));
        Assert.All(new[] { job.Why!.Zh, job.Why.En }, Assert.NotEmpty);
        Assert.Equal(0, await desk.CountAsync(Figures));
    }

    private static async Task<string> BothAsync(ImportDesk desk, string month) => $"{await RevenueAsync(desk, month)} {await ValueAsync(desk, month, "figures.rd")}";

    private static Task<string?> RevenueAsync(ImportDesk desk, string month) => ValueAsync(desk, month, "figures.revenue");

    private static async Task<string?> ValueAsync(ImportDesk desk, string month, string path) =>
        await desk.RecordAsync(Figures, $"{Acme}/{month}") is { } record ? FormValues.At(record.Content, path)?.ToString() : null;
}
