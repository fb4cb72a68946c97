using System.Collections.Frozen;
using System.Globalization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Commands;
using static ProjectFlow.Core.Grants.GrantCommand;
using In = ProjectFlow.Portal.Pages.Commands.InputKind;

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>The commands of a grant as forms, by the names of the API.</summary>
internal static class GrantForms
{
    public static FrozenDictionary<string, CommandForm> All { get; } = new Dictionary<string, CommandForm>
    {
        ["sign-contract"] = Form(
            g => [Budget(g, "budget"), new("targets", In.Text), new("from", In.Day), LastDay, File("document")],
            v => new SignContract(Lines(v, "budget"), v.Lines("targets"), v.Day("from")!.Value, v.Day("to")!.Value, v.Text("document"))),
        ["countersign-contract"] = Form(_ => [], _ => new CountersignContract()) with { HasObject = Has(g => g.Recorded is not null) },
        ["declare-not-signed"] = Form(_ => [Reason], v => new DeclareNotSigned(v.Text("reason"))),
        ["plan-instalments"] = Form(_ => [GrantInputs.Plan], v => new PlanInstalments(Plan(v))),
        ["reach-milestone"] = Form(
            g => [Instalment(g, i => i is { Trigger: InstalmentTrigger.Milestone, Milestone: null }), File("document")], v => new ReachMilestone(No(v), v.Text("document"))),
        ["request-disbursement"] = Form(g => [Instalment(g, _ => true), Amount], v => new RequestDisbursement(No(v), v.Money("amount")!.Value)),
        ["approve-disbursement"] = Form(g => [Payment(g, p => p.State == PaymentState.Requested)], v => new ApproveDisbursement(v.Text("payment"))),
        ["refuse-disbursement"] = Form(g => [Payment(g, p => p.IsPending), Reason], v => new RefuseDisbursement(v.Text("payment"), v.Text("reason"))),
        ["record-payment"] = Form(
            g => [Payment(g, p => p.State == PaymentState.Approved), new("voucherNo", In.Line), new("on", In.Day), new("bankReference", In.Line)],
            v => new RecordPayment(v.Text("payment"), v.Text("voucherNo"), v.Day("on")!.Value, v.Text("bankReference"))),
        ["confirm-receipt"] = Form(g => [Payment(g, p => p.State == PaymentState.Paid), Amount, File("bankSlip")], v => new ConfirmReceipt(v.Text("payment"), v.Money("amount")!.Value, v.Text("bankSlip"))),
        ["reverse-payment"] = Form(g => [Payment(g, p => p is { State: PaymentState.Paid, ReversalBy: null }), Reason], v => new ReversePayment(v.Text("payment"), v.Text("reason"))),
        ["confirm-reversal"] = Form(g => [Payment(g, p => p is { State: PaymentState.Paid, ReversalBy: not null })], v => new ConfirmReversal(v.Text("payment"))),
        ["record-allocation"] = Form(
            _ => [new("documentNo", In.Line), Amount, new("on", In.Day), File("document")], v => new RecordAllocation(v.Text("documentNo"), v.Money("amount")!.Value, v.Day("on")!.Value, v.Text("document"))),
        ["record-arrival"] = Form(
            g => [Instalment(g, _ => true), Amount, new("on", In.Day), File("bankSlip")], v => new RecordArrival(No(v), v.Money("amount")!.Value, v.Day("on")!.Value, v.Text("bankSlip"))),
        ["confirm-arrival"] = Form(g => [Payment(g, p => p.State == PaymentState.Requested)], v => new ConfirmArrival(v.Text("payment"))),
        ["submit-report"] = Form(
            g => [GrantInputs.ReportKinds, new("periodEnd", In.Day), Budget(g, "figures"), File("document") with { Label = ("报告及凭证（合并为一个文件）", "Report with its vouchers, in one file") }],
            v => new SubmitReport(Enum.Parse<ReportKind>(v.Text("kind")), v.Day("periodEnd")!.Value, [.. Lines(v, "figures").Where(l => l.Fiscal != Money.Zero || l.Self != Money.Zero)], v.Text("document"))),
        ["accept-report"] = Form(g => [Report(g)], v => new AcceptReport(v.Text("report"))),
        ["return-report"] = Form(g => [Report(g), Reason], v => new ReturnReport(v.Text("report"), v.Text("reason"))),
        ["propose-amendment"] = Form(
            g => [GrantInputs.AmendmentKinds, Reason, File("document"), Budget(g, "budget"), LastDay with { Required = false }, new("targets", In.Text, false)],
            v => new ProposeAmendment(Enum.Parse<AmendmentKind>(v.Text("kind")), v.Text("reason"), v.Text("document"), Lines(v, "budget") is var b && b.Any(l => l.Fiscal != Money.Zero || l.Self != Money.Zero) ? b : null, v.Day("to"), v.Lines("targets") is { Count: > 0 } t ? t : null)) with
        { HasObject = Has(g => g.Amendment is null) },
        ["decide-amendment"] = Form(
            _ => [GrantInputs.Approved, Reason with { Required = false }, File("document") with { Required = false }],
            v => new DecideAmendment(v.Text("approved") == "true", v.TextOrNull("reason"), v.TextOrNull("document"))) with
        { HasObject = Has(g => g.Amendment is not null) },
        ["schedule-midterm"] = Form(_ => [new("on", In.Day)], v => new ScheduleMidterm(v.Day("on")!.Value)) with { HasObject = Has(g => g.Midterms.All(m => m.Result is not null)) },
        ["record-midterm"] = Form(_ => [GrantInputs.MidtermResults, File("document")], v => new RecordMidterm(Enum.Parse<MidtermResult>(v.Text("result")), v.Text("document"))) with { HasObject = Has(g => g.Midterms.Any(m => m.Result is null)) },
        ["suspend-grant"] = Form(_ => [Reason], v => new Suspend(v.Text("reason"))),
        ["resume-grant"] = Form(_ => [Reason, File("document")], v => new Resume(v.Text("reason"), v.Text("document"))),
        ["apply-acceptance"] = Form(_ => [File("report"), File("accounts"), File("audit") with { Required = false }], v => new ApplyAcceptance(v.Text("report"), v.Text("accounts"), v.TextOrNull("audit"))),
        ["record-acceptance"] = Form(
            g => [GrantInputs.AcceptanceResults, .. GrantInputs.Targets(g.Grant), File("opinion"), new("rectifyBy", In.Day, false)],
            v => new RecordAcceptance(Enum.Parse<AcceptanceResult>(v.Text("result")), TargetsMet(v), v.Text("opinion"), v.Day("rectifyBy"))),
        ["confirm-acceptance"] = Form(_ => [], _ => new ConfirmAcceptance()) with { HasObject = Has(g => g.Opinion is not null) },
        ["propose-termination"] = Form(_ => [Reason, File("document")], v => new ProposeTermination(v.Text("reason"), v.Text("document"))),
        ["terminate-grant"] = Form(_ => [Reason, File("opinion")], v => new Terminate(v.Text("reason"), v.Text("opinion"))) with { HasObject = Has(g => g.TerminationProposal is not null) },
        ["revoke-grant"] = Form(_ => [Reason, File("document")], v => new Revoke(v.Text("reason"), v.Text("document"))),
        ["retain-surplus"] = Form(_ => [Amount, File("document")], v => new RetainSurplus(v.Money("amount")!.Value, v.Text("document"))),
        ["open-clawback"] = Form(_ => [Amount, GrantInputs.Bases, File("document")], v => new OpenClawback(v.Money("amount")!.Value, Enum.Parse<ClawbackBasis>(v.Text("basis")), v.Text("document"))),
        ["record-repayment"] = Form(
            g => [Clawback(g), Amount, new("voucherNo", In.Line), new("on", In.Day)], v => new RecordRepayment(v.Text("clawback"), v.Money("amount")!.Value, v.Text("voucherNo"), v.Day("on")!.Value)),
        ["escalate-clawback"] = Form(g => [Clawback(g), File("document")], v => new EscalateClawback(v.Text("clawback"), v.Text("document"))),
        ["close-clawback"] = Form(g => [Clawback(g), File("writeOff") with { Required = false }], v => new CloseClawback(v.Text("clawback"), v.TextOrNull("writeOff"))),
        ["close-grant"] = Form(_ => [File("archiveIndex")], v => new Close(v.Text("archiveIndex"))),
        ["evaluate-performance"] = Form(_ => [new("score", In.Number), File("document")], v => new EvaluatePerformance(v.Number("score") ?? -1, v.Text("document"))),
    }.ToFrozenDictionary();

    private static CommandInput Reason => new("reason", In.Text);

    private static CommandInput Amount => new("amount", In.Money);

    private static CommandInput LastDay => new("to", In.Day) { Label = ("结束日期", "Last day") };

    private static CommandInput File(string name) => new(name, In.File);

    private static CommandForm Form(Func<GrantContext, IReadOnlyList<CommandInput>> inputs, Func<CommandValues, GrantCommand> make) => new(c => inputs((GrantContext)c), make);

    private static Func<CaseSubject, bool> Has(Func<Grant, bool> what) => c => what(((GrantContext)c).Grant);

    private static CommandInput Budget(GrantContext g, string name) => GrantInputs.Budget(g, name);

    private static CommandInput Instalment(GrantContext g, Func<Instalment, bool> which) => GrantInputs.Instalment(g.Grant, which);

    private static CommandInput Payment(GrantContext g, Func<Payment, bool> which) => GrantInputs.Payment(g.Grant, which);

    private static CommandInput Report(GrantContext g) => GrantInputs.Report(g.Grant);

    private static CommandInput Clawback(GrantContext g) => GrantInputs.Clawback(g.Grant);

    private static int No(CommandValues v) => int.Parse(v.Text("instalment"), CultureInfo.InvariantCulture);

    private static List<BudgetLine> Lines(CommandValues v, string name) =>
        [.. v.Rows(name).Select(r => new BudgetLine(r.For, v.Money(r.Path + "fiscal") ?? Money.Zero, v.Money(r.Path + "self") ?? Money.Zero))];

    private static List<PlannedInstalment> Plan(CommandValues v) =>
        [.. v.Rows("instalments").Where(r => v.Text(r.Path + "amount").Length > 0)
            .Select(r => new PlannedInstalment(v.Money(r.Path + "amount")!.Value, Enum.TryParse<InstalmentTrigger>(v.Text(r.Path + "trigger"), out var trigger) ? trigger : (InstalmentTrigger)(-1), v.Day(r.Path + "on")))];

    private static List<bool> TargetsMet(CommandValues v) => [.. v.Rows("targetsMet").Select(r => v.Text(r.Path + "met") == "true")];
}
