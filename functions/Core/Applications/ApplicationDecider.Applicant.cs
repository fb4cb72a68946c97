using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using static ProjectFlow.Core.Cases.Decision;
using Events = ProjectFlow.Core.Applications.ApplicationEvent;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// What the applicant does, from the first draft to handing in.
public static partial class ApplicationDecider
{
    private const int MaxDocuments = 200;

    private static readonly string[] Kinds = ["pdf", "docx", "xlsx", "png", "jpg"];

    private static Decision Create(Book book, ApplicationCommand command) => (book.Programme.Round, book.Org, command) switch
    {
        ({ OpenAt: { } opens }, _, CreateDraft c) when c.At < opens => Refuse(Why.RoundNotOpen(opens)),
        ({ SubmitBefore: { } closes }, _, CreateDraft c) when c.At >= closes => Refuse(Why.RoundClosed(closes)),
        (_, null or { Verified: false }, CreateDraft) => Refuse(Why.OrgNotVerified),
        (_, { } org, CreateDraft) when org.Flags.Contains("ban-list") => Refuse(Why.OrgBanned),
        (_, { } org, CreateDraft) when !LeadMayBe(book, org) => Refuse(Why.OrgTypeNotAllowed),
        (_, _, CreateDraft) when AreaOf(book) is null => Refuse(Why.NotInArea),
        (_, _, CreateDraft c) when !PartnersFit(book, c.Partners ?? []) => Refuse(Why.PartnersOutOfRange),
        (_, _, CreateDraft c) => Record(Drafted(book, c)).Claiming(OrgPlace(book, c.Org, YearOf(book, c.At))),
        _ => Refuse(Refusal.NotFound),
    };

    private static Decision Applicant(Book book, Application a, ApplicationCommand command) => (a.Stage, command) switch
    {
        (Stage.Returned r, SaveDraft or AttachDocument or RemoveDocument) when command.At >= r.Due.Before => Refuse(Why.RevisionOverdue),
        (Stage.Draft or Stage.ReadyToSubmit, SaveDraft or AttachDocument or RemoveDocument or Submit) when command.At >= Deadlines.Submit(book, a) => Refuse(Why.RoundClosed(Deadlines.Submit(book, a)!.Value)),

        (_, SaveDraft c) when c.Form.Hash == a.FormHash && c.Title == a.Title => NothingToDo,
        (_, SaveDraft c) when FormGate.Types(book, c.Form) is { Count: > 0 } problems => Refuse(Why.FormInvalid(problems)),
        (_, SaveDraft c) => ((Accepted)Record(new Events.DraftSaved(c.Title, c.Form.Hash))) with { SaveForm = c.Form },

        (_, AttachDocument c) when a.Documents.Any(d => d.Slot == c.Document.Slot && d.Hash == c.Document.Hash) => NothingToDo,
        (_, AttachDocument c) when Unfit(book, a, c.Document) is { } unfit => Refuse(unfit),
        (_, AttachDocument c) => Record(new Events.DocumentAttached(c.Document)),
        (_, RemoveDocument c) when !a.Documents.Any(d => d.Slot == c.Slot && d.Hash == c.Hash) => NothingToDo,
        (_, RemoveDocument c) => Record(new Events.DocumentRemoved(c.Slot, c.Hash)),

        (_, RequestGuidance) when book.Programme.Stages.Guidance == GuidanceMode.None => Refuse(Refusal.NotAllowedNow),
        (_, RequestGuidance c) when c.At >= Deadlines.Guidance(book, a) => Refuse(Why.GuidanceClosed(Deadlines.Guidance(book, a)!.Value)),
        (_, RequestGuidance) when FormGate.MissingForGuidance(book) is { Count: > 0 } missing => Refuse(Why.FormIncomplete(missing)),
        (_, RequestGuidance c) => Frozen(book, new Events.GuidanceRequested(Handed(book, a, c.At), Deadlines.Within(book, c.At, book.Programme.Stages.GuidanceDays))),

        (Stage.Draft, Submit) when book.Programme.Stages.Guidance == GuidanceMode.Required => Refuse(Refusal.NotAllowedNow),
        (_, Submit c) when !c.Declaration || !c.IntegrityPledge => Refuse(Why.DeclarationMissing),
        (_, Submit c) when NotAdmissible(book, a, c.At) is { } why => Refuse(why),
        (_, Submit c) => Submitted(book, a, c.At),

        (Stage.Returned r, Resubmit c) when c.At >= r.Due.Before => Refuse(Why.RevisionOverdue),
        (_, Resubmit) when Unanswered(a) is { Count: > 0 } open => Refuse(Why.CommentsUnanswered(open)),
        (Stage.Returned { From: ReturnOrigin.GuidanceReview }, Resubmit) when FormGate.MissingForGuidance(book) is { Count: > 0 } missing => Refuse(Why.FormIncomplete(missing)),
        (Stage.Returned { From: not ReturnOrigin.GuidanceReview }, Resubmit c) when NotAdmissible(book, a, c.At) is { } why => Refuse(why),
        (Stage.Returned r, Resubmit c) => Resubmitted(book, a, r, c.At),

        (_, Withdraw c) => Record(new Events.Withdrawn(c.Reason, Consent: null)),
        _ => Refuse(Refusal.NotAllowedNow),
    };

    private static Events.Drafted Drafted(Book book, CreateDraft c) =>
        new(book.NewCase ?? throw new InvalidOperationException("A new case needs its id."), book.Programme.Ref, c.Org, c.Title, YearOf(book, c.At), AreaOf(book), c.Partners ?? []);

    private static Decision Submitted(Book book, Application a, DateTimeOffset at)
    {
        var number = book.Number ?? throw new InvalidOperationException("A submission needs its number.");
        var submitted = new Events.Submitted(number, YearOf(book, at), Handed(book, a, at), FormGate.LeftToReview(book, at), Deadlines.Within(book, at, book.Programme.Stages.FormalDays));
        return Frozen(book, [.. a.Stage is Stage.Draft ? (IEnumerable<ApplicationEvent>)[new Events.GuidanceSkipped()] : [], submitted]).Claiming(LeaderPlace(book, a, submitted.Handed));
    }

    private static Decision Resubmitted(Book book, Application a, Stage.Returned r, DateTimeOffset at)
    {
        var due = r.From switch
        {
            ReturnOrigin.GuidanceReview => Deadlines.Within(book, at, book.Programme.Stages.GuidanceDays),
            ReturnOrigin.FormalReview => Deadlines.Within(book, at, book.Programme.Stages.FormalDays),
            _ => null,
        };
        var handed = Handed(book, a, at);
        return Frozen(book, new Events.Resubmitted(handed, due)).Claiming(r.From == ReturnOrigin.GuidanceReview ? [] : LeaderPlace(book, a, handed));
    }

    private static Accepted Frozen(Book book, params IReadOnlyList<ApplicationEvent> events) => new Accepted(events, []) { FreezeForm = book.Form ?? FormContent.Empty };

    private static Snapshot Handed(Book book, Application a, DateTimeOffset at) => new((book.Form ?? FormContent.Empty).Hash, a.Documents, at, FormGate.LeaderKey(book), FormGate.Asked(book));

    private static Refusal? NotAdmissible(Book book, Application a, DateTimeOffset at) =>
        book.Org?.Flags.Contains("ban-list") == true ? Why.OrgBanned
        : FormGate.Types(book, book.Form ?? FormContent.Empty) is { Count: > 0 } invalid ? Why.FormInvalid(invalid)
        : FormGate.Missing(book) is { Count: > 0 } missing ? Why.FormIncomplete(missing)
        : FormGate.MissingDocuments(book, a) is { Count: > 0 } documents ? Why.DocumentsMissing(documents)
        : FormGate.BlockingRules(book, at) is { Count: > 0 } rules ? Why.RulesNotMet(rules)
        : null;

    private static List<Problem> Unanswered(Application a) =>
        [.. a.Threads.Where(t => t is { Blocking: true, Resolved: false } && !t.Remarks[^1].ByApplicant).Select(t => new Problem(t.Anchor ?? t.Id, "unanswered", "请答复此意见", "Answer this comment."))];

    private static Refusal? Unfit(Book book, Application a, Document document) => book.Programme.Documents.FirstOrDefault(d => d.Id == document.Slot) switch
    {
        null or { ByBureau: true } => Why.UnknownSlot,
        var rule when !(rule.Types.Count > 0 ? rule.Types : Kinds).Contains(document.Kind) => Why.DocumentKind,
        var rule when document.Size > rule.MaxMb * 1024L * 1024 => Why.DocumentTooLarge(rule.MaxMb),
        _ => a.Documents.Count >= MaxDocuments ? Why.TooManyDocuments : null,
    };

    private static bool LeadMayBe(Book book, OrgFacts org) =>
        book.Programme.Participants.FirstOrDefault(p => p.Role == "lead") is not { } rule
        || ((rule.OrgTypes.Count == 0 || rule.OrgTypes.Contains(org.Type)) && (!rule.InArea || org.Area is not null));

    private static bool PartnersFit(Book book, IReadOnlyList<Participant> partners) => book.Programme.Participants.Where(p => p.Role == "partner").All(rule =>
    {
        var fit = partners.Count(p => rule is { OrgTypes.Count: 0, InArea: false } || book.Partners.Any(o => o.Id == p.Org && Fits(rule, o)));
        return (fit >= rule.Min || (!rule.Required && partners.Count == 0)) && !(fit > rule.Max);
    });

    private static bool Fits(ParticipantRule rule, OrgFacts org) => (rule.OrgTypes.Count == 0 || rule.OrgTypes.Contains(org.Type)) && (!rule.InArea || org.Area is not null);

    private static string? AreaOf(Book book) => book.Org?.Area ?? book.Partners.Select(p => p.Area).FirstOrDefault(area => area is not null);

    private static int YearOf(Book book, DateTimeOffset at) => book.Programme.Round.Rolling ? ChinaTime.DateOf(at).Year : book.Programme.Round.Year;
}
