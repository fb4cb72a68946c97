using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

/// <summary>The weight of every command, and with it whether the person has to have proved lately who they are.</summary>
public static class CommandWeights
{
    private static readonly Type[] Everyday =
    [
        typeof(ApplicationCommand.CreateDraft), typeof(ApplicationCommand.SaveDraft), typeof(ApplicationCommand.AttachDocument), typeof(ApplicationCommand.RemoveDocument),
        typeof(ApplicationCommand.RequestGuidance), typeof(ApplicationCommand.Comment), typeof(ApplicationCommand.ResolveComment), typeof(ApplicationCommand.Assign),
        typeof(ApplicationCommand.ReturnForRevision), typeof(ApplicationCommand.PassGuidance), typeof(ApplicationCommand.VerifyDocument), typeof(ApplicationCommand.PassFormal),
        typeof(ApplicationCommand.ProposeFormalRejection), typeof(ApplicationCommand.AssignExperts), typeof(ApplicationCommand.RecordScore), typeof(ApplicationCommand.RecordForwarding),
        typeof(ApplicationCommand.RecordExternalStage), typeof(ApplicationCommand.StartPublicity), typeof(ApplicationCommand.ClosePublicity), typeof(ApplicationCommand.RecordObjection),
        typeof(ApplicationCommand.ExtendDeadline), typeof(ApplicationCommand.ProposeCorrection), typeof(ApplicationCommand.Tick),
        typeof(GrantCommand.Open), typeof(GrantCommand.SignContract), typeof(GrantCommand.PlanInstalments), typeof(GrantCommand.ReachMilestone), typeof(GrantCommand.RequestDisbursement),
        typeof(GrantCommand.SubmitReport), typeof(GrantCommand.AcceptReport), typeof(GrantCommand.ReturnReport), typeof(GrantCommand.ScheduleMidterm),
        typeof(GrantCommand.EvaluatePerformance), typeof(GrantCommand.Tick),
        typeof(CredentialCommand.Issue), typeof(CredentialCommand.FileAnnualReport), typeof(CredentialCommand.ReportChange), typeof(CredentialCommand.Supersede), typeof(CredentialCommand.Tick),
        typeof(RecordCommand.PutRecord), typeof(RecordCommand.MoveRecord), typeof(RecordCommand.RemoveRecord), typeof(RecordCommand.LinkRecord), typeof(RecordCommand.UnlinkRecord), typeof(RecordCommand.Tick),
    ];

    private static readonly Type[] Money =
    [
        typeof(GrantCommand.ApproveDisbursement), typeof(GrantCommand.RefuseDisbursement), typeof(GrantCommand.RecordPayment), typeof(GrantCommand.ConfirmReceipt),
        typeof(GrantCommand.ReversePayment), typeof(GrantCommand.ConfirmReversal), typeof(GrantCommand.RecordAllocation), typeof(GrantCommand.RecordArrival), typeof(GrantCommand.ConfirmArrival),
        typeof(GrantCommand.RetainSurplus), typeof(GrantCommand.OpenClawback), typeof(GrantCommand.RecordRepayment), typeof(GrantCommand.EscalateClawback), typeof(GrantCommand.CloseClawback),
    ];

    private static readonly Type[] Decision =
    [
        typeof(ApplicationCommand.RejectFormal), typeof(ApplicationCommand.Recommend), typeof(ApplicationCommand.NotRecommend), typeof(ApplicationCommand.ResolveObjection),
        typeof(ApplicationCommand.RecordDecision), typeof(ApplicationCommand.ConfirmDecision), typeof(ApplicationCommand.ConfirmWithdrawal), typeof(ApplicationCommand.LapseByBureau), typeof(ApplicationCommand.ConfirmCorrection),
        typeof(GrantCommand.DeclareNotSigned), typeof(GrantCommand.DecideAmendment), typeof(GrantCommand.RecordMidterm), typeof(GrantCommand.Suspend), typeof(GrantCommand.Resume), typeof(GrantCommand.RecordAcceptance),
        typeof(GrantCommand.ConfirmAcceptance), typeof(GrantCommand.Terminate), typeof(GrantCommand.Revoke), typeof(GrantCommand.Close),
        typeof(CredentialCommand.Revoke),
    ];

    private static readonly Type[] Signature =
    [
        typeof(ApplicationCommand.Submit), typeof(ApplicationCommand.Resubmit), typeof(ApplicationCommand.Withdraw), typeof(ApplicationCommand.RequestWithdrawal),
        typeof(GrantCommand.CountersignContract), typeof(GrantCommand.ProposeAmendment), typeof(GrantCommand.ApplyAcceptance), typeof(GrantCommand.ProposeTermination),
    ];

    /// <summary>Every command there is.</summary>
    public static FrozenDictionary<Type, CommandWeight> Table { get; } = new[]
    {
        (CommandWeight.Everyday, Everyday), (CommandWeight.Money, Money), (CommandWeight.Decision, Decision), (CommandWeight.Signature, Signature),
    }.SelectMany(w => w.Item2.Select(type => (Type: type, Weight: w.Item1))).ToFrozenDictionary(w => w.Type, w => w.Weight);

    public static bool NeedsProof(CaseCommand command) => Table[command.GetType()] switch
    {
        CommandWeight.Everyday => false,
        CommandWeight.Signature => command.By.Is(Role.ApplicantSignatory),
        _ => true,
    };
}
