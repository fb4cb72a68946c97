using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Applications;

/// <summary>What form, documents and rules say about handing in.</summary>
internal static class FormGate
{
    private const decimal MostYuan = 1_000_000_000_000;

    public static IReadOnlyList<Problem> Types(Book book, FormContent form) => FormCheck.Types(book.Programme.Form, form);

    public static IReadOnlyList<Problem> MissingForGuidance(Book book) => FormCheck.Missing(book.Programme.Form, Form(book), forGuidance: true);

    public static IReadOnlyList<Problem> Missing(Book book) => FormCheck.Missing(book.Programme.Form, Form(book), forGuidance: false);

    public static IReadOnlyList<Problem> MissingDocuments(Book book, Application a) =>
        [.. book.Programme.Documents.Where(d => d is { Required: true, ByBureau: false } && !a.Documents.Any(x => x.Slot == d.Id))
            .Select(d => new Problem(d.Id, "required", $"缺少：{d.TitleZh}", $"Missing: {d.TitleEn}"))];

    /// <summary>Blocking rules that are broken, or cannot be judged for want of data.</summary>
    public static IReadOnlyList<Problem> BlockingRules(Book book, DateTimeOffset at) =>
        [.. Results(book, at).Where(r => r.Severity == Severity.Block && (r.Outcome is RuleOutcome.Fail or RuleOutcome.Unknown))
            .Select(r => new Problem(r.RuleId, r.Outcome == RuleOutcome.Fail ? "rule-failed" : "rule-unknown", r.Zh, r.En))];

    /// <summary>Rules a person has to judge; noted with the submission.</summary>
    public static IReadOnlyList<string> LeftToReview(Book book, DateTimeOffset at) => [.. Results(book, at).Where(r => r.Outcome == RuleOutcome.Manual).Select(r => r.RuleId)];

    /// <summary>Stands for the person in <c>leader.leader</c>; events keep no names.</summary>
    public static string? LeaderKey(Book book) => LeaderName(Form(book).Root) is { } name
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)) : null;

    /// <summary>What stands in <c>project.requested</c>, when that is money.</summary>
    public static Money? Asked(Book book) => (book.Programme.Form.Find("project.requested")?.Type, new FormValues(book.Programme.Form, Form(book)).Number("project.requested")) switch
    {
        (FieldType.MoneyWanyuan, { } wanyuan and <= MostYuan) => Whole(wanyuan * 10_000),
        (FieldType.MoneyYuan, { } yuan) => Whole(yuan),
        _ => null,
    };

    private static Money? Whole(decimal yuan) => yuan is >= 0 and <= MostYuan && decimal.Round(yuan, 2) == yuan ? Money.FromYuan(yuan) : null;

    private static FormContent Form(Book book) => book.Form ?? FormContent.Empty;

    private static IReadOnlyList<RuleResult> Results(Book book, DateTimeOffset at) => RuleEvaluator.Evaluate(book.Programme, Form(book), book.Org, ChinaTime.DateOf(at));

    private static string? LeaderName(JsonElement root) =>
        root.TryGetProperty("leader", out var section) && section.ValueKind == JsonValueKind.Object && section.TryGetProperty("leader", out var leader) ? Name(leader)?.Trim() is { Length: > 0 } name ? name : null : null;

    private static string? Name(JsonElement leader) => leader.ValueKind switch
    {
        JsonValueKind.String => leader.GetString(),
        JsonValueKind.Object when leader.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String => name.GetString(),
        _ => null,
    };
}
