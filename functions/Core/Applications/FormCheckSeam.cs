using System.Text.Json;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Applications;

/// <summary>Presence of sections and fields only; values are checked by the forms part, which takes this type's place.</summary>
internal static class FormCheck
{
    public static IReadOnlyList<Problem> Types(FormDefinition definition, FormContent form) =>
        [.. form.Root.EnumerateObject().Where(s => s.Value.ValueKind != JsonValueKind.Object || !definition.Sections.Any(d => d.Id == s.Name))
            .Select(s => new Problem(s.Name, "unknown-section", "表单中没有这一部分", "The form has no such section."))];

    public static IReadOnlyList<Problem> Missing(FormDefinition definition, FormContent form, bool forGuidance) =>
        [.. definition.Sections.SelectMany(s => s.Fields.Where(f => forGuidance ? f.RequiredForGuidance : f.Required).Where(f => !Has(form.Root, s.Id, f.Id))
            .Select(f => new Problem($"{s.Id}.{f.Id}", "required", $"请填写：{f.LabelZh}", $"Fill in: {f.LabelEn}")))];

    private static bool Has(JsonElement root, string section, string field) =>
        root.TryGetProperty(section, out var s) && s.ValueKind == JsonValueKind.Object && s.TryGetProperty(field, out var v)
        && v.ValueKind != JsonValueKind.Null && !(v.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(v.GetString()));
}

/// <summary>Judges nothing itself: every rule that is not a person's to judge is unknown, so a blocking one blocks.</summary>
public static class RuleEvaluator
{
    public static IReadOnlyList<RuleResult> Evaluate(Programme programme, FormContent form, OrgFacts? org) =>
        [.. programme.Rules.Select(r => new RuleResult(r.Id, r is Rule.Manual ? RuleOutcome.Manual : RuleOutcome.Unknown, r.Severity, null, null, r.Source, r.Zh, r.En))];
}
