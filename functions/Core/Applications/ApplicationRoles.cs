using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Core.Applications;

/// <summary>Who may give which command (domain.md §3.2), and how far each role reaches (§6).</summary>
internal static class ApplicationRoles
{
    private static readonly Role[] Editor = [Role.ApplicantEditor];
    private static readonly Role[] Signatory = [Role.ApplicantSignatory];
    private static readonly Role[] Officer = [Role.Officer];
    private static readonly Role[] Head = [Role.SectionHead];
    private static readonly Role[] Leader = [Role.Leader];

    public static FrozenDictionary<Type, Role[]> Table { get; } = new Dictionary<Type, Role[]>
    {
        [typeof(CreateDraft)] = Editor,
        [typeof(SaveDraft)] = Editor,
        [typeof(AttachDocument)] = Editor,
        [typeof(RemoveDocument)] = Editor,
        [typeof(RequestGuidance)] = Editor,
        [typeof(Comment)] = [Role.ApplicantEditor, Role.TownAssistant, Role.Officer],
        [typeof(ResolveComment)] = Officer,
        [typeof(Assign)] = Head,
        [typeof(ReturnForRevision)] = Officer,
        [typeof(Resubmit)] = [Role.ApplicantEditor, Role.ApplicantSignatory],
        [typeof(PassGuidance)] = Officer,
        [typeof(Submit)] = Signatory,
        [typeof(VerifyDocument)] = Officer,
        [typeof(PassFormal)] = Officer,
        [typeof(ProposeFormalRejection)] = Officer,
        [typeof(RejectFormal)] = Head,
        [typeof(AssignExperts)] = Head,
        [typeof(RecordScore)] = [Role.Expert],
        [typeof(Recommend)] = Leader,
        [typeof(NotRecommend)] = Leader,
        [typeof(RecordForwarding)] = Officer,
        [typeof(RecordExternalStage)] = Officer,
        [typeof(StartPublicity)] = [Role.Officer, Role.SectionHead],
        [typeof(ClosePublicity)] = [Role.Officer, Role.System],
        [typeof(RecordObjection)] = Officer,
        [typeof(ResolveObjection)] = Head,
        [typeof(RecordDecision)] = Officer,
        [typeof(ConfirmDecision)] = [Role.SectionHead, Role.Leader],
        [typeof(Withdraw)] = Signatory,
        [typeof(RequestWithdrawal)] = Signatory,
        [typeof(ConfirmWithdrawal)] = Officer,
        [typeof(ExtendDeadline)] = Head,
        [typeof(LapseByBureau)] = Head,
        [typeof(ProposeCorrection)] = Head,
        [typeof(ConfirmCorrection)] = Leader,
        [typeof(Tick)] = [Role.System],
    }.ToFrozenDictionary();

    /// <summary>Null when this person may give the command as far as role, scope and relations go.</summary>
    public static Refusal? Refusal(Book book, Application? a, ApplicationCommand c) =>
        a is not null ? Refusal(book, a, c.GetType(), c.By)
        : !Table[c.GetType()].Any(c.By.Is) ? Common.Refusal.RoleForbidden
        : c is CreateDraft create && c.By.Org != create.Org ? Common.Refusal.NotFound
        : null;

    public static Refusal? Refusal(Book book, Application a, Type command, Actor who)
    {
        var roles = Allowed(a, command).Where(who.Is).ToArray();
        var reached = roles.Where(r => Covers(book, a, who, r)).ToArray();
        return roles.Length == 0 ? Common.Refusal.RoleForbidden
            : reached.Length == 0 ? Common.Refusal.NotFound
            : reached.Any(r => r is Role.ApplicantEditor or Role.ApplicantSignatory) || !IsRelated(a, who) ? null
            : Common.Refusal.ConflictOfInterest;
    }

    /// <summary>Whether the person declared a relation to any participant (I12).</summary>
    public static bool IsRelated(Application a, Actor who) => a.Participants.Any(who.Conflicts.Contains);

    /// <summary>Whether this role of this person covers the case.</summary>
    public static bool Covers(Book book, Application a, Actor who, Role role) => role switch
    {
        Role.ApplicantEditor or Role.ApplicantSignatory => who.Org == a.Org,
        Role.TownAssistant => a.Area is { } area && who.Areas.Contains(area),
        Role.Officer or Role.SectionHead => who.Sections.Contains(book.Programme.Section),
        Role.Expert => a.Experts.Contains(who.Id),
        Role.Leader or Role.Auditor or Role.System => true,
        _ => false,
    };

    // What was formally submitted is handed in again by the signatory.
    private static Role[] Allowed(Application? a, Type command) =>
        command != typeof(Resubmit) || a?.Stage is not Stage.Returned r ? Table[command] : r.From == ReturnOrigin.GuidanceReview ? Editor : Signatory;
}
