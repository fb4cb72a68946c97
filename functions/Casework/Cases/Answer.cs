using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>What the desk answers to a command.</summary>
public abstract record Answer
{
    /// <param name="Version">The case's version after the command.</param>
    /// <param name="Events">Names of the events recorded; empty when it was already in effect.</param>
    public sealed record Done(CaseId Case, long Version, string State, IReadOnlyList<string> Events) : Answer;

    public sealed record Refused(Refusal Why) : Answer;

    private Answer() { }
}

/// <summary>A case as one person sees it.</summary>
/// <param name="Permitted">The commands this person may give now.</param>
/// <param name="DueAt">When time itself changes something next.</param>
public sealed record CaseView(CaseId Id, long Version, CaseState State, IReadOnlyList<string> Permitted, DateTimeOffset? DueAt);

/// <summary>One entry of a case's history.</summary>
/// <param name="Hash">Of the row; the next entry's <paramref name="Prev"/>.</param>
public sealed record HistoryEntry(long Version, string Prev, string Hash, string Operation, CaseEvent Event);
