using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Cases;

/// <param name="Seen">Hash of the section the page is made from.</param>
/// <param name="Saved">Everything was saved just now.</param>
public sealed record SectionModel(CaseContext Case, FormView View, string Seen, bool Saved = false, Refusal? Why = null);

/// <param name="Mine">All fields as this person's page had them, to be sent again.</param>
public sealed record ConflictModel(CaseContext Case, FormSection Section, JsonObject Typed, JsonObject? Theirs, IReadOnlyList<KeyValuePair<string, string>> Mine);

/// <summary>Answer to a script that saves by itself.</summary>
/// <param name="Seen">The new hash, for the next save.</param>
/// <param name="Conflict">Somebody else changed this section; nothing was saved.</param>
internal sealed record AutosaveAnswer(string? SavedAt, string? Seen, bool Conflict, string? Message, IReadOnlyDictionary<string, string> Wrong, IReadOnlyDictionary<string, string?> Computed);

/// <summary>One section of the form: filled in, or looked at.</summary>
internal static class SectionPages
{
    public static async Task<IResult> SeeAsync(string id, string section, string? saved, HttpContext http, CaseDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found || SectionOf(found, section) is not { } of)
        {
            return Refusal.NotFound.ToProblem();
        }

        var stored = FormEditing.Section(found.Form, section);
        return Show.Page<SectionPage>(new SectionModel(found, View(found, of, stored ?? Begun(found, of), found.Form), FormEditing.HashOf(stored), saved is not null));
    }

    public static async Task<IResult> SaveAsync(string id, string section, HttpContext http, CaseDesk desk, DraftSaving saving, CaseClock clock, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found || SectionOf(found, section) is not { } of)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var doing = RowAction.Parse(posted["do"]);
        JsonObject Typed(JsonObject? stored) => doing.Apply(new PostedSection(posted).Read(of, stored));
        var outcome = await saving.SaveAsync(http, found.View.Id, found.Programme, section, Typed, posted["seen"].ToString(), CaseDesk.OperationOf(posted["operation"]), ct);
        return PageRequests.IsScript(http.Request)
            ? Script(found, outcome, clock, Language.PrefersEnglish(http))
            : await AnswerAsync(http, desk, found, of, outcome, Typed(FormEditing.Section(found.Form, section)), posted, doing, ct);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, CaseDesk desk, CaseContext found, FormSection section, SaveOutcome outcome, JsonObject typed, IFormCollection posted, RowAction doing, CancellationToken ct)
    {
        var now = outcome is SaveOutcome.Saved ? await desk.FindAsync(http, found.View.Id.Value, ct) ?? found : found;
        switch (outcome)
        {
            case SaveOutcome.Conflict conflict:
                return Show.Page<ConflictPage>(new ConflictModel(found, section, typed, conflict.Theirs, Mine(posted)), StatusCodes.Status409Conflict);
            case SaveOutcome.Refused refused:
                return Show.Again<SectionPage>(new SectionModel(found, View(found, section, typed, found.Form), posted["seen"].ToString(), Why: refused.Why), refused.Why);
            case SaveOutcome.Saved { Problems.Count: > 0 } saved:
                var why = SectionRefusals.SomeLeftOut(saved.Problems);
                return Show.Again<SectionPage>(new SectionModel(now, View(now, section, typed, saved.Form) with { Problems = saved.Problems, GrowTable = doing.Grows }, FormEditing.HashOf(saved.Section), Why: why), why);
            case SaveOutcome.Saved saved when doing.Grows is { } table:
                return Show.Page<SectionPage>(new SectionModel(now, View(now, section, saved.Section, saved.Form) with { GrowTable = table }, FormEditing.HashOf(saved.Section)));
            default:
                return Show.Next(NextAddress(now, section, posted["do"].ToString()));
        }
    }

    private static string NextAddress(CaseContext found, FormSection section, string doing)
    {
        var sections = found.Programme.Form.Sections;
        var following = sections.SkipWhile(s => s.Id != section.Id).Skip(1).FirstOrDefault();
        return doing switch
        {
            "next" when following is not null => $"{found.Address}/form/{following.Id}",
            "next" => found.Address + "/documents",
            _ => $"{found.Address}/form/{section.Id}?saved",
        };
    }

    private static IResult Script(CaseContext found, SaveOutcome outcome, CaseClock clock, bool english)
    {
        var none = new Dictionary<string, string>();
        return Results.Json(outcome switch
        {
            SaveOutcome.Saved s => new AutosaveAnswer(Times.Minute(clock.Now), FormEditing.HashOf(s.Section), false, null, s.Problems.DistinctBy(p => p.Path).ToDictionary(p => p.Path, p => english ? p.En : p.Zh), Totals(found, s.Form)),
            SaveOutcome.Conflict => new(null, null, true, null, none, new Dictionary<string, string?>()),
            SaveOutcome.Refused r => new(null, null, false, english ? r.Why.En : r.Why.Zh, none, new Dictionary<string, string?>()),
            _ => throw new InvalidOperationException("Unknown outcome."),
        });
    }

    private static Dictionary<string, string?> Totals(CaseContext found, FormContent form) =>
        FormCheck.Compute(found.Programme.Form, form).ToDictionary(c => c.Key, c => c.Value?.ToString("#,##0.######", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What is known already of a section nobody has filled in: the title that was given with the draft.</summary>
    private static JsonObject? Begun(CaseContext found, FormSection section) =>
        section.Id == "project" && section.Fields.Any(f => f is { Id: "title", Type: FieldType.Text }) ? new() { ["title"] = found.Application.Title } : null;

    private static FormSection? SectionOf(CaseContext found, string id) => found.Programme.Form.Sections.FirstOrDefault(s => s.Id == id);

    private static FormView View(CaseContext found, FormSection section, JsonObject? values, FormContent form) => new(found.Programme.Form, section, values, form)
    {
        Editable = found.May("save-draft"),
        Threads = [.. found.Application.Threads.Where(t => t.Anchor?.StartsWith(section.Id + ".", StringComparison.Ordinal) == true)],
        MayComment = found.May("comment"),
        MayResolve = found.May("resolve-comment"),
        Address = found.Address + "/comments",
        Computed = FormCheck.Compute(found.Programme.Form, form),
    };

    private static List<KeyValuePair<string, string>> Mine(IFormCollection posted) =>
        [.. posted.Where(p => p.Key.Contains('.', StringComparison.Ordinal) && !p.Key.StartsWith("choose.", StringComparison.Ordinal)).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))];
}

internal static class SectionRefusals
{
    public static Refusal SomeLeftOut(IReadOnlyList<Problem> problems) =>
        new(RefusalKind.Unacceptable, "some-left-out", $"已保存，但有{problems.Count}处格式错误未保存，请修改", $"Saved, except {problems.Count} value(s) that cannot be right; correct them.") { Problems = problems };
}
