using System.Text;
using ProjectFlow.Casework.Sheets;

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

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(params object?[][] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
