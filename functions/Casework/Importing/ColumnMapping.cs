using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Sheets;

namespace ProjectFlow.Casework.Importing;

/// <summary>Which column fills which field.</summary>
public static class ColumnMapping
{
    /// <summary>Stands for a column that is to be left out.</summary>
    public const string Ignored = "";

    /// <summary>
    /// For each header the path of its field, as far as it is clear. What the person chose comes before what was remembered, and
    /// that before the names of the fields.
    /// </summary>
    /// <param name="chosen">By header as written; a path, or <see cref="Ignored"/>.</param>
    public static IReadOnlyDictionary<string, string> Propose(IReadOnlyList<ImportField> fields, IEnumerable<string> headers, IReadOnlyDictionary<string, string> chosen)
    {
        var known = chosen.GroupBy(c => HeaderNames.Plain(c.Key)).ToDictionary(g => g.Key, g => g.Last().Value);
        var found = new Dictionary<string, string>();
        foreach (var header in headers)
        {
            if ((known.TryGetValue(HeaderNames.Plain(header), out var path) ? path : ByName(fields, header)) is { } of)
            {
                found[header] = of;
            }
        }

        return found;
    }

    /// <summary>The same columns in any order are the same set.</summary>
    public static string HashOf(IEnumerable<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(HeaderNames.Plain).Order(StringComparer.Ordinal)))))[..32];

    internal static IReadOnlyList<string> HeadersOf(SheetHead head) => [.. head.Columns.Select(c => c.Header)];

    private static string? ByName(IReadOnlyList<ImportField> fields, string header) =>
        Only(fields, f => HeaderNames.Strong(f).Contains(HeaderNames.Plain(header)))
        ?? Only(fields, f => HeaderNames.Strong(f).Contains(HeaderNames.Bare(header)))
        ?? Only(fields, f => HeaderNames.Weak(f).Contains(HeaderNames.Bare(header)));

    /// <summary>Two fields that a header could mean are none.</summary>
    private static string? Only(IEnumerable<ImportField> fields, Func<ImportField, bool> fits) => fields.Where(fits).Take(2).ToList() is [var one] ? one.Path : null;
}
