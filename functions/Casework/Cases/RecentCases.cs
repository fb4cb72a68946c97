using System.Collections.Concurrent;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>
/// The cases just written here, as they stood then: somebody who fills in a form saves it every few seconds. What is
/// remembered may be out of date, so it may only lead to a commit, which finds that out; never to a refusal.
/// </summary>
internal sealed class RecentCases
{
    private const int Most = 200;

    private readonly ConcurrentDictionary<CaseId, LoadedCase> recent = new();

    /// <summary>Takes it out: after a refusal, a conflict or a failure it is not there again.</summary>
    public LoadedCase? Take(CaseId id) => recent.TryRemove(id, out var found) ? found : null;

    /// <param name="rowVersion">Of the state row as just written.</param>
    public void Keep(CaseId id, StoredState after, string rowVersion)
    {
        if (recent.Count >= Most)
        {
            recent.Clear();
        }

        recent[id] = new(after, rowVersion, Earlier: null, Form: null);
    }
}
