using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Applications;

/// <summary>An application 申报件 from draft to decision.</summary>
public sealed record Application : CaseState
{
    public required string Title { get; init; }

    public required Stage Stage { get; init; }

    /// <summary><c>320381-prog-yyyy-nnnn</c>, issued at submission; unique per programme and year, never reused (I18).</summary>
    public string? Number { get; init; }

    /// <summary>Year of the round, or of submission for a rolling one.</summary>
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

    [JsonIgnore]
    public override string StateName => Stage.Name;
}

/// <summary>The twelve states of domain.md §3.1, each with what only it knows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(Draft), "Draft")]
[JsonDerivedType(typeof(GuidanceReview), "GuidanceReview")]
[JsonDerivedType(typeof(Returned), "Returned")]
[JsonDerivedType(typeof(ReadyToSubmit), "ReadyToSubmit")]
[JsonDerivedType(typeof(FormalReview), "FormalReview")]
[JsonDerivedType(typeof(Selection), "Selection")]
[JsonDerivedType(typeof(External), "External")]
[JsonDerivedType(typeof(Publicity), "Publicity")]
[JsonDerivedType(typeof(Approved), "Approved")]
[JsonDerivedType(typeof(Rejected), "Rejected")]
[JsonDerivedType(typeof(Withdrawn), "Withdrawn")]
[JsonDerivedType(typeof(Lapsed), "Lapsed")]
public abstract record Stage
{
    public sealed record Draft : Stage;
    public sealed record GuidanceReview : Stage;
    public sealed record Returned : Stage;
    public sealed record ReadyToSubmit : Stage;
    public sealed record FormalReview : Stage;
    public sealed record Selection : Stage;
    public sealed record External : Stage;
    public sealed record Publicity : Stage;
    public sealed record Approved : Stage;
    public sealed record Rejected : Stage;
    public sealed record Withdrawn : Stage;
    public sealed record Lapsed : Stage;

    [JsonIgnore]
    public string Name => GetType().Name;

    private Stage() { }
}

/// <summary>What was handed over at one moment.</summary>
public sealed record Snapshot(string FormHash, IReadOnlyList<Document> Documents, DateTimeOffset At);

public sealed record CommentThread(string Id, string? Anchor, bool Blocking, bool Resolved, IReadOnlyList<Remark> Remarks);

public sealed record Remark(PersonId By, bool ByApplicant, DateTimeOffset At, string Text);
