using ProjectFlow.Core.Common;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;

namespace ProjectFlow.Core.Applications;

// What each event changes.
public static partial class ApplicationDecider
{
    /// <summary>Applies a recorded fact. Never refuses; an impossible event throws, for history is corrupt.</summary>
    public static Application Evolve(Application? state, ApplicationEvent e)
    {
        var after = (state, e) switch
        {
            (null, Events.Drafted d) => new Application { Id = d.Case, Programme = d.Programme, Org = d.Org, Title = d.Title, Stage = new Stage.Draft(), Year = d.Year, Area = d.Area, Partners = d.Partners, CreatedAt = d.At },
            ({ Stage.IsOver: true }, not (Events.CorrectionProposed or Events.Corrected)) or (null, _) or (_, Events.Drafted) => throw Corrupt(state, e),
            ({ } a, Events.CorrectionProposed c) => a with { PendingCorrection = c.Correction },
            ({ } a, Events.Corrected c) => Facts.With(a, c.Correction.Fact, c.Correction.Value) with { PendingCorrection = null, Corrections = [.. a.Corrections, c.Correction] },
            ({ } a, Events.ReminderRaised r) => a with { Reminders = [.. a.Reminders.Where(x => Series(x.Kind) != Series(r.Kind)), new(r.Kind, r.DueAt)] },
            ({ } a, _) => Conversed(a, e) ?? Moved(a, e) ?? Decided(a, e) ?? throw Corrupt(state, e),
        };
        return after.Stage.GetType() == state?.Stage.GetType() ? after : after with { StageSince = e.At };
    }

    /// <summary>Reminders of one deadline: <c>submit-7d</c> and <c>submit-3d</c> are of the series <c>submit</c>.</summary>
    internal static string Series(string kind) => kind[..kind.LastIndexOf('-')];

    private static InvalidOperationException Corrupt(Application? state, ApplicationEvent e) =>
        new($"Corrupt history: {e.GetType().Name} after {state?.Stage.Name ?? "nothing"}.");

    private static Application? Conversed(Application a, ApplicationEvent e) => e switch
    {
        Events.DraftSaved s => a with { Title = s.Title, FormHash = s.FormHash, Stage = Edited(a.Stage) },
        Events.DocumentAttached d => a with { Documents = [.. a.Documents, d.Document], Verified = Unverified(a, d.Document.Slot), Stage = Edited(a.Stage) },
        Events.DocumentRemoved d => a with { Documents = [.. a.Documents.Where(x => x.Slot != d.Slot || x.Hash != d.Hash)], Verified = Unverified(a, d.Slot), Stage = Edited(a.Stage) },
        Events.Commented c when a.Threads.Any(t => t.Id == c.Thread) =>
            a with { Threads = [.. a.Threads.Select(t => t.Id == c.Thread ? t with { Remarks = [.. t.Remarks, Remark(c)] } : t)] },
        Events.Commented c => a with { Threads = [.. a.Threads, new(c.Thread, c.Anchor, c.Blocking, Resolved: false, [Remark(c)])] },
        Events.CommentResolved c => a with { Threads = [.. a.Threads.Select(t => t.Id == c.Thread ? t with { Resolved = true } : t)] },
        Events.Assigned x => a with { Officer = x.To },
        Events.DocumentVerified v => a with { Verified = [.. Unverified(a, v.Slot), new(v.Slot, v.OriginalSeen, v.By, v.At)] },
        Events.ExpertsAssigned x => a with { Experts = x.Experts, Scores = [.. a.Scores.Where(s => x.Experts.Contains(s.Expert))] },
        Events.Scored s => a with { Scores = [.. a.Scores, new(s.By, s.Scores, s.Opinion, s.At)] },
        Events.FormalRejectionProposed p => a with { RejectionProposal = new(p.By, p.Reason, p.Rule) },
        _ => null,
    };

    private static Application? Moved(Application a, ApplicationEvent e) => (a.Stage, e) switch
    {
        (Stage.Draft, Events.GuidanceRequested g) => HandedOver(a, g.Handed) with { Stage = new Stage.GuidanceReview(g.At, g.Due) },
        (Stage.Draft, Events.GuidanceSkipped) => a with { Stage = new Stage.ReadyToSubmit() },
        (Stage.GuidanceReview, Events.GuidancePassed g) => a with { Stage = new Stage.ReadyToSubmit(), GuidanceReviewer = g.By },
        (Stage.ReadyToSubmit, Events.Submitted s) => HandedOver(a, s.Handed) with { Number = s.Number, Year = s.Year, SubmittedAt = s.At, Stage = new Stage.FormalReview(s.At, s.Due) },
        (Stage.GuidanceReview or Stage.FormalReview or Stage.External, Events.Returned r) => ReturnedFrom(a, r),
        (Stage.Returned { From: ReturnOrigin.GuidanceReview }, Events.Resubmitted { Due: { } due } r) => HandedOver(a, r.Handed) with { Stage = new Stage.GuidanceReview(r.At, due) },
        (Stage.Returned { From: ReturnOrigin.FormalReview }, Events.Resubmitted { Due: { } due } r) => HandedOver(a, r.Handed) with { Stage = new Stage.FormalReview(r.At, due) },
        (Stage.Returned { Back: { } back }, Events.Resubmitted r) => HandedOver(a, r.Handed) with { Stage = back with { Since = r.At } },
        (Stage.FormalReview, Events.FormalPassed p) => a with { FormalReviewer = p.By, RejectionProposal = null, Stage = new Stage.Selection(p.At, p.Due) },
        (Stage.Selection, Events.Recommended { ToPublicity: true } r) => a with { Recommendation = RecommendationOf(r), Stage = new Stage.Publicity() },
        (Stage.Selection, Events.Recommended r) => a with { Recommendation = RecommendationOf(r), Stage = new Stage.External(ExternalStage.ToForward, r.At, r.ForwardDue) },
        (Stage.Selection s, Events.NotRecommended { Reserve: true }) => a with { Stage = s with { OnReserve = true } },
        (Stage.External, Events.UpwardSubmitted u) => a with { Forwarding = new(u.Authority, u.Channel, u.ReceiptNo, u.On, u.Receipt), Stage = new Stage.External(ExternalStage.Forwarded, u.At) },
        (Stage.External, Events.ExternalStageRecorded x) => a with { Passages = [.. a.Passages, new(x.Stage, x.On, x.Document, x.From, x.To)], Stage = new Stage.External(x.Stage, x.At) },
        (Stage.Publicity, Events.PublicityStarted p) => a with { Stage = new Stage.Publicity(p.From, p.Until) },
        (Stage.Publicity p, Events.PublicityExtended x) => a with { Stage = p with { Until = x.Until } },
        (Stage.Publicity, Events.PublicityClosed c) => a with { Stage = new Stage.External(ExternalStage.ToForward, c.At, c.ForwardDue) },
        (Stage.Lapsed l, Events.DeadlineExtended d) => WithDue(a with { Stage = l.Previous, SubmitBefore = d.SubmitBefore ?? a.SubmitBefore }, d.Due),
        (_, Events.DeadlineExtended d) => WithDue(a with { SubmitBefore = d.SubmitBefore ?? a.SubmitBefore }, d.Due),
        (_, Events.DeadlineRecomputed d) => WithDue(a, d.Due),
        (Stage.Draft or Stage.ReadyToSubmit or Stage.Returned or Stage.GuidanceReview, Events.Lapsed) => a with { Stage = new Stage.Lapsed(a.Stage) },
        _ => null,
    };

    private static Application? Decided(Application a, ApplicationEvent e) => (a.Stage, e) switch
    {
        (Stage.FormalReview, Events.FormalRejected r) => a with { Stage = new Stage.Rejected(RejectedAt.Formal, r.Reason) },
        (Stage.Selection, Events.NotRecommended n) => a with { Stage = new Stage.Rejected(RejectedAt.Selection, n.Reason) },
        (Stage.Publicity, Events.NotRecommended n) => a with { Stage = new Stage.Rejected(RejectedAt.Publicity, n.Reason) },
        (Stage.External or Stage.Publicity, Events.ObjectionRecorded o) => a with { Objections = [.. a.Objections, new(o.Objection, o.Objector, o.Contact, o.Text, o.Document, o.At)] },
        (Stage.External or Stage.Publicity, Events.ObjectionResolved o) =>
            a with { Objections = [.. a.Objections.Select(x => x.Id == o.Objection ? x with { Outcome = o.Outcome, Reason = o.Reason, Reply = o.Reply } : x)] },
        (Stage.External or Stage.Publicity, Events.DecisionRecorded d) => a with { PendingVerdict = d.Verdict },
        (Stage.External or Stage.Publicity, Events.DecisionConfirmed { Verdict.Approved: true } d) => a with { PendingVerdict = null, Verdict = d.Verdict, Stage = new Stage.Approved(d.At) },
        (Stage.External, Events.DecisionConfirmed d) => a with { PendingVerdict = null, Verdict = d.Verdict, Stage = new Stage.Rejected(RejectedAt.External, d.Verdict.Reason!) },
        (Stage.Publicity, Events.DecisionConfirmed d) => a with { PendingVerdict = null, Verdict = d.Verdict, Stage = new Stage.Rejected(RejectedAt.Publicity, d.Verdict.Reason!) },
        (Stage.External or Stage.Returned, Events.WithdrawalRequested w) => a with { WithdrawalRequest = new(w.Reason, w.Letter, w.By, w.At) },
        (not Stage.Lapsed, Events.Withdrawn w) => a with { Stage = new Stage.Withdrawn(w.Reason) },
        _ => null,
    };

    // Editing after guidance needs guidance again.
    private static Stage Edited(Stage stage) => stage is Stage.ReadyToSubmit ? new Stage.Draft() : stage;

    private static IReadOnlyList<DocumentCheck> Unverified(Application a, string slot) => [.. a.Verified.Where(v => v.Slot != slot)];

    private static Remark Remark(Events.Commented c) => new(c.By, c.ByApplicant, c.At, c.Text);

    private static Recommendation RecommendationOf(Events.Recommended r) => new(r.Rank, r.Minutes, r.By, r.At);

    private static Application HandedOver(Application a, Snapshot handed) => a with { FormHash = handed.FormHash, Snapshots = [.. a.Snapshots, handed] };

    private static Application ReturnedFrom(Application a, Events.Returned r) => a with
    {
        RejectionProposal = null,
        PendingVerdict = null,
        Rounds = r.From switch
        {
            ReturnOrigin.GuidanceReview => a.Rounds with { Guidance = r.Round },
            ReturnOrigin.FormalReview => a.Rounds with { Formal = r.Round },
            _ => a.Rounds with { External = r.Round },
        },
        Stage = new Stage.Returned(r.From, r.Round, r.Due) { Back = a.Stage as Stage.External },
    };

    private static Application WithDue(Application a, Deadline due) => a with
    {
        Stage = a.Stage switch
        {
            Stage.GuidanceReview s => s with { Due = due },
            Stage.Returned s => s with { Due = due },
            Stage.FormalReview s => s with { Due = due },
            Stage.Selection s => s with { Due = due },
            Stage.External s => s with { ForwardDue = due },
            Stage.Publicity s => s with { Until = due },
            _ => a.Stage, // drafts live by the submit deadline alone
        },
    };
}
