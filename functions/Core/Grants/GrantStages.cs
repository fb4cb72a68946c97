using System.Collections.Frozen;
using ProjectFlow.Core.Programmes;
using static ProjectFlow.Core.Grants.GrantCommand;
using static ProjectFlow.Core.Grants.GrantStage;

namespace ProjectFlow.Core.Grants;

/// <summary>At which stages, and in which kind of programme, a command has a meaning at all (domain.md §3.3).</summary>
internal static class GrantStages
{
    public static bool Knows(Programme programme, GrantStage stage, Type command) =>
        Table.TryGetValue(command, out var stages) && stages.Contains(stage) && Suits(programme, command);

    /// <summary>Rewards and post-subsidies without a contract: one payment, nothing to report (fast lane).</summary>
    public static bool IsFast(Programme programme) =>
        programme is { Funding.Mode: FundingMode.Reward or FundingMode.PostSubsidy, Stages.ContractRequired: false };

    private static readonly GrantStage[] Live = [Active, Suspended, Acceptance, Settlement];
    private static readonly GrantStage[] Payable = [Active, Acceptance, Settlement];

    private static readonly FrozenDictionary<Type, GrantStage[]> Table = new Dictionary<Type, GrantStage[]>
    {
        [typeof(SignContract)] = [Contracting],
        [typeof(CountersignContract)] = [Contracting],
        [typeof(DeclareNotSigned)] = [Contracting],
        [typeof(PlanInstalments)] = [Contracting, Active],
        [typeof(ReachMilestone)] = [Active, Acceptance],
        [typeof(RequestDisbursement)] = Payable,
        [typeof(ApproveDisbursement)] = Payable,
        [typeof(RefuseDisbursement)] = Live,
        [typeof(RecordPayment)] = Payable,
        [typeof(ConfirmReceipt)] = Live,
        [typeof(ReversePayment)] = Live,
        [typeof(ConfirmReversal)] = Live,
        [typeof(RecordAllocation)] = [Contracting, .. Live],
        [typeof(RecordArrival)] = Payable,
        [typeof(ConfirmArrival)] = Payable,
        [typeof(SubmitReport)] = Live,
        [typeof(AcceptReport)] = Live,
        [typeof(ReturnReport)] = Live,
        [typeof(ProposeAmendment)] = [Active],
        [typeof(DecideAmendment)] = [Active, Suspended],
        [typeof(ScheduleMidterm)] = [Active],
        [typeof(RecordMidterm)] = [Active],
        [typeof(Suspend)] = [Active],
        [typeof(Resume)] = [Suspended],
        [typeof(ApplyAcceptance)] = [Active],
        [typeof(RecordAcceptance)] = [Acceptance],
        [typeof(ConfirmAcceptance)] = [Acceptance],
        [typeof(ProposeTermination)] = [Active, Suspended, Acceptance],
        [typeof(Terminate)] = [Active, Suspended, Acceptance],
        [typeof(Revoke)] = [Contracting, .. Live],
        [typeof(RetainSurplus)] = [Settlement],
        [typeof(OpenClawback)] = Live,
        [typeof(RecordRepayment)] = Live,
        [typeof(EscalateClawback)] = Live,
        [typeof(CloseClawback)] = Live,
        [typeof(Close)] = [Settlement],
        [typeof(EvaluatePerformance)] = [Closed],
        [typeof(Tick)] = [Contracting, .. Live, Closed],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<Type> Full = FrozenSet.Create(
        typeof(SignContract), typeof(CountersignContract), typeof(DeclareNotSigned), typeof(PlanInstalments), typeof(ReachMilestone), typeof(SubmitReport), typeof(AcceptReport), typeof(ReturnReport),
        typeof(ProposeAmendment), typeof(DecideAmendment), typeof(ScheduleMidterm), typeof(RecordMidterm), typeof(ApplyAcceptance), typeof(RecordAcceptance), typeof(ConfirmAcceptance), typeof(RetainSurplus));

    private static readonly FrozenSet<Type> OwnPayments = FrozenSet.Create(
        typeof(RequestDisbursement), typeof(ApproveDisbursement), typeof(RecordPayment), typeof(ConfirmReceipt), typeof(ReversePayment), typeof(ConfirmReversal));

    private static readonly FrozenSet<Type> Arrivals = FrozenSet.Create(typeof(RecordAllocation), typeof(RecordArrival), typeof(ConfirmArrival));

    private static bool Suits(Programme programme, Type command) =>
        !(IsFast(programme) && Full.Contains(command))
        && (programme.Funding.Payer == Payer.Local || !OwnPayments.Contains(command))
        && (programme.Funding.Payer == Payer.External || !Arrivals.Contains(command))
        && (programme.Funding.Payer != Payer.None || (command != typeof(PlanInstalments) && command != typeof(RefuseDisbursement)));
}
