using System.Text;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Ledger;

namespace ProjectFlow.Casework.Tests.Sheets;

public sealed class Writing
{
    private static readonly string[] Header = ["名称", "金额", "日期"];

    [Fact]
    public async Task A_csv_has_a_mark_and_no_formulas()
    {
        using var file = new MemoryStream();
        await SheetWriter.WriteCsvAsync(file, Header, Rows(["=1+1", 12.5m, new DateOnly(2023, 3, 1)], ["甲,\"乙\"", null, null], ["+86", -3m, null], ["@x", 0m, null]), Bureau.Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        Assert.Equal("名称,金额,日期\r\n'=1+1,12.5,2023-03-01\r\n\"甲,\"\"乙\"\"\",,\r\n'+86,-3,\r\n'@x,0,\r\n", Encoding.UTF8.GetString(file.ToArray()[3..]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("$=SUM(1)")]
    [InlineData("+86")]
    [InlineData("@x")]
    public async Task A_workbook_gives_back_what_went_in_as_text(string text)
    {
        using var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(file, "企业/名录", Header, Rows([text, 12.5m, new DateOnly(2023, 3, 1)]), Bureau.Ct);
        var row = Assert.Single(await Books.ReadAsync(file));
        Assert.Equal("企业_名录", row.Sheet);
        Assert.Equal([(text, SheetCellKind.Text), ("12.5", SheetCellKind.Number), ("2023-03-01", SheetCellKind.Date)], row.Cells.Select(c => (c.Text!, c.Kind)));
    }

    [Fact]
    public async Task Sheets_whose_names_are_alike_once_they_are_cut_are_told_apart()
    {
        var name = new string('长', 31);
        string[] names = [name + "甲", name + "乙", name, "RD01", "rd01", "汇总表", "汇总表"];
        Assert.Equal([name, $"{name[..26]} 2", $"{name[..26]} 3", "RD01", "rd01 2", "汇总表", "汇总表 2"], await WrittenAsync(names));
    }

    [Theory]
    [InlineData("研发/2023:[甲]*?\\", "研发_2023__甲____")]
    [InlineData("'RD01'", "RD01")]
    [InlineData("A\u0001B", "A_B")]
    [InlineData("123456789012345678901234567890\U00020000", "123456789012345678901234567890")]
    [InlineData("123456789012345678901234567890''", "123456789012345678901234567890")]
    [InlineData(" ", "_")]
    [InlineData("", "_")]
    public async Task A_name_that_excel_refuses_is_written_so_that_it_does_not(string name, string written) => Assert.Equal([written], await WrittenAsync(name));

    /// <summary>The names of the sheets, each with its own row.</summary>
    private static async Task<IEnumerable<string>> WrittenAsync(params string[] names)
    {
        using var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(file, [.. names.Select((_, i) => new LedgerSheet(names[i], [], ["甲", "乙"], [[i, names.Length]]))], Bureau.Ct);
        var rows = await Books.ReadAsync(file);
        Assert.Equal(Enumerable.Range(0, names.Length), rows.Select(r => int.Parse(r.Cells[0].Text!, System.Globalization.CultureInfo.InvariantCulture)));
        return rows.Select(r => r.Sheet);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(params object?[][] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
