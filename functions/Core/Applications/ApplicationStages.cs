using System.Collections.Frozen;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Core.Applications;

/// <summary>At which stages a command has a meaning at all, whatever else may stand in its way (domain.md §3.2, column "From").</summary>
internal static class ApplicationStages
{
    public static bool Knows(Stage stage, Type command) => Table.TryGetValue(command, out var knows) && knows(stage);

    private static readonly FrozenDictionary<Type, Func<Stage, bool>> Table = new Dictionary<Type, Func<Stage, bool>>
    {
        [typeof(SaveDraft)] = IsEditable,
        [typeof(AttachDocument)] = IsEditable,
        [typeof(RemoveDocument)] = IsEditable,
        [typeof(RequestGuidance)] = s => s is Stage.Draft,
        [typeof(Comment)] = IsLive,
        [typeof(ResolveComment)] = IsLive,
        [typeof(Assign)] = s => s is Stage.GuidanceReview or Stage.FormalReview or Stage.Selection,
        [typeof(ReturnForRevision)] = s => s is Stage.GuidanceReview or Stage.FormalReview or Stage.External,
        [typeof(Resubmit)] = s => s is Stage.Returned,
        [typeof(PassGuidance)] = s => s is Stage.GuidanceReview,
        [typeof(Submit)] = s => s is Stage.Draft or Stage.ReadyToSubmit,
        [typeof(VerifyDocument)] = s => s is Stage.FormalReview or Stage.Selection,
        [typeof(PassFormal)] = s => s is Stage.FormalReview,
        [typeof(ProposeFormalRejection)] = s => s is Stage.FormalReview,
        [typeof(RejectFormal)] = s => s is Stage.FormalReview,
        [typeof(AssignExperts)] = s => s is Stage.Selection,
        [typeof(RecordScore)] = s => s is Stage.Selection,
        [typeof(Recommend)] = s => s is Stage.Selection,
        [typeof(NotRecommend)] = s => s is Stage.Selection or Stage.Publicity,
        [typeof(RecordForwarding)] = s => s is Stage.External,
        [typeof(RecordExternalStage)] = s => s is Stage.External,
        [typeof(StartPublicity)] = s => s is Stage.Publicity { From: null },
        [typeof(ClosePublicity)] = s => s is Stage.Publicity,
        [typeof(RecordObjection)] = IsDecidable,
        [typeof(ResolveObjection)] = IsDecidable,
        [typeof(RecordDecision)] = IsDecidable,
        [typeof(ConfirmDecision)] = IsDecidable,
        [typeof(Withdraw)] = s => s is Stage.Draft or Stage.GuidanceReview or Stage.ReadyToSubmit or Stage.FormalReview or Stage.Selection or Stage.Returned { From: not ReturnOrigin.External },
        [typeof(RequestWithdrawal)] = IsAtAuthority,
        [typeof(ConfirmWithdrawal)] = IsAtAuthority,
        [typeof(ExtendDeadline)] = s => s is Stage.Draft or Stage.ReadyToSubmit or Stage.Lapsed || Deadlines.Of(s) is not null,
        [typeof(LapseByBureau)] = s => s is Stage.GuidanceReview,
        [typeof(ProposeCorrection)] = _ => true,
        [typeof(ConfirmCorrection)] = _ => true,
        [typeof(Tick)] = _ => true,
    }.ToFrozenDictionary();

    private static bool IsEditable(Stage s) => s is Stage.Draft or Stage.Returned or Stage.ReadyToSubmit;

    private static bool IsLive(Stage s) => s is not Stage.Lapsed && !s.IsOver;

    private static bool IsDecidable(Stage s) => s is Stage.External or Stage.Publicity;

    private static bool IsAtAuthority(Stage s) => s is Stage.External or Stage.Returned { From: ReturnOrigin.External };
}
