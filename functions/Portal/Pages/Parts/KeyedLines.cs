using System.Runtime.CompilerServices;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Portal.Pages.Parts;

/// <summary>Records whose key begins with one part, from a list in the order of keys.</summary>
internal static class KeyedLines
{
    /// <param name="first">The first part of the key, as the key has it.</param>
    public static async IAsyncEnumerable<CaseLine> OfAsync(CaseLists lists, string list, string first, [EnumeratorCancellation] CancellationToken ct)
    {
        // Rows write some signs otherwise than the key does; what comes before the first of those finds the place.
        var begin = string.Concat(first.TakeWhile(c => char.IsLetterOrDigit(c) || c is '-' or '_'));
        for (var after = begin; after is not null;)
        {
            var page = await lists.PageAsync(list, after, CaseLists.MaxPage, ct);
            foreach (var line in page.Lines.Where(l => l.Number?.StartsWith(first + "/", StringComparison.Ordinal) == true))
            {
                yield return line;
            }

            after = page.Lines.Count > 0 && page.Lines[^1].Number?.StartsWith(begin, StringComparison.Ordinal) == true ? page.Next : null;
        }
    }
}
