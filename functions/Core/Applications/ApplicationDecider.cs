using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

/// <summary>The rulebook of an application (domain.md §3.2). Pure: no clock, no storage, no configuration.</summary>
public static partial class ApplicationDecider
{
    /// <summary>Role, scope and relations first; then the form of the request; then the table, first match wins.</summary>
    public static Decision Decide(Book book, Application? state, ApplicationCommand command) =>
        ApplicationRoles.Refusal(book, state, command) is { } refusal ? Refuse(refusal)
        : CommandShape.Problems(command) is { Count: > 0 } problems ? Refuse(Why.Malformed(problems))
        : Stamp(state is null ? Create(book, command) : Move(book, state, command), command);

    private static Decision Move(Book book, Application a, ApplicationCommand command) =>
        Repeated(a, command) ? NothingToDo
        : !ApplicationStages.Knows(a.Stage, command.GetType()) ? Refuse(Refusal.NotAllowedNow)
        : command switch
        {
            SaveDraft or AttachDocument or RemoveDocument or RequestGuidance or Submit or Resubmit or Withdraw => Applicant(book, a, command),
            Comment or ResolveComment or Assign or ReturnForRevision or PassGuidance or VerifyDocument or PassFormal or ProposeFormalRejection or RejectFormal => Review(book, a, command),
            AssignExperts or RecordScore or Recommend or NotRecommend => Choice(book, a, command),
            Tick => Record(ApplicationTimetable.Due(book, a, command.At)),
            ExtendDeadline or LapseByBureau or ProposeCorrection or ConfirmCorrection => Exception(book, a, command),
            _ => Outside(book, a, command),
        };

    /// <summary>A second click, or a redelivered message, after which the stage has already moved on.</summary>
    private static bool Repeated(Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (Stage.GuidanceReview, RequestGuidance) => true,
        (Stage.ReadyToSubmit, PassGuidance) => true,
        (Stage.FormalReview, Submit) => true,
        (Stage.Returned, ReturnForRevision) => true,
        (Stage.GuidanceReview or Stage.FormalReview, Resubmit) => a.Snapshots.Count > 1,
        (Stage.Selection, PassFormal) => true,
        (Stage.External or Stage.Publicity, PassFormal) => a.Recommendation is { Rank: null },
        (Stage.Rejected { At: RejectedAt.Formal }, RejectFormal) => true,
        (Stage.External or Stage.Publicity, Recommend c) => a.Recommendation is { } r && (r.Rank, r.Minutes) == (c.Rank, c.Minutes),
        (Stage.Rejected { At: RejectedAt.Selection or RejectedAt.Publicity }, NotRecommend) => true,
        (Stage.External { At: >= ExternalStage.Forwarded }, RecordForwarding c) => a.Forwarding == new Forwarding(c.Authority, c.Channel, c.ReceiptNo, c.On, c.Receipt),
        (Stage.Publicity { From: { } from }, StartPublicity c) => from == c.On,
        (Stage.External { At: ExternalStage.ToForward }, ClosePublicity) => true,
        (Stage.Approved or Stage.Rejected, ConfirmDecision) => a.Verdict is not null,
        (Stage.Withdrawn, Withdraw or ConfirmWithdrawal) => true,
        (Stage.Lapsed, LapseByBureau) => true,
        _ => false,
    };

    // The one place where events get their time and person.
    private static Decision Stamp(Decision decision, ApplicationCommand command) => decision is not Accepted accepted ? decision : accepted with
    {
        Events = [.. accepted.Events.Select(e => e with { At = command.At, By = command.By.Id, OnBehalfOf = command.By.OnBehalfOf })],
    };

    private static Deadline ForwardDue(Book book, DateTimeOffset at) => Deadlines.Within(book, at, book.Programme.Stages.ForwardDays, book.Programme.Round.ForwardBefore);
}
