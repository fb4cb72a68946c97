using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Applications;

/// <summary>An application 申报件 from draft to decision.</summary>
public sealed record Application : ProgrammeCase
{
    public required string Title { get; init; }

    public required Stage Stage { get; init; }

    /// <summary><c>320381-prog-yyyy-nnnn</c>, issued at submission; unique per programme and year, never reused (I18).</summary>
    public string? Number { get; init; }

    /// <summary>Year of the round; for a rolling one that of the draft, then of submission.</summary>
    public required int Year { get; init; }

    /// <summary>Town or park of the lead organisation.</summary>
    public string? Area { get; init; }

    public IReadOnlyList<Participant> Partners { get; init; } = [];

    /// <summary>Hash of the form content as last saved.</summary>
    public string? FormHash { get; init; }

    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Frozen versions of form and documents, one for each time the applicant handed over (I14).</summary>
    public IReadOnlyList<Snapshot> Snapshots { get; init; } = [];

    public IReadOnlyList<CommentThread> Threads { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present stage was entered.</summary>
    public DateTimeOffset StageSince { get; init; }

    /// <summary>First formal submission.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Moved submit deadline of this case alone (exclusive); null = that of the round.</summary>
    public DateTimeOffset? SubmitBefore { get; init; }

    /// <summary>How often it was returned, by origin.</summary>
    public ReturnCounts Rounds { get; init; } = new(0, 0, 0);

    /// <summary>The officer in charge.</summary>
    public PersonId? Officer { get; init; }

    /// <summary>Who passed guidance.</summary>
    public PersonId? GuidanceReviewer { get; init; }

    /// <summary>Who passed the formal check.</summary>
    public PersonId? FormalReviewer { get; init; }

    public RejectionProposal? RejectionProposal { get; init; }

    public IReadOnlyList<DocumentCheck> Verified { get; init; } = [];

    public IReadOnlyList<PersonId> Experts { get; init; } = [];

    /// <summary>Sealed for everyone but their author until all are in or the scoring deadline has passed.</summary>
    public IReadOnlyList<ScoreSheet> Scores { get; init; } = [];

    public Recommendation? Recommendation { get; init; }

    /// <summary>When, as recorded by us, the case first went up; decides whether it counts as forwarded.</summary>
    public Forwarding? Forwarding { get; init; }

    /// <summary>Stages recorded at the authority, in the order recorded.</summary>
    public IReadOnlyList<ExternalPassage> Passages { get; init; } = [];

    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>Recorded, waiting for the second person.</summary>
    public Verdict? PendingVerdict { get; init; }

    /// <summary>The confirmed decision.</summary>
    public Verdict? Verdict { get; init; }

    public WithdrawalRequest? WithdrawalRequest { get; init; }

    public Correction? PendingCorrection { get; init; }

    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>The last reminder raised of each series.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    [JsonIgnore]
    public override string StateName => Stage.Name;

    /// <summary>Every organisation of the case, the lead first.</summary>
    [JsonIgnore]
    public IEnumerable<OrgId> Participants => Partners.Select(p => p.Org).Prepend(Org);

    [JsonIgnore]
    public bool HasOpenObjection => Objections.Any(o => o.Outcome is null);
}
