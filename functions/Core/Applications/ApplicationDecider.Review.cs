using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// Guidance, the formal check, and the conversation about both.
public static partial class ApplicationDecider
{
    private static Decision Review(Book book, Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (_, Comment { Thread: { } id }) when !a.Threads.Any(t => t.Id == id) => Refuse(Why.UnknownThread),
        (_, Comment c) when AlreadySaid(a, c) => NothingToDo,
        (_, Comment c) => Record(Commented(book, a, c)),
        (_, ResolveComment c) when !a.Threads.Any(t => t.Id == c.Thread) => Refuse(Why.UnknownThread),
        (_, ResolveComment c) when a.Threads.Any(t => t.Id == c.Thread && t.Resolved) => NothingToDo,
        (_, ResolveComment c) => Record(new Events.CommentResolved(c.Thread)),

        (_, Assign c) when c.To == a.Officer => NothingToDo,
        (_, Assign c) when book.Related.Contains(c.To) => Refuse(Refusal.ConflictOfInterest),
        (Stage.FormalReview, Assign c) when SameReviewer(book, a, c.To) => Refuse(Why.FourEyes),
        (_, Assign c) => Record(new Events.Assigned(c.To)),

        (_, ReturnForRevision c) when c.Comments.Count == 0 && !a.Threads.Any(IsOpen) => Refuse(Why.CommentNeeded),
        (Stage.GuidanceReview, ReturnForRevision) when a.Rounds.Guidance >= book.Programme.Stages.GuidanceRounds => Refuse(Why.TooManyRounds),
        (Stage.FormalReview, ReturnForRevision) when a.Rounds.Formal >= book.Programme.Stages.FormalRounds => Refuse(Why.TooManyRounds),
        (_, ReturnForRevision c) when c.At >= RevisionCap(book, a) => Refuse(Why.RoundClosed(RevisionCap(book, a)!.Value)),
        (_, ReturnForRevision c) when RevisionDue(book, a, c).Before <= c.At || RevisionDue(book, a, c).Before > RevisionCap(book, a) => Refuse(Why.DueOutOfRange),
        (_, ReturnForRevision c) => Record([.. NewThreads(a, c.Comments), Returned(book, a, c)]),

        (_, PassGuidance c) => Record(new Events.GuidancePassed(c.Checklist)),

        (_, VerifyDocument c) when !a.Documents.Any(d => d.Slot == c.Slot) => Refuse(Why.UnknownSlot),
        (_, VerifyDocument c) when a.Verified.Any(v => v.Slot == c.Slot && v.OriginalSeen == c.OriginalSeen) => NothingToDo,
        (_, VerifyDocument c) => Record(new Events.DocumentVerified(c.Slot, c.OriginalSeen)),

        (_, PassFormal c) when SameReviewer(book, a, c.By.Id) => Refuse(Why.FourEyes),
        (_, PassFormal c) when !c.EligibilityConfirmed => Refuse(Why.EligibilityUnconfirmed),
        (_, PassFormal) when Unverified(book, a) is { Count: > 0 } slots => Refuse(Why.DocumentsUnverified(slots)),
        (_, PassFormal { VerificationForm: null }) when book.Programme.Documents.Any(d => d is { ByBureau: true, Required: true }) => Refuse(Why.VerificationFormMissing),
        (_, PassFormal c) => FormalPassed(book, a, c),

        (_, ProposeFormalRejection c) when a.RejectionProposal == new RejectionProposal(c.By.Id, c.Reason, c.Rule) => NothingToDo,
        (_, ProposeFormalRejection c) when SameReviewer(book, a, c.By.Id) => Refuse(Why.FourEyes),
        (_, ProposeFormalRejection c) => Record(new Events.FormalRejectionProposed(c.Reason, c.Rule)),
        (_, RejectFormal) when a.RejectionProposal is null => Refuse(Why.NothingProposed),
        (_, RejectFormal c) when IsSame(c.By, a.RejectionProposal!.By) => Refuse(Why.SamePerson),
        (_, RejectFormal c) => Record(new Events.FormalRejected(c.Reason, c.Rule)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    /// <summary>Whoever stands in for the recorder counts as the recorder (I11).</summary>
    private static bool IsSame(Actor who, PersonId first) => who.Id == first || who.OnBehalfOf == first;

    private static bool SameReviewer(Book book, Application a, PersonId who) => book.Programme.Stages.FourEyes && a.GuidanceReviewer == who;

    private static bool IsOpen(CommentThread t) => !t.Resolved && !t.Remarks[0].ByApplicant;

    private static bool AlreadySaid(Application a, Comment c) =>
        (c.Thread is { } id ? a.Threads.First(t => t.Id == id) : a.Threads.LastOrDefault(t => t.Anchor == c.Anchor && t.Remarks.Count == 1)) is { } thread
        && thread.Remarks[^1].By == c.By.Id && thread.Remarks[^1].Text == c.Text;

    private static Events.Commented Commented(Book book, Application a, Comment c)
    {
        var byApplicant = c.By.Is(Role.ApplicantEditor) && ApplicationRoles.Covers(book, a, c.By, Role.ApplicantEditor);
        var byBureau = c.By.Is(Role.Officer) && ApplicationRoles.Covers(book, a, c.By, Role.Officer);
        return new(c.Thread ?? ThreadId(a, 1), c.Anchor, c.Thread is null && byBureau && c.Blocking, byApplicant, c.Text);
    }

    private static IEnumerable<ApplicationEvent> NewThreads(Application a, IReadOnlyList<NewComment> comments) =>
        comments.Select((n, i) => new Events.Commented(ThreadId(a, i + 1), n.Anchor, n.Blocking, ByApplicant: false, n.Text));

    private static string ThreadId(Application a, int n) => $"t{a.Threads.Count + n}";

    private static Events.Returned Returned(Book book, Application a, ReturnForRevision c) => a.Stage switch
    {
        Stage.GuidanceReview => new(ReturnOrigin.GuidanceReview, a.Rounds.Guidance + 1, RevisionDue(book, a, c)),
        Stage.FormalReview => new(ReturnOrigin.FormalReview, a.Rounds.Formal + 1, RevisionDue(book, a, c)),
        _ => new(ReturnOrigin.External, a.Rounds.External + 1, RevisionDue(book, a, c)),
    };

    private static DateTimeOffset? RevisionCap(Book book, Application a) => a.Stage switch
    {
        Stage.GuidanceReview => Deadlines.Submit(book, a),
        Stage.FormalReview => book.Programme.Round.ForwardBefore,
        _ => null,
    };

    private static Deadline RevisionDue(Book book, Application a, ReturnForRevision c) =>
        c.DueOn is { } day ? Deadlines.On(book, day) : Deadlines.Within(book, c.At, book.Programme.Stages.RevisionDays, RevisionCap(book, a));

    private static List<Problem> Unverified(Book book, Application a) =>
        [.. book.Programme.Documents.Where(d => d is { Required: true, ByBureau: false } && !a.Verified.Any(v => v.Slot == d.Id && (v.OriginalSeen || !d.VerifyOriginal)))
            .Select(d => new Problem(d.Id, "unverified", "尚未核验", "Not verified yet."))];

    /// <summary>Without a selection of its own the programme recommends whatever is formally right, in the same breath.</summary>
    private static Decision FormalPassed(Book book, Application a, PassFormal c)
    {
        var passed = new Events.FormalPassed(c.VerificationForm, Deadlines.Within(book, c.At, book.Programme.Stages.SelectionDays));
        return book.Programme.Stages.Selection != SelectionMode.None ? Record(passed)
            : Record(passed, Recommended(book, rank: null, minutes: null, c.At)).Claiming(QuotaPlace(book, a));
    }

    private static Events.Recommended Recommended(Book book, int? rank, string? minutes, DateTimeOffset at)
    {
        var published = book.Programme.Stages.Publicity is not null;
        return new(rank, minutes, published, published || book.Programme.DecisionBy == DecisionBy.Bureau ? null : ForwardDue(book, at));
    }
}
