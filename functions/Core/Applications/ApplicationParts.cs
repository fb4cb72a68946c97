using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>A deadline and how it was worked out (I17).</summary>
/// <param name="Before">The first moment that is too late.</param>
/// <param name="CalendarVersion">The calendar it was computed with; the calendar in force when it was set by hand.</param>
/// <param name="Provisional">No notice covered that year yet.</param>
public sealed record Deadline(DateTimeOffset Before, string CalendarVersion, bool Provisional)
{
    /// <summary>Null when a date was given instead of counted.</summary>
    public DayCount? Count { get; init; }

    /// <summary>Never later than this.</summary>
    public DateTimeOffset? Cap { get; init; }
}

/// <summary>A period, kept so that it can be counted again with a newer calendar.</summary>
public sealed record DayCount(DateOnly Start, int Days, CountingMode Mode, bool IncludeStartDay);

public sealed record ReturnCounts(int Guidance, int Formal, int External);

/// <summary>What was handed over at one moment.</summary>
/// <param name="LeaderKey">Stands for the project leader without naming one; null when the form has none.</param>
/// <param name="Asked">The fiscal funds asked for; null when the form does not ask.</param>
public sealed record Snapshot(string FormHash, IReadOnlyList<Document> Documents, DateTimeOffset At, string? LeaderKey = null, Money? Asked = null);

public sealed record CommentThread(string Id, string? Anchor, bool Blocking, bool Resolved, IReadOnlyList<Remark> Remarks);

public sealed record Remark(PersonId By, bool ByApplicant, DateTimeOffset At, string Text);

public sealed record RejectionProposal(PersonId By, string Reason, string Rule);

public sealed record DocumentCheck(string Slot, bool OriginalSeen, PersonId By, DateTimeOffset At);

public sealed record ScoreSheet(PersonId Expert, IReadOnlyDictionary<string, int> Scores, string? Opinion, DateTimeOffset At);

/// <param name="Rank">Null when the programme has no selection.</param>
/// <param name="By">The leader, or the officer whose formal check led straight to it.</param>
public sealed record Recommendation(int? Rank, string? Minutes, PersonId By, DateTimeOffset At);

/// <param name="Receipt">Hash of the receipt.</param>
public sealed record Forwarding(string Authority, string Channel, string ReceiptNo, DateOnly On, string Receipt);

/// <param name="Document">Hash of the notice.</param>
/// <param name="From">Only for the authority's publicity, as <paramref name="To"/>; both included.</param>
public sealed record ExternalPassage(ExternalStage Stage, DateOnly On, string Document, DateOnly? From = null, DateOnly? To = null);

/// <param name="Outcome">Null while open.</param>
public sealed record Objection(string Id, string Objector, string Contact, string Text, string? Document, DateTimeOffset At, ObjectionOutcome? Outcome = null, string? Reason = null, string? Reply = null);

/// <summary>A decision on the application.</summary>
/// <param name="Award">Null when rejected, or for a credential.</param>
public sealed record Verdict(bool Approved, string DocumentNo, string Document, Money? Award, string? ProjectNo, DateOnly? From, DateOnly? To, string? Reason, PersonId RecordedBy);

public sealed record WithdrawalRequest(string Reason, string Letter, PersonId By, DateTimeOffset At);

/// <param name="Old">What stood there before.</param>
public sealed record Correction(string Fact, string? Old, string Value, string Reason, string Document, PersonId ProposedBy);

/// <param name="Kind">Such as <c>submit-7d</c>; see <see cref="ApplicationTimetable"/>.</param>
/// <param name="DueAt">The moment it was due, which may be before it was raised.</param>
public sealed record Reminder(string Kind, DateTimeOffset DueAt);
