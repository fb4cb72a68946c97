using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Cases;

/// <summary>A row of a case does not hold what its key promises: damaged, swapped, or written by a newer release.</summary>
/// <param name="key">The row's key in the case's partition; of a list's line <c>list:</c> and the list.</param>
/// <param name="reason">What is wrong with it, without what it says.</param>
public sealed class UnreadableCaseException(CaseId of, string key, string reason, Exception? inner = null) : Exception($"Row '{key}' of case {of} cannot be read: {reason}", inner)
{
    public CaseId Case => of;

    public string Key => key;

    public string Reason => reason;
}
