using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Registers;

/// <param name="Fields">Those the move asks for, by section.</param>
/// <param name="On">As typed.</param>
public sealed record MoveModel(RecordContext Of, RegisterMove Move, IReadOnlyList<FormView> Fields, string On, string Reason, Refusal? Why = null);

/// <summary>A record gets from one state to another, or is taken off its register.</summary>
internal static class RecordMoves
{
    public static async Task<IResult> AskAsync(string id, string move, HttpContext http, CaseReader reader, RegisterShelf shelf, CaseClock clock, CancellationToken ct) =>
        await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is not { } found || found.Register.Moves.All(m => m.Id != move) ? Refusal.NotFound.ToProblem()
        : found.Moves.FirstOrDefault(m => m.Id == move) is not { } asked ? Refusal.NotAllowedNow.ToProblem()
        : Show.Page<MovePage>(new MoveModel(found, asked, Views(found, asked, found.Record.Content, []), Times.Day(ChinaTime.DateOf(clock.Now)), ""));

    public static async Task<IResult> MoveAsync(string id, string move, HttpContext http, CaseReader reader, RegisterShelf shelf, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is not { } found || found.Register.Moves.FirstOrDefault(m => m.Id == move) is not { } asked)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var typed = Typed(asked, found, posted);
        var model = new MoveModel(found, asked, Views(found, asked, typed, []), posted["on"].ToString(), posted["reason"].ToString().Trim());
        if (!DateOnly.TryParseExact(model.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            return Again(model, new(RefusalKind.Invalid, "form-incomplete", "请补齐或修改标出的内容", "Fill in or correct what is marked.") { Problems = [new("on", "not-a-date", "不是有效日期，应如2023-03-15", "Not a date that exists; write it as 2023-03-15.")] });
        }

        var command = new RecordCommand.MoveRecord(move, on, model.Reason.Length > 0 ? model.Reason : null, asked.Fields.Count > 0 ? Only(asked, typed) : null) { By = http.Actor(), At = clock.Now };
        return await desk.HandleAsync(found.View.Id, command, CaseDesk.OperationOf(posted["operation"]), VersionOf(posted), ct) switch
        {
            Answer.Refused { Why.Code: "stale-version" } => Stale(model, typed),
            Answer.Refused refused => Again(model, refused.Why),
            _ => Show.Next(found.Address),
        };
    }

    /// <summary>Somebody else was faster: the state and the entries stored now stand beside what was asked, and sending again is meant.</summary>
    private static IResult Stale(MoveModel model, FormContent typed)
    {
        var (register, record) = (model.Of.Register, model.Of.Record);
        var state = register.State(record.RecordState);
        var differ = model.Move.Fields.Select(path => (Path: path, Mine: FormValues.At(typed, path)?.ToString(), Theirs: FormValues.At(record.Content, path)?.ToString())).Where(f => f.Mine != f.Theirs)
            .Select(f => new Problem(f.Path, "changed-elsewhere", $"现存内容：{f.Theirs ?? "（空）"}", $"Stored now: {f.Theirs ?? "(blank)"}"));
        var target = register.State(model.Move.To);
        return Again(model, new(RefusalKind.NotNow, "stale-version",
            $"他人已先办理本记录：现为“{state?.NameZh ?? record.RecordState}”，您要转为“{target?.NameZh ?? model.Move.To}”；请核对后再次提交",
            $"Somebody else was first: the record is now “{state?.NameEn ?? record.RecordState}”, you asked for “{target?.NameEn ?? model.Move.To}”; compare and send again.")
        { Problems = [.. differ] });
    }

    public static async Task<IResult> RemoveAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var remove = new RecordCommand.RemoveRecord(posted["reason"].ToString().Trim()) { By = http.Actor(), At = clock.Now };
        return await desk.HandleAsync(found.View.Id, remove, CaseDesk.OperationOf(posted["operation"]), VersionOf(posted), ct) is Answer.Refused refused
            ? await RecordPages.PageAsync(found, refused.Why, http, reader, clock, ct) : Show.Next("/registers/" + found.Register.Ref.Id);
    }

    private static IResult Again(MoveModel model, Refusal why) =>
        Show.Again<MovePage>(model with { Why = why, Fields = [.. model.Fields.Select(f => f with { Problems = why.Problems })] }, why);

    private static long? VersionOf(IFormCollection posted) => long.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static FormContent Typed(RegisterMove move, RecordContext found, IFormCollection posted) => RecordForms.Typed(Narrowed(found.Register, move), found.Record.Content, posted, RowAction.Parse(null));

    private static IReadOnlyList<FormView> Views(RecordContext found, RegisterMove move, FormContent content, IReadOnlyList<Problem> problems) => RecordForms.Views(Narrowed(found.Register, move), content, problems: problems);

    /// <summary>The register as the move sees it: only the fields it asks for.</summary>
    private static Register Narrowed(Register register, RegisterMove move) => register with
    {
        Form = new([.. register.Form.Sections.Select(s => s with { Fields = [.. s.Fields.Where(f => move.Fields.Contains($"{s.Id}.{f.Id}"))] }).Where(s => s.Fields.Count > 0)]),
    };

    private static FormContent Only(RegisterMove move, FormContent content)
    {
        var only = FormContent.Empty;
        foreach (var section in move.Fields.Select(f => f.Split('.')).GroupBy(f => f[0], f => f[1]))
        {
            var stored = FormEditing.Section(content, section.Key);
            var given = new JsonObject(section.Where(f => stored?[f] is not null).Select(f => KeyValuePair.Create(f, stored![f]?.DeepClone())));
            only = given.Count > 0 ? FormEditing.With(only, section.Key, given) : only;
        }

        return only;
    }
}
