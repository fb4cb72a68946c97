using System.Globalization;
using System.Text;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Casework.Tests.Sheets;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests.Importing;

public sealed class ImportTests
{
    private const string Acme = "91320381DEMA00013G";
    private const string Header = "统一社会信用代码,月份,统计类别,当月规模以上,当月营业收入（万元）,当月研发费用（元）";

    [Fact]
    public async Task Monthly_figures_come_in_with_their_units_and_a_second_time_add_nothing()
    {
        using var desk = await ImportDesk.OpenAsync();
        var first = await desk.RunAsync("monthly-figures", $"{Header}\n{Acme},2023年1月,工业,是,１００,\"12,345.60\"\n{Acme},2023/2,industrial,yes,0.5亿元,1.2万元\n");
        Assert.Equal((ImportPhase.Done, 2L, 2L, 0L), (first.Phase, first.Rows, first.New, first.Bad));
        var january = await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01");
        Assert.Equal($$$"""{"figures":{"uscc":"{{{Acme}}}","month":"2023-01","kind":"industrial","aboveScale":true,"revenue":1000000,"rd":12345.6}}""", Encoding.UTF8.GetString(january!.Content.Utf8.Span));
        Assert.Equal("import:figures.csv", january.Source);
        Assert.Equal("50000000", FormValues.At((await desk.RecordAsync("monthly-figures", $"{Acme}/2023-02"))!.Content, "figures.revenue").ToString());

        var second = await desk.RunAsync("monthly-figures", $"{Header}\n{Acme},2023年1月,工业,是,１００,\"12,345.60\"\n{Acme},2023/2,industrial,yes,0.5亿元,1.2万元\n");
        Assert.Equal((0L, 0L, 2L), (second.New, second.Changed, second.Same));
    }

    [Fact]
    public async Task Every_bad_row_is_named_by_sheet_row_column_and_reason()
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.RunAsync("monthly-figures", $"{Header}\n{Acme},2023-01,工业,是,1,2\n{Acme},2023-13,工业,是,1,2\nIOSVZ,2023-03,工业,是,1,二\n{Acme},2023-01,工业,否,1,2\n{Acme},2023-05,农业,是,,2\n", ImportMode.DryRun);
        Assert.Equal((ImportPhase.Done, 5L, 1L, 4L), (job.Phase, job.Handled, job.New, job.Bad));
        Assert.Equal(
        [
            "CSV 3 B 月份 not-a-month", "CSV 4 F 当月研发费用（元） not-a-number", "CSV 4 A 统一社会信用代码 bad-credit-code", "CSV 5 A 统一社会信用代码 double-key",
            "CSV 6 C 统计类别 not-an-option", "CSV 6 E 当月营业收入（万元） required",
        ], await desk.BadAsync(job));
        Assert.Null(await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01"));
    }

    [Fact]
    public async Task All_or_nothing_writes_nothing_for_one_bad_row_and_good_rows_writes_the_rest()
    {
        using var desk = await ImportDesk.OpenAsync();
        var file = $"{Header}\n{Acme},2023-01,工业,是,1,2\n{Acme},2023-02,工业,是,1,-2\n";
        var nothing = await desk.RunAsync("monthly-figures", file);
        Assert.Equal((ImportPhase.Refused, "import-bad-rows"), (nothing.Phase, nothing.Why!.Code));
        Assert.Equal(["CSV 3 F 当月研发费用（元） out-of-range"], await desk.BadAsync(nothing));
        Assert.Null(await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01"));

        var good = await desk.RunAsync("monthly-figures", file, ImportMode.GoodRows);
        Assert.Equal((ImportPhase.Done, 1L, 1L), (good.Phase, good.New, good.Bad));
        Assert.NotNull(await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01"));
        Assert.Null(await desk.RecordAsync("monthly-figures", $"{Acme}/2023-02"));
    }

    [Fact]
    public async Task A_file_that_breaks_off_at_its_end_is_not_half_imported()
    {
        using var desk = await ImportDesk.OpenAsync();
        var text = $"{Header}\n{Acme},2023-01,工业,是,1,2\n\"{Acme},2023-02\n{new string('x', 1 << 20)}\n{new string('y', 1 << 20)}";
        var job = await desk.RunAsync("monthly-figures", text, ImportMode.GoodRows);
        Assert.Equal((ImportPhase.Refused, "sheet-row"), (job.Phase, job.Why!.Code));
        Assert.Null(await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01"));
    }

    [Fact]
    public async Task What_the_file_has_no_column_for_stays_and_a_blank_cell_empties_its_field()
    {
        using var desk = await ImportDesk.OpenAsync();
        var full = """{"enterprise":{"uscc":"91320381DEMA00013G","name":"示范","town":"草桥镇","contact":"王","phone":"13800138000"},"size":{"aboveScale":true,"industrial":true,"service":false},"qualifications":{"held":[{"name":"专精特新"}]}}""";
        Done(await desk.Registers.PutAsync("enterprises", Json(full), null, Officer, Monday, OperationId.Parse("put-enterprise"), null, Ct));
        var job = await desk.RunAsync("enterprises", $"信用代码,企业名称,所属镇街,规上,工业企业,科技服务业企业,联系人\n{Acme},示范,草桥镇,是,是,否,\n");
        Assert.Equal((ImportPhase.Done, 1L), (job.Phase, job.Changed));
        var content = (await desk.RecordAsync("enterprises", Acme))!.Content;
        Assert.Null(FormValues.At(content, "enterprise.contact"));
        Assert.Equal("13800138000", FormValues.At(content, "enterprise.phone").ToString());
        Assert.Equal("专精特新", FormValues.At(content, "qualifications.held")!.Value[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_row_changed_back_by_hand_is_imported_again()
    {
        using var desk = await ImportDesk.OpenAsync();
        var file = $"{Header}\n{Acme},2023-01,工业,是,1,2\n";
        await desk.RunAsync("monthly-figures", file);
        Done(await desk.Registers.PutAsync("monthly-figures", Figure("2023-01", "7"), null, Officer, Monday, OperationId.Parse("by-hand-1"), null, Ct));
        Assert.Equal((1L, 0L), await desk.RunAsync("monthly-figures", file) is var again ? (again.Changed, again.Same) : default);
        Assert.Equal("2", FormValues.At((await desk.RecordAsync("monthly-figures", $"{Acme}/2023-01"))!.Content, "figures.rd").ToString());
    }

    [Fact]
    public async Task An_import_is_taken_on_by_one_alone_until_nothing_is_heard_of_them()
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.AskAsync("monthly-figures", Header + $"\n{Acme},2023-01,工业,是,1,2\n", ImportMode.GoodRows, Officer);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Store.TakeAsync(job.Id, Monday, Ct)));
        Assert.Single(taken.OfType<ImportJob>());
        Assert.Null(await desk.Store.TakeAsync(job.Id, Monday.AddSeconds(29), Ct));
        await desk.Runner.TakeOnAsync(job.Id, () => Monday.AddSeconds(30), Ct);
        Assert.Equal(ImportPhase.Done, (await desk.Store.FindAsync(job.Id, Ct))!.Phase);
        Assert.Null(await desk.Store.TakeAsync(job.Id, Monday.AddDays(1), Ct));
    }

    [Fact]
    public async Task An_import_cut_off_goes_on_and_doubles_nothing()
    {
        var failing = new BreakingRows { After = 60 };
        using var desk = await ImportDesk.OpenAsync(rows => failing.Around(rows));
        var file = Header + "\n" + string.Concat(Enumerable.Range(1, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Acme},{2000 + (i / 12)}-{1 + (i % 12):D2},工业,是,{i},2\n")));
        var job = await desk.AskAsync("monthly-figures", file, ImportMode.GoodRows, Officer);
        failing.Armed = true;
        await Assert.ThrowsAnyAsync<Exception>(() => desk.Runner.RunAsync(job, () => Monday, Ct));
        failing.Armed = false;
        Assert.Empty(await desk.Store.OpenAsync(Monday.AddSeconds(29), Ct));
        Assert.Equal([job.Id], await desk.Store.OpenAsync(Monday.AddSeconds(30), Ct));

        var over = await desk.Runner.RunAsync((await desk.Store.FindAsync(job.Id, Ct))!, () => Monday, Ct);
        Assert.Equal((ImportPhase.Done, 100L, 0L), (over.Phase, over.New + over.Same, over.Bad));
        Assert.True(over.Same >= 1);
        Assert.Empty(await desk.Store.OpenAsync(Monday.AddDays(1), Ct));
        Assert.Equal((0L, 100L), await desk.RunAsync("monthly-figures", file, ImportMode.GoodRows) is var again ? (again.New + again.Changed, again.Same) : default);
    }

    [Fact]
    public async Task An_applicant_imports_their_own_figures_and_nobody_elses()
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.RunAsync("monthly-figures", $"{Header}\n{Acme},2023-01,工业,是,1,2\n91320381DEMA00022B,2023-01,工业,是,1,2\n", ImportMode.GoodRows, Editor);
        Assert.Equal((1L, 1L), (job.New, job.Bad));
        Assert.Equal(["CSV 3   not-found"], await desk.BadAsync(job));
        Assert.Equal("role-forbidden", desk.Imports.RefusalOf("enterprises", Editor)!.Code);
        Assert.Equal("not-found", desk.Imports.RefusalOf("staff", Editor)!.Code);
        Assert.Null(desk.Imports.RefusalOf("monthly-figures", Editor));
    }

    [Fact]
    public async Task A_required_column_that_is_not_there_is_told()
    {
        using var desk = await ImportDesk.OpenAsync();
        var job = await desk.RunAsync("monthly-figures", $"统一社会信用代码,月份\n{Acme},2023-01\n");
        Assert.Equal((ImportPhase.Refused, "import-missing-columns"), (job.Phase, job.Why!.Code));
        Assert.Equal(["figures.kind", "figures.aboveScale", "figures.revenue", "figures.rd"], job.Why.Problems.Select(p => p.Path));
        Assert.Equal("import-no-columns", (await desk.RunAsync("monthly-figures", "天,地\n1,2\n")).Why!.Code);
        Assert.Equal("import-no-rows", (await desk.RunAsync("monthly-figures", Header + "\n")).Why!.Code);
        Assert.Equal("import-double-column", (await desk.RunAsync("monthly-figures", $"{Header},研发费用\n{Acme},2023-01,工业,是,1,2,3\n")).Why!.Code);
    }

    [Fact]
    public async Task Columns_chosen_once_are_proposed_the_next_time()
    {
        using var desk = await ImportDesk.OpenAsync();
        var strange = $"代码,何月,统计类别,当月规模以上,进账（万元）,花费\n{Acme},2023-01,工业,是,1,2\n";
        Assert.Equal("import-missing-columns", (await desk.RunAsync("monthly-figures", strange)).Why!.Code);
        var proposed = Assert.Single(await desk.Imports.ProposeAsync("monthly-figures", await desk.StoreAsync(strange), Ct));
        Assert.Equal(["", "", "figures.kind", "figures.aboveScale", "", ""], proposed.Columns.Select(c => c.Path));

        var chosen = new Dictionary<string, string> { ["代码"] = "figures.uscc", ["何月"] = "figures.month", ["进账（万元）"] = "figures.revenue", ["花费"] = "figures.rd" };
        Assert.Equal("import-unknown-field", (await desk.Imports.RememberAsync("monthly-figures", proposed.HeaderSet, new Dictionary<string, string> { ["代码"] = "figures.tax" }, Ct))!.Code);
        Assert.Null(await desk.Imports.RememberAsync("monthly-figures", proposed.HeaderSet, chosen, Ct));
        var job = await desk.RunAsync("monthly-figures", strange.Replace("2023-01", "2023-02", StringComparison.Ordinal));
        Assert.Equal((ImportPhase.Done, 1L), (job.Phase, job.New));
        Assert.Equal("10000", FormValues.At((await desk.RecordAsync("monthly-figures", $"{Acme}/2023-02"))!.Content, "figures.revenue").ToString());
    }

    [Fact]
    public async Task A_workbook_with_a_unit_line_titles_notes_and_hidden_sheets_is_read_right()
    {
        using var desk = await ImportDesk.OpenAsync();
        string[] columns = ["统一社会信用代码", "月份", "统计类别", "当月规模以上", "当月营业收入", "当月研发费用（元）", "备注"];
        var rows = Books.Row(1, "新沂市企业月度数据") + Books.Row(2, "单位：万元") + Books.Row(3, columns)
            + $"<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>{Acme}</t></is></c><c r=\"B4\" s=\"1\"><v>44986</v></c><c r=\"C4\" t=\"inlineStr\"><is><t>工业</t></is></c><c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\"><f>1+1</f><v>2</v></c><c r=\"F4\"><v>3.5</v></c></row>";
        var job = await desk.RunAsync("monthly-figures", Books.Of([("数据", "", rows), ("说明", "", Books.Row(1, "填表人", "日期")), ("底稿", "hidden", Books.Row(1, columns))]).ToArray());
        Assert.Equal((ImportPhase.Done, 1L), (job.Phase, job.New));
        Assert.Equal(["column-left-out", "hidden-sheet", "sheet-left-out", "title-rows"], job.Notices.Select(n => n.Code).Order(StringComparer.Ordinal));
        Assert.Equal($$$"""{"figures":{"uscc":"{{{Acme}}}","month":"2023-03","kind":"industrial","aboveScale":true,"revenue":20000,"rd":3.5}}""", Encoding.UTF8.GetString((await desk.RecordAsync("monthly-figures", $"{Acme}/2023-03"))!.Content.Utf8.Span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_exported_is_imported_again_and_changes_nothing(bool xlsx)
    {
        using var desk = await ImportDesk.OpenAsync();
        await desk.RunAsync("monthly-figures", $"{Header}\n{Acme},2023-01,工业,是,1,2.5\n91320381DEMA00022B,2023-02,其他,否,0.0001,0\n");
        Done(await desk.Registers.PutAsync("rd-institutions", Institution("=研发中心"), null, Officer, Monday, OperationId.Parse("institution-1"), null, Ct));
        await desk.SweepAsync();
        foreach (var (register, lines) in new[] { (Figures, 2L), (Institutions, 1L) })
        {
            using var file = new MemoryStream();
            await desk.Sheets.WriteAsync(file, register, RecordProjection.Whole(register.Ref.Id, null), xlsx, Officer, Monday, Ct);
            var job = await desk.RunAsync(register.Ref.Id, file.ToArray());
            Assert.Equal((ImportPhase.Done, lines, lines, (string?)null), (job.Phase, job.Rows, job.Same, job.Why?.En));
        }
    }

    [Fact]
    public async Task Every_registers_template_has_all_its_columns_and_nothing_else_is_missing()
    {
        using var desk = await ImportDesk.OpenAsync();
        foreach (var register in All)
        {
            using var file = new MemoryStream();
            await RegisterSheets.WriteTemplateAsync(file, register, Ct);
            var sheets = await desk.Imports.ProposeAsync(register.Ref.Id, await desk.StoreAsync(file.ToArray()), Ct);
            Assert.Equal(ImportField.Of(register.Form).Select(f => f.Path), sheets[0].Columns.Select(c => c.Path));
            Assert.All(sheets[1].Columns, c => Assert.Equal("", c.Path));
        }
    }

    /// <summary>A store that fails for good after some commits, as when a disk is full or a server is killed.</summary>
    private sealed class BreakingRows
    {
        private int commits;

        public int After { get; init; }

        public bool Armed { get; set; }

        public IRows Around(IRows rows) => new Breaking(this, rows);

        private sealed class Breaking(BreakingRows how, IRows rows) : IRows
        {
            public Task<IReadOnlyDictionary<string, StoredRow>> FindAsync(string partition, IReadOnlyCollection<string> keys, CancellationToken ct) => rows.FindAsync(partition, keys, ct);

            public Task<IReadOnlyList<StoredRow>> RangeAsync(string partition, string from, string to, int max, CancellationToken ct) => rows.RangeAsync(partition, from, to, max, ct);

            public Task<CommitResult> CommitAsync(string partition, IReadOnlyList<Write> writes, string operation, CancellationToken ct) =>
                how.Armed && Interlocked.Increment(ref how.commits) > how.After ? throw new StorageUnavailableException("disk full") : rows.CommitAsync(partition, writes, operation, ct);

            public Task<IReadOnlyList<DueRow>> DueAsync(DateTimeOffset until, int max, CancellationToken ct) => rows.DueAsync(until, max, ct);
        }
    }
}
