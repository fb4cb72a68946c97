using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Grants;
using static ProjectFlow.Core.Applications.ApplicationCommand;
using In = ProjectFlow.Portal.Pages.Commands.InputKind;

namespace ProjectFlow.Portal.Pages.Commands;

/// <summary>How a command is asked for on a page.</summary>
/// <param name="Inputs">May depend on the case: its criteria, its open objections.</param>
/// <param name="Make">Called only when no required input is missing.</param>
internal sealed record CommandForm(Func<CaseSubject, IReadOnlyList<CommandInput>> Inputs, Func<CommandValues, CaseCommand> Make)
{
    /// <summary>Whether the case has what the command is about, such as something recorded to confirm.</summary>
    public Func<CaseSubject, bool> HasObject { get; init; } = _ => true;

    /// <summary>Also false when a choice that must be made has nothing to choose from.</summary>
    public bool IsDue(CaseSubject found) => HasObject(found) && Inputs(found).All(i => i is not { Kind: In.Choice, Required: true, Options.Count: 0 } || i.Name == Person);

    /// <summary>Persons to choose from are known only once the directory was asked.</summary>
    private const string Person = "to";
}

/// <summary>The bureau's and the experts' commands as forms, by the names of the API. What the desk thinks of them is the desk's.</summary>
internal static class CommandForms
{
    public static FrozenDictionary<string, CommandForm> All { get; } = new Dictionary<string, CommandForm>
    {
        ["assign"] = Form(v => new Assign(new(v.Text("to"))), new CommandInput("to", In.Choice)),
        ["verify-document"] = new(c => [Slots(c), new("originalSeen", In.Tick)], v => new VerifyDocument(v.Text("slot"), v.Tick("originalSeen"))),
        ["pass-formal"] = Form(v => new PassFormal(v.Tick("eligibilityConfirmed"), v.TextOrNull("verificationForm")), new("eligibilityConfirmed", In.Tick), new("verificationForm", In.File, false)),
        ["propose-formal-rejection"] = Form(v => new ProposeFormalRejection(v.Text("reason"), v.Text("rule")), new("reason", In.Text), new("rule", In.Line)),
        ["reject-formal"] = Form(v => new RejectFormal(v.Text("reason"), v.Text("rule")), new("reason", In.Text), new("rule", In.Line)),
        ["assign-experts"] = Form(v => new AssignExperts([.. v.All("experts").Select(e => new PersonId(e))]), new CommandInput("experts", In.Choices)),
        ["record-score"] = new(c => [.. Criteria(c), new("opinion", In.Text, false)], v => new RecordScore(Scores(v), v.TextOrNull("opinion"))),
        ["recommend"] = Form(v => new Recommend(v.Number("rank") ?? 0, v.Text("minutes")), new("rank", In.Number), new("minutes", In.File)),
        ["not-recommend"] = Form(v => new NotRecommend(v.Text("reason"), v.Text("minutes"), v.Tick("reserve")), new("reason", In.Text), new("minutes", In.File), new("reserve", In.Tick)),
        ["record-forwarding"] = Form(v => new RecordForwarding(v.Text("authority"), v.Text("channel"), v.Text("receiptNo"), v.Day("on")!.Value, v.Text("receipt")), new("authority", In.Line), new("channel", In.Line), new("receiptNo", In.Line), new("on", In.Day), new("receipt", In.File)),
        ["record-external-stage"] = Form(v => new RecordExternalStage(Enum.Parse<ExternalStage>(v.Text("stage")), v.Day("on")!.Value, v.Text("document"), v.Day("from"), v.Day("to")), Stages, new("on", In.Day), new("document", In.File), new("from", In.Day, false), LastDay),
        ["start-publicity"] = Form(v => new StartPublicity(v.Day("on")!.Value, v.Text("notice")), new("on", In.Day), new("notice", In.File)),
        ["close-publicity"] = Form(_ => new ClosePublicity()),
        ["record-objection"] = Form(v => new RecordObjection(v.Text("objector"), v.Text("contact"), v.Text("text"), v.TextOrNull("document")), new("objector", In.Line), new("contact", In.Line), new("text", In.Text), new("document", In.File, false)),
        ["resolve-objection"] = new(c => [Objections(c), Outcomes, new("reason", In.Text), new("reply", In.File, false)], v => new ResolveObjection(v.Text("objection"), Enum.Parse<ObjectionOutcome>(v.Text("outcome")), v.Text("reason"), v.TextOrNull("reply"))),
        ["record-decision"] = Form(
            v => new RecordDecision(v.Text("approved") == "true", v.Text("documentNo"), v.Text("document"), v.Money("award"), v.TextOrNull("projectNo"), v.Day("from"), v.Day("to"), v.TextOrNull("reason")),
            YesNo, new("documentNo", In.Line), new("document", In.File), new("award", In.Money, false), new("projectNo", In.Line, false), new("from", In.Day, false), LastDay, new("reason", In.Text, false)),
        ["confirm-decision"] = Form(_ => new ConfirmDecision()),
        ["request-withdrawal"] = Form(v => new RequestWithdrawal(v.Text("reason"), v.Text("letter")), new("reason", In.Text), new("letter", In.File)),
        ["confirm-withdrawal"] = Form(v => new ConfirmWithdrawal(v.Text("consent")), new CommandInput("consent", In.File)),
        ["extend-deadline"] = Form(v => new ExtendDeadline(v.Day("dueOn")!.Value, v.Text("reason")), new("dueOn", In.Day), new("reason", In.Text)),
        ["lapse-by-bureau"] = Form(v => new LapseByBureau(v.Text("reason")), new CommandInput("reason", In.Text)),
        ["propose-correction"] = Form(v => new ProposeCorrection(v.Text("fact"), v.Text("value"), v.Text("reason"), v.Text("document")), Facts, new("value", In.Line), new("reason", In.Text), new("document", In.File)),
        ["confirm-correction"] = Form(_ => new ConfirmCorrection()),
    }.ToFrozenDictionary();

    /// <summary>Null for a command that is asked for by no form.</summary>
    public static CommandForm? Find(string command) => All.GetValueOrDefault(command) ?? GrantForms.All.GetValueOrDefault(command);

    internal static CommandInput Stages => new("stage", In.Choice)
    {
        Options = [("Accepted", "已受理", "accepted for processing"), ("ExpertReview", "专家评审", "expert review"), ("Defence", "答辩", "defence"), ("Publicity", "上级公示", "public notice by the authority"), ("Decided", "已决定", "decided")],
    };

    internal static CommandInput LastDay => new("to", In.Day, false) { Label = ("结束日期", "Last day") };

    private static CommandInput Outcomes => new("outcome", In.Choice) { Options = [("Dismissed", "不成立", "dismissed"), ("Upheld", "成立", "upheld"), ("Withdrawn", "已撤回", "withdrawn")] };

    private static CommandInput YesNo => new("approved", In.Choice) { Options = [("true", "批准", "approved"), ("false", "不批准", "not approved")] };

    private static CommandInput Facts => new("fact", In.Choice)
    {
        Options = [("receiptNo", "受理编号", "receipt number"), ("documentNo", "文号", "document number"), ("projectNo", "项目编号", "project number"), ("award", "资助金额（分）", "award (fen)"), ("termFrom", "实施期开始", "first day of the term"), ("termTo", "实施期结束", "last day of the term")],
    };

    private static CommandForm Form(Func<CommandValues, ApplicationCommand> make, params CommandInput[] inputs) => new(_ => inputs, make);

    private static CommandInput Slots(CaseSubject c) => new("slot", In.Choice) { Options = [.. c.Programme.Documents.Where(d => !d.ByBureau).Select(d => (d.Id, d.TitleZh, d.TitleEn))] };

    private static IEnumerable<CommandInput> Criteria(CaseSubject c) => c.Programme.Stages.ScoreSheet.Select(k => new CommandInput("scores." + k.Id, In.Number) { Label = ($"{k.Zh}（0–{k.Max}）", $"{k.En} (0–{k.Max})") });

    private static CommandInput Objections(CaseSubject c) => new("objection", In.Choice) { Options = [.. ((CaseContext)c).Application.Objections.Where(o => o.Outcome is null).Select(o => (o.Id, o.Text, o.Text))] };

    private static Dictionary<string, int> Scores(CommandValues v) => v.Given.Keys.Where(k => k.StartsWith("scores.", StringComparison.Ordinal)).ToDictionary(k => k["scores.".Length..], k => v.Number(k) ?? -1);
}
