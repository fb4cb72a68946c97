using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Grants.GrantCommand;

namespace ProjectFlow.Core.Grants;

/// <summary>Who may give which command (domain.md §3.3), and how far each role reaches (§6).</summary>
internal static class GrantRoles
{
    private static readonly Role[] Editor = [Role.ApplicantEditor];
    private static readonly Role[] Signatory = [Role.ApplicantSignatory];
    private static readonly Role[] Officer = [Role.Officer];
    private static readonly Role[] Head = [Role.SectionHead];
    private static readonly Role[] Leader = [Role.Leader];
    private static readonly Role[] Funds = [Role.FundAdministrator];

    public static FrozenDictionary<Type, Role[]> Table { get; } = new Dictionary<Type, Role[]>
    {
        [typeof(Open)] = [Role.System, Role.Officer, Role.SectionHead],
        [typeof(SignContract)] = Officer,
        [typeof(CountersignContract)] = Signatory,
        [typeof(DeclareNotSigned)] = Head,
        [typeof(PlanInstalments)] = [Role.Officer, Role.FundAdministrator],
        [typeof(ReachMilestone)] = Officer,
        [typeof(RequestDisbursement)] = [Role.Officer, Role.ApplicantEditor],
        [typeof(ApproveDisbursement)] = [Role.SectionHead, Role.Leader],
        [typeof(RefuseDisbursement)] = [Role.SectionHead, Role.Leader],
        [typeof(RecordPayment)] = Funds,
        [typeof(ConfirmReceipt)] = Editor,
        [typeof(ReversePayment)] = Funds,
        [typeof(ConfirmReversal)] = Head,
        [typeof(RecordAllocation)] = [Role.Officer, Role.FundAdministrator],
        [typeof(RecordArrival)] = [Role.Officer, Role.FundAdministrator],
        [typeof(ConfirmArrival)] = [Role.Officer, Role.SectionHead, Role.FundAdministrator],
        [typeof(SubmitReport)] = Editor,
        [typeof(AcceptReport)] = Officer,
        [typeof(ReturnReport)] = Officer,
        [typeof(ProposeAmendment)] = Signatory,
        [typeof(DecideAmendment)] = [Role.Officer, Role.SectionHead],
        [typeof(ScheduleMidterm)] = Officer,
        [typeof(RecordMidterm)] = Head,
        [typeof(Suspend)] = Leader,
        [typeof(Resume)] = Leader,
        [typeof(ApplyAcceptance)] = Signatory,
        [typeof(RecordAcceptance)] = Officer,
        [typeof(ConfirmAcceptance)] = [Role.SectionHead, Role.Leader],
        [typeof(ProposeTermination)] = [Role.ApplicantSignatory, Role.SectionHead],
        [typeof(Terminate)] = Leader,
        [typeof(Revoke)] = Leader,
        [typeof(RetainSurplus)] = Head,
        [typeof(OpenClawback)] = Head,
        [typeof(RecordRepayment)] = Funds,
        [typeof(EscalateClawback)] = Leader,
        [typeof(CloseClawback)] = Head,
        [typeof(Close)] = Head,
        [typeof(EvaluatePerformance)] = Officer,
        [typeof(Tick)] = [Role.System],
    }.ToFrozenDictionary();

    /// <summary>Null when this person may give the command as far as role, scope and relations go.</summary>
    public static Refusal? Refusal(Book book, Grant? g, GrantCommand c) =>
        Refusal(book, g?.Org ?? (c as Open)?.Org ?? default, c.GetType(), c.By);

    public static Refusal? Refusal(Book book, OrgId org, Type command, Actor who)
    {
        var roles = Table[command].Where(who.Is).ToArray();
        var reached = roles.Where(r => Covers(book, org, who, r)).ToArray();
        return roles.Length == 0 ? Common.Refusal.RoleForbidden
            : reached.Length == 0 ? Common.Refusal.NotFound
            : reached.Any(IsApplicant) || !who.Conflicts.Contains(org) ? null
            : Common.Refusal.ConflictOfInterest;
    }

    /// <summary>Whether this role of this person covers the case.</summary>
    public static bool Covers(Book book, OrgId org, Actor who, Role role) => role switch
    {
        Role.ApplicantEditor or Role.ApplicantSignatory => who.Org == org,
        Role.Officer or Role.SectionHead => who.Sections.Contains(book.Programme.Section),
        Role.FundAdministrator or Role.Leader or Role.Auditor or Role.System => true,
        _ => false,
    };

    public static bool IsApplicant(Role role) => role is Role.ApplicantEditor or Role.ApplicantSignatory;
}
