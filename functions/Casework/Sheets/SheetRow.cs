using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Sheets;

/// <summary>One row under a header.</summary>
/// <param name="Number">In the sheet, from 1.</param>
/// <param name="Cells">One for each column of the header, in its order, and one more for each filled cell without a header.</param>
public sealed record SheetRow(string Sheet, int Number, IReadOnlyList<SheetCell> Cells);

/// <param name="Column">As the spreadsheet calls it, such as <c>B</c>.</param>
/// <param name="Header">As written; empty for a cell beside the header.</param>
/// <param name="Text">Trimmed; numbers with a point and without separators, days as <c>yyyy-MM-dd</c>, flags as <c>true</c>; null when empty.</param>
public sealed record SheetCell(string Column, string Header, string? Text, SheetCellKind Kind);

public enum SheetCellKind
{
    Empty,
    Text,
    Number,
    Date,
    Flag,

    /// <summary>An error of the spreadsheet, or a formula that was saved without its result.</summary>
    Error,
}

/// <summary>Where a sheet's header is.</summary>
/// <param name="Row">From 1.</param>
/// <param name="Unit">From a line such as <c>单位：万元</c> above the header; null when there is none.</param>
public sealed record SheetHead(string Sheet, int Row, IReadOnlyList<SheetColumn> Columns, string? Unit);

public sealed record SheetColumn(string Column, string Header);

/// <summary>Something read past that people should know of.</summary>
public sealed record SheetNotice(string Code, string Zh, string En);

/// <summary>The file cannot be read as a table; nothing of it was taken.</summary>
public sealed class SheetRefusedException(Refusal why) : Exception(why.En)
{
    public Refusal Why { get; } = why;
}
