using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

/// <summary>What the pages of a programme's round say of one application, kept in the list of the round so that one read shows it whole.</summary>
public sealed record RoundFacts
{
    /// <summary>Fiscal funds asked for when it was last handed over; null when the form does not ask, or nothing was handed over yet.</summary>
    public Money? Asked { get; init; }

    public IReadOnlyList<OrgId> Partners { get; init; } = [];

    /// <summary>On the reserve list 备选.</summary>
    public bool OnReserve { get; init; }

    /// <summary>Takes a place of the quota.</summary>
    public bool Recommended { get; init; }

    /// <summary>Null when it was not chosen, or nobody chose.</summary>
    public int? Rank { get; init; }

    /// <summary>Hash of the minutes it was chosen by; null when nobody chose.</summary>
    public string? Minutes { get; init; }

    /// <summary>It was not chosen, or given up after an objection, or failed elsewhere; null while it did not fail.</summary>
    public RejectedAt? RejectedAt { get; init; }

    /// <summary>How many were asked to score it.</summary>
    public int Experts { get; init; }

    /// <summary>The total of each score sheet, in the order given. Not to be shown before <see cref="SealedUntil"/>.</summary>
    public IReadOnlyList<int> Scores { get; init; } = [];

    /// <summary>The first moment at which scores may be seen although some are outstanding; null when all are in.</summary>
    public DateTimeOffset? SealedUntil { get; init; }

    /// <summary>How far it got at the authority; null while it is not there.</summary>
    public ExternalStage? At { get; init; }

    public Forwarding? Forwarding { get; init; }

    /// <summary>A decision is recorded and waits for the second person.</summary>
    public bool DecisionPending { get; init; }

    public bool IsSealed(DateTimeOffset at) => at < SealedUntil;

    internal static RoundFacts Of(Programme programme, Application a) => new()
    {
        Asked = a.Snapshots is [.., { Asked: { } asked }] ? asked : null,
        Partners = [.. a.Participants.Skip(1).Distinct()],
        OnReserve = a.Stage is Stage.Selection { OnReserve: true },
        Recommended = ApplicationDecider.IsRecommended(a),
        Rank = a.Recommendation?.Rank,
        Minutes = a.Recommendation?.Minutes,
        RejectedAt = (a.Stage as Stage.Rejected)?.At,
        Experts = a.Experts.Count,
        Scores = [.. a.Scores.Select(s => s.Scores.Values.Sum())],
        SealedUntil = programme.Stages.Selection == SelectionMode.Score && ApplicationDecider.AreScoresSealed(a, DateTimeOffset.MinValue) ? (a.Stage as Stage.Selection)?.Due.Before : null,
        At = (a.Stage as Stage.External)?.At,
        Forwarding = a.Forwarding,
        DecisionPending = a.PendingVerdict is not null,
    };
}
