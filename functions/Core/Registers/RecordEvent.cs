using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Registers;

/// <summary>What happened to a record. An event that brings content brings what the register read from it, so that history needs no register.</summary>
public abstract record RecordEvent : CaseEvent
{
    /// <summary>Put for the first time, or again after it was removed.</summary>
    /// <param name="State">The state it begins in.</param>
    public sealed record Entered(CaseId Case, RegisterRef Register, string Key, FormContent Content, RecordFace Face, string State, string? Source) : RecordEvent;

    public sealed record Changed(RegisterRef Register, FormContent Content, RecordFace Face, string? Source) : RecordEvent;

    /// <param name="Content">The whole content after the move; null when the move brought none.</param>
    public sealed record Moved(string Move, string To, DateOnly On, string? Reason, FormContent? Content, RecordFace Face) : RecordEvent;

    public sealed record Removed(string Reason, IReadOnlyList<RecordTarget> Lost) : RecordEvent;

    /// <param name="Case">This record, when it is known only by what points at it.</param>
    public sealed record Linked(CaseId Case, RegisterRef To, string Key, string Register, CaseId Record) : RecordEvent;

    public sealed record Unlinked(string Register, CaseId Record) : RecordEvent;

    /// <summary>The closing day was put off.</summary>
    public sealed record Resealed(DateTimeOffset Until) : RecordEvent;

    /// <summary>The closing day has passed: the content is open to its readers.</summary>
    public sealed record Unsealed : RecordEvent;

    public sealed record RetentionEnded(DateOnly On) : RecordEvent;

    private RecordEvent() { }
}

/// <summary>What the register reads from a record's content.</summary>
/// <param name="On">The day the first state was entered.</param>
/// <param name="PointsAt">The links that count in the state after the event.</param>
public sealed record RecordFace(string Title, OrgId? Org, string? Area, DateOnly On, DateTimeOffset? SealedUntil, IReadOnlyList<RecordTarget> PointsAt)
{
    /// <summary>Targets this event adds.</summary>
    public IReadOnlyList<RecordTarget> Gained { get; init; } = [];

    /// <summary>Targets this event leaves.</summary>
    public IReadOnlyList<RecordTarget> Lost { get; init; } = [];
}
