using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Lists;

/// <summary>
/// Where the lines of lists stand: all in one partition, so that a case changes its lines in all lists by one batch. A key is
/// the list's name, a separator no name holds, and the line's key within the list.
/// </summary>
public static class ListRows
{
    public const string Partition = "lists";

    private const char Separator = '\u241F';

    /// <param name="key">Within the list.</param>
    public static string KeyOf(string list, string key) => $"{list}{Separator}{key}";

    /// <summary>Whether there can be a list of this name.</summary>
    public static bool IsName(string list) => RowLimits.IsKey(list) && !list.Contains(Separator, StringComparison.Ordinal);

    /// <param name="from">Key within the list, inclusive; <c>!</c> = from the beginning.</param>
    /// <returns>With their keys within the list.</returns>
    public static async Task<IReadOnlyList<StoredRow>> LinesAsync(this IRows rows, string list, string from, int max, CancellationToken ct)
    {
        var found = await rows.RangeAsync(Partition, KeyOf(list, from), KeyOf(list, "\uffff"), max, ct);
        return [.. found.Select(r => r with { Row = r.Row with { Key = r.Key[(list.Length + 1)..] } })];
    }
}
