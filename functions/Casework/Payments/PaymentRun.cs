using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Payments;

/// <summary>Many payments moved one step, asked for at once; each is a command of its own, and each has its own answer.</summary>
/// <param name="Id">The operation of the form: sent twice it is the same run.</param>
/// <param name="At">When it was asked for; every command carries this time.</param>
/// <param name="View">The list of the payment desk they were chosen from.</param>
public sealed record PaymentRun(string Id, PersonId By, DateTimeOffset At, string View, IReadOnlyList<RunLine> Lines)
{
    /// <summary>Lines of a run, inclusive.</summary>
    public const int Most = 200;

    /// <summary>Null while lines are still to be given.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <param name="Item">What the line is about: an instalment's number or a payment's id.</param>
public sealed record RunLine(CaseId Case, string Item, Money Amount, CaseCommand Command);

/// <summary>What the desk answered.</summary>
/// <param name="Why">Null when the command was accepted.</param>
public sealed record RunAnswer(string Title, Refusal? Why);

/// <param name="Answers">By the line's place; those still to be given are not there.</param>
public sealed record FoundRun(PaymentRun Run, IReadOnlyDictionary<int, RunAnswer> Answers);
