using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.CommandShape;
using static ProjectFlow.Core.Grants.GrantCommand;

namespace ProjectFlow.Core.Grants;

/// <summary>Whether a command is well-formed by itself, whatever the case: texts present and short enough, amounts positive, documents named by hash.</summary>
internal static class GrantShape
{
    private const int Reason = 2000;
    private const int Line = 200;

    // A hundred thousand million yuan; sums of many such amounts still fit.
    private const long Most = 10_000_000_000_000;

    public static IReadOnlyList<Problem> Problems(GrantCommand command) => [.. Of(command).OfType<Problem>()];

    private static IEnumerable<Problem?> Of(GrantCommand command) => command switch
    {
        Open c => [Text("title", c.Title, Line), Text("documentNo", c.DocumentNo, Line), NotNegative("award", c.Award), c.To < c.From ? Invalid("to") : null],
        SignContract c => [Hash("document", c.Document), c.To <= c.From ? Invalid("to") : null, c.Targets.Count == 0 ? Required("targets") : null, .. c.Targets.Select((t, i) => Text($"targets[{i}]", t, Line)), .. Lines("budget", c.Budget)],
        DeclareNotSigned c => [Text("reason", c.Reason, Reason)],
        PlanInstalments c => c.Instalments.Count > 24 ? [TooLong("instalments", 24)] : c.Instalments.Select((p, i) => Positive($"instalments[{i}].amount", p.Amount) ?? (Enum.IsDefined(p.Trigger) && (p.On is null) == (p.Trigger != Programmes.InstalmentTrigger.Date) ? null : Invalid($"instalments[{i}].trigger"))),
        ReachMilestone c => [Hash("document", c.Document)],
        RequestDisbursement c => [Positive("amount", c.Amount)],
        RefuseDisbursement c => [Text("reason", c.Reason, Reason)],
        RecordPayment c => [Text("voucherNo", c.VoucherNo, 50), Text("bankReference", c.BankReference, Line)],
        ConfirmReceipt c => [Hash("bankSlip", c.BankSlip)],
        ReversePayment c => [Text("reason", c.Reason, Reason)],
        RecordAllocation c => [Text("documentNo", c.DocumentNo, Line), Positive("amount", c.Amount), Hash("document", c.Document)],
        RecordArrival c => [Positive("amount", c.Amount), Hash("bankSlip", c.BankSlip)],
        SubmitReport c => [Enum.IsDefined(c.Kind) ? null : Invalid("kind"), Hash("document", c.Document), .. Lines("figures", c.Figures)],
        ReturnReport c => [Text("reason", c.Reason, Reason)],
        ProposeAmendment c => [Enum.IsDefined(c.Kind) ? null : Invalid("kind"), Text("reason", c.Reason, Reason), Hash("document", c.Document), .. Lines("budget", c.Budget ?? []), .. (c.Targets ?? []).Select((t, i) => Text($"targets[{i}]", t, Line))],
        DecideAmendment c => [Optional("reason", c.Reason, Reason), OptionalHash("document", c.Document), c is { Approved: false, Reason: null } ? Required("reason") : null],
        RecordMidterm c => [Enum.IsDefined(c.Result) ? null : Invalid("result"), Hash("document", c.Document)],
        Suspend c => [Text("reason", c.Reason, Reason)],
        Resume c => [Text("reason", c.Reason, Reason), Hash("document", c.Document)],
        ApplyAcceptance c => [Hash("report", c.Report), Hash("accounts", c.Accounts), OptionalHash("audit", c.Audit)],
        RecordAcceptance c => [Enum.IsDefined(c.Result) ? null : Invalid("result"), Hash("opinion", c.Opinion), (c.RectifyBy is null) == (c.Result != AcceptanceResult.Rectify) ? null : Invalid("rectifyBy")],
        ProposeTermination c => [Text("reason", c.Reason, Reason), Hash("document", c.Document)],
        Terminate c => [Text("reason", c.Reason, Reason), Hash("opinion", c.Opinion)],
        Revoke c => [Text("reason", c.Reason, Reason), Hash("document", c.Document)],
        _ => Settling(command),
    };

    private static IEnumerable<Problem?> Settling(GrantCommand command) => command switch
    {
        RetainSurplus c => [Positive("amount", c.Amount), Hash("document", c.Document)],
        OpenClawback c => [Positive("amount", c.Amount), Hash("document", c.Document), Enum.IsDefined(c.Basis) ? null : Invalid("basis")],
        RecordRepayment c => [Positive("amount", c.Amount), Text("voucherNo", c.VoucherNo, 50)],
        EscalateClawback c => [Hash("document", c.Document)],
        CloseClawback c => [OptionalHash("writeOff", c.WriteOff)],
        Close c => [Hash("archiveIndex", c.ArchiveIndex)],
        EvaluatePerformance c => [c.Score is < 0 or > 100 ? Invalid("score") : null, Hash("document", c.Document)],
        _ => [],
    };

    private static IEnumerable<Problem?> Lines(string path, IReadOnlyList<BudgetLine> lines) => lines.Count > 50 ? [TooLong(path, 50)]
        : lines.SelectMany((l, i) => new[] { Text($"{path}[{i}].category", l.Category, 64), NotNegative($"{path}[{i}].fiscal", l.Fiscal), NotNegative($"{path}[{i}].self", l.Self) });

    private static Problem? Positive(string path, Money amount) => amount.Fen is > 0 and <= Most ? null : Invalid(path);

    private static Problem? NotNegative(string path, Money amount) => amount.Fen is >= 0 and <= Most ? null : Invalid(path);
}
