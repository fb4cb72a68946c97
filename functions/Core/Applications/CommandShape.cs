using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Core.Applications;

/// <summary>Whether a command is well-formed by itself, whatever the case: texts present and short enough, documents named by hash.</summary>
internal static class CommandShape
{
    private const int Reason = 2000;
    private const int Line = 200;

    public static IReadOnlyList<Problem> Problems(ApplicationCommand command) => [.. Of(command).OfType<Problem>()];

    private static IEnumerable<Problem?> Of(ApplicationCommand command) => command switch
    {
        CreateDraft c => [Text("title", c.Title, Line), .. (c.Partners ?? []).SelectMany((p, i) => new[] { Text($"partners[{i}].role", p.Role, 50), Text($"partners[{i}].name", p.Name, Line) })],
        SaveDraft c => [Text("title", c.Title, Line)],
        AttachDocument c => [Text("document.slot", c.Document.Slot, 64), Text("document.name", c.Document.Name, Line), Hash("document.hash", c.Document.Hash)],
        Comment c => [Text("text", c.Text, 4000), Optional("anchor", c.Anchor, Line)],
        ReturnForRevision c => c.Comments.SelectMany((n, i) => new[] { Text($"comments[{i}].text", n.Text, 4000), Optional($"comments[{i}].anchor", n.Anchor, Line) }),
        PassGuidance c => c.Checklist.Count == 0 ? [Required("checklist")] : c.Checklist.Select((item, i) => Text($"checklist[{i}]", item, Line)),
        PassFormal c => [OptionalHash("verificationForm", c.VerificationForm)],
        ProposeFormalRejection c => [Text("reason", c.Reason, Reason), Text("rule", c.Rule, Line)],
        RejectFormal c => [Text("reason", c.Reason, Reason), Text("rule", c.Rule, Line)],
        AssignExperts c => [c.Experts.Count == 0 ? Required("experts") : c.Experts.Count > 15 ? TooLong("experts", 15) : null],
        RecordScore c => [Optional("opinion", c.Opinion, 4000)],
        Recommend c => [Hash("minutes", c.Minutes), c.Rank < 1 ? Invalid("rank") : null],
        NotRecommend c => [Text("reason", c.Reason, Reason), Hash("minutes", c.Minutes)],
        RecordForwarding c => [Text("authority", c.Authority, Line), Text("channel", c.Channel, Line), Text("receiptNo", c.ReceiptNo, Line), Hash("receipt", c.Receipt)],
        RecordExternalStage c => [Hash("document", c.Document), c.Stage is ExternalStage.ToForward or ExternalStage.Forwarded || !Enum.IsDefined(c.Stage) ? Invalid("stage") : null],
        StartPublicity c => [Hash("notice", c.Notice)],
        RecordObjection c => [Text("objector", c.Objector, Line), Text("contact", c.Contact, Line), Text("text", c.Text, 4000), OptionalHash("document", c.Document)],
        ResolveObjection c => [Text("reason", c.Reason, Reason), OptionalHash("reply", c.Reply), Enum.IsDefined(c.Outcome) ? null : Invalid("outcome")],
        RecordDecision c => [Text("documentNo", c.DocumentNo, Line), Hash("document", c.Document), Optional("projectNo", c.ProjectNo, Line), Optional("reason", c.Reason, Reason)],
        Withdraw c => [Text("reason", c.Reason, Reason)],
        RequestWithdrawal c => [Text("reason", c.Reason, Reason), Hash("letter", c.Letter)],
        ConfirmWithdrawal c => [Hash("consent", c.Consent)],
        ExtendDeadline c => [Text("reason", c.Reason, Reason)],
        LapseByBureau c => [Text("reason", c.Reason, Reason)],
        ProposeCorrection c => [Text("value", c.Value, Line), Text("reason", c.Reason, Reason), Hash("document", c.Document)],
        _ => [],
    };

    internal static Problem? Text(string path, string? text, int max) => string.IsNullOrWhiteSpace(text) ? Required(path) : Optional(path, text, max);

    internal static Problem? Optional(string path, string? text, int max) => text?.Length > max ? TooLong(path, max) : null;

    internal static Problem? Hash(string path, string? hash) => string.IsNullOrEmpty(hash) ? Required(path) : OptionalHash(path, hash);

    internal static Problem? OptionalHash(string path, string? hash) =>
        hash is null || (hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)) ? null : Invalid(path);

    internal static Problem Required(string path) => new(path, "required", "此项必填", "This is required.");

    internal static Problem TooLong(string path, int max) => new(path, "too-long", $"不得超过{max}", $"No more than {max} are allowed.");

    internal static Problem Invalid(string path) => new(path, "invalid", "内容无效", "This is not a valid value.");
}
