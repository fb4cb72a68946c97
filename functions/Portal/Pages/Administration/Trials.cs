using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Pages.Registers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Replaces">The versions open for the round now.</param>
/// <param name="Problems">What is wrong with what was filled in; null before it was checked.</param>
public sealed record TrialModel(VersionLine Line, Programme Programme, IReadOnlyList<string> Replaces, IReadOnlyList<FormView> Sections, IReadOnlyList<Problem>? Problems = null, IReadOnlyList<RuleResult>? Rules = null, Refusal? Why = null);

/// <summary>A version as applicants will meet it: filled in, checked, and nothing kept. Then it is opened.</summary>
internal static class Trials
{
    public static void MapTrial(this IEndpointRouteBuilder programmes)
    {
        programmes.MapGet("/{id}/{version}", async (string id, string version, StoredDefinitions stored, ProgrammeShelf shelf, ProgrammeDefiner definer, CancellationToken ct) =>
            await ModelAsync(id, version, stored, shelf, definer, ct) is { } model ? Show.Page<TrialPage>(model) : Refusal.NotFound.ToProblem());
        programmes.MapPost("/{id}/{version}", CheckAsync);
        programmes.MapPost("/{id}/{version}/open", OpenAsync);
    }

    private static async Task<TrialModel?> ModelAsync(string id, string version, StoredDefinitions stored, ProgrammeShelf shelf, ProgrammeDefiner definer, CancellationToken ct) =>
        await Versions.FindAsync(id, version, stored, shelf, ct) is { Programme: { } programme } line
            ? new(line, programme, definer.Current(programme), RecordForms.Views(programme.Form, FormContent.Empty)) : null;

    private static async Task<IResult> CheckAsync(string id, string version, HttpContext http, StoredDefinitions stored, ProgrammeShelf shelf, ProgrammeDefiner definer, CaseClock clock, CancellationToken ct)
    {
        if (await ModelAsync(id, version, stored, shelf, definer, ct) is not { } model)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var doing = RowAction.Parse(posted["do"]);
        var (form, definition) = (RecordForms.Typed(model.Programme.Form, FormContent.Empty, posted, doing), model.Programme.Form);
        if (doing.Grows is not null || doing.Table is not null)
        {
            return Show.Page<TrialPage>(model with { Sections = RecordForms.Views(definition, form, doing.Grows) });
        }

        var problems = FormCheck.Types(definition, form) is { Count: > 0 } types ? types : FormCheck.Missing(definition, form, forGuidance: false);
        return Show.Page<TrialPage>(model with
        {
            Sections = RecordForms.Views(definition, form, problems: problems),
            Problems = problems,
            Rules = RuleEvaluator.Evaluate(model.Programme, form, null, ChinaTime.DateOf(clock.Now)),
        });
    }

    private static async Task<IResult> OpenAsync(string id, string version, HttpContext http, StoredDefinitions stored, ProgrammeShelf shelf, ProgrammeDefiner definer, CaseClock clock, CancellationToken ct)
    {
        if (await ModelAsync(id, version, stored, shelf, definer, ct) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var seen = (await http.Request.ReadFormAsync(ct))["seen"].OfType<string>().ToList();
        return await definer.OpenAsync(new(id, version), seen, http.Actor().Id, clock.Now, ct) is { } why
            ? Show.Again<TrialPage>((await ModelAsync(id, version, stored, shelf, definer, ct))! with { Why = why }, why)
            : Show.Next("/administration/programmes");
    }
}
