using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Registers;

/// <param name="Of">The record changed; null for a new one.</param>
/// <param name="Version">The one the page was made from.</param>
public sealed record RecordFormModel(Register Register, RecordContext? Of, IReadOnlyList<FormView> Sections, long? Version, Refusal? Why = null)
{
    public string Address => Of is null ? $"/registers/{Register.Ref.Id}/new" : Of.Address + "/edit";
}

/// <summary>A record typed in: all its sections on one page, put as a whole.</summary>
internal static class RecordForms
{
    public static IResult New(string id, HttpContext http, RegisterShelf shelf) => Writable(id, http, shelf) is { } register
        ? Show.Page<RecordFormPage>(new RecordFormModel(register, null, Views(register, FormContent.Empty), null)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> EditAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, CaseClock clock, CancellationToken ct) =>
        await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is not { } found ? Refusal.NotFound.ToProblem()
        : !found.May("put-record") ? Refusal.NotAllowedNow.ToProblem()
        : Show.Page<RecordFormPage>(new RecordFormModel(Newest(found, shelf), found, Views(Newest(found, shelf), found.Record.Content), found.View.Version));

    public static async Task<IResult> PutNewAsync(string id, HttpContext http, RegisterShelf shelf, RegisterDesk desk, CaseClock clock, CancellationToken ct) =>
        Writable(id, http, shelf) is { } register ? await PutAsync(register, null, http, desk, clock, ct) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> PutAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, RegisterDesk desk, CaseClock clock, CancellationToken ct) =>
        await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is { } found ? await PutAsync(Newest(found, shelf), found, http, desk, clock, ct) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> PutAsync(Register register, RecordContext? found, HttpContext http, RegisterDesk desk, CaseClock clock, CancellationToken ct)
    {
        var posted = await http.Request.ReadFormAsync(ct);
        var doing = RowAction.Parse(posted["do"]);
        var typed = Typed(register, found?.Record.Content ?? FormContent.Empty, posted, doing);
        var seen = long.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : (long?)null;
        if (doing.Grows is not null || doing.Table is not null)
        {
            return Show.Page<RecordFormPage>(new RecordFormModel(register, found, Views(register, typed, doing.Grows), seen));
        }

        var answer = await desk.PutAsync(register.Ref.Id, typed, null, http.Actor(), clock.Now, CaseDesk.OperationOf(posted["operation"]), seen, ct);
        return answer switch
        {
            Answer.Refused { Why.Code: "stale-version" } when found is not null => Stale(register, found, typed),
            Answer.Refused refused => Show.Again<RecordFormPage>(new RecordFormModel(register, found, Views(register, typed, problems: refused.Why.Problems), seen, refused.Why), refused.Why),
            Answer.Done done => Show.Next("/records/" + done.Case),
            _ => throw new InvalidOperationException($"Unknown answer {answer}."),
        };
    }

    /// <summary>Somebody else was faster: what is stored now stands at each field that differs, and saving again is meant.</summary>
    private static IResult Stale(Register register, RecordContext found, FormContent typed)
    {
        var differ = register.Form.Sections.SelectMany(s => s.Fields.Select(f => (Path: $"{s.Id}.{f.Id}", Mine: FormEditing.Section(typed, s.Id)?[f.Id], Theirs: FormEditing.Section(found.Record.Content, s.Id)?[f.Id])))
            .Where(f => !JsonNode.DeepEquals(f.Mine, f.Theirs))
            .Select(f => new Problem(f.Path, "changed-elsewhere", $"现存内容：{f.Theirs?.ToString() ?? "（空）"}", $"Stored now: {f.Theirs?.ToString() ?? "(blank)"}")).ToList();
        var why = new Refusal(RefusalKind.NotNow, "stale-version", "他人已先修改本记录；请逐项核对后再次保存", "Somebody else changed this record first; compare each entry and save again.") { Problems = differ };
        return Show.Again<RecordFormPage>(new RecordFormModel(register, found, Views(register, typed, problems: differ), found.View.Version, why), why);
    }

    public static FormContent Typed(Register register, FormContent stored, IFormCollection posted, RowAction doing) => Typed(register.Form, stored, posted, doing);

    public static FormContent Typed(FormDefinition form, FormContent stored, IFormCollection posted, RowAction doing)
    {
        var typed = stored;
        foreach (var section in form.Sections)
        {
            var before = FormEditing.Section(stored, section.Id);
            var after = new PostedSection(posted).Read(section, before);
            if (doing.Table?.StartsWith(section.Id + ".", StringComparison.Ordinal) == true)
            {
                after = doing.Apply(after);
            }

            typed = after.Count > 0 || before is not null ? FormEditing.With(typed, section.Id, after) : typed;
        }

        return typed;
    }

    public static IReadOnlyList<FormView> Views(Register register, FormContent content, string? grow = null, IReadOnlyList<Problem>? problems = null) => Views(register.Form, content, grow, problems);

    public static IReadOnlyList<FormView> Views(FormDefinition form, FormContent content, string? grow = null, IReadOnlyList<Problem>? problems = null) =>
    [
        .. form.Sections.Select(s => new FormView(form, s, FormEditing.Section(content, s.Id), content)
        {
            Editable = true,
            GrowTable = grow,
            Problems = problems ?? [],
            Computed = FormCheck.Compute(form, content),
        }),
    ];

    private static Register Newest(RecordContext found, RegisterShelf shelf) => shelf.Newest(found.Register.Ref.Id) ?? found.Register;

    private static Register? Writable(string id, HttpContext http, RegisterShelf shelf) => shelf.Newest(id) is { } register && RecordAccess.MayWrite(register, http.Actor()) ? register : null;
}
