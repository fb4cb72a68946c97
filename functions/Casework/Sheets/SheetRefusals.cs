using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Sheets;

public static class SheetRefusals
{
    public static Refusal TooLarge { get; } = Of("sheet-too-large", "表格文件超过 64 MB，请拆分后上传", "The file is larger than 64 MB; split it.");

    public static Refusal NotATable { get; } = Of(
        "sheet-type", "只接受 XLSX 或 CSV 表格（按内容识别），且不能设密码；请另存为不加密的 XLSX 后上传", "Only XLSX and CSV tables without a password are accepted (judged by content); save the table as XLSX and upload that.");

    public static Refusal Encoding { get; } = Of(
        "sheet-encoding", "CSV 文件的编码无法识别；请以 UTF-8 或 GB18030 保存后上传", "The encoding of the CSV file is not known; save it as UTF-8 or GB18030.");

    public static Refusal NoHeader { get; } = Of("sheet-no-header", "没有找到表头：表格中没有内容", "There is no header: the table is empty.");

    public static Refusal TooManyTexts { get; } = Of(
        "sheet-texts", "表格中的文字过多，请拆分后上传", "The table holds too much text; split it.");

    public static Refusal MergedHeader(string sheet, string area) => Of(
        "sheet-merged-header", $"工作表「{sheet}」的表头含合并单元格 {area}；请取消合并，每列只留一行表头", $"The header of sheet '{sheet}' has merged cells {area}; unmerge them, one header row with one name a column.");

    public static Refusal DoubleHeader(string sheet, string header) => Of(
        "sheet-double-header", $"工作表「{sheet}」有两列同名「{header}」；请改名或删去一列", $"Sheet '{sheet}' has two columns named '{header}'; rename or delete one.");

    public static Refusal TooManyColumns(string sheet, int most) => Of(
        "sheet-columns", $"工作表「{sheet}」超过 {most} 列", $"Sheet '{sheet}' has more than {most} columns.");

    /// <param name="row">From 1.</param>
    public static Refusal BrokenRow(int row) => Of(
        "sheet-row", string.Create(CultureInfo.InvariantCulture, $"第 {row} 行无法读取：引号未闭合或单元格过长"), string.Create(CultureInfo.InvariantCulture, $"Row {row} cannot be read: a quote is not closed, or a cell is too long."));

    private static Refusal Of(string code, string zh, string en) => new(RefusalKind.Unacceptable, code, zh, en);
}
