namespace ProjectFlow.Casework.Sheets;

/// <summary>A sheet before anybody knows where its header is.</summary>
/// <param name="Merged">Areas of merged cells.</param>
/// <param name="Read">Reads the rows anew each time; rows without content are left out.</param>
internal sealed record RawSheet(string Name, IReadOnlyList<MergedArea> Merged, Func<IEnumerable<RawRow>> Read);

internal sealed record RawRow(int Number, IReadOnlyList<RawCell> Cells);

/// <param name="Column">From 1.</param>
internal readonly record struct RawCell(int Column, string Text, SheetCellKind Kind);

/// <param name="Reference">Such as <c>B3:D3</c>.</param>
/// <param name="Column">The first, from 1; it holds the content.</param>
internal sealed record MergedArea(string Reference, int FirstRow, int LastRow, int Column);

internal static class ColumnName
{
    /// <returns>The number of a reference such as <c>AB12</c>, from 1; 0 when it has no letters.</returns>
    public static int Number(string reference) => reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (n, c) => (n * 26) + char.ToUpperInvariant(c) - 'A' + 1);

    public static int Row(string reference) => int.TryParse(reference.AsSpan(reference.TakeWhile(char.IsAsciiLetter).Count()), out var row) ? row : 0;

    public static string Of(int number)
    {
        var name = "";
        for (; number > 0; number = (number - 1) / 26)
        {
            name = (char)('A' + ((number - 1) % 26)) + name;
        }

        return name;
    }
}
