using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Rules;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Programmes;

public sealed record ProgrammesModel(IReadOnlyList<Programme> Open, IReadOnlyList<Programme> Later, IReadOnlyList<Programme> Closed);

/// <param name="MayStart">The person may start a draft; whether the programme takes it is asked when it is started.</param>
/// <param name="Title">As typed.</param>
/// <param name="Partners">As typed: one organisation a line, code and name.</param>
/// <param name="Earlier">The organisation's own cases of the programme.</param>
public sealed record ProgrammeModel(Programme Programme, bool MayStart, IReadOnlyList<CaseLine> Earlier, string Title = "", string Partners = "", Refusal? Why = null);

/// <param name="Form">What was filled in to be judged; it is not kept.</param>
/// <param name="Rules">Null until something was filled in.</param>
public sealed record EligibilityModel(Programme Programme, FormContent Form, IReadOnlyList<Problem> Problems, IReadOnlyList<RuleResult>? Rules);

/// <summary>The calls: what they ask, who may apply, and the first step.</summary>
internal static class ProgrammeRoutes
{
    public static void MapProgrammes(this IEndpointRouteBuilder pages)
    {
        var programmes = pages.MapGroup("/programmes").RequireAuthorization(Policies.Person);
        programmes.MapGet("/", List);
        programmes.MapGet("/{id}/{version}", SeeAsync);
        programmes.MapStart();
        programmes.MapPost("/{id}/{version}", StartAsync).RequireAuthorization(Policies.Applicant);
        programmes.MapGet("/{id}/{version}/eligibility", (string id, string version, ProgrammeShelf shelf) =>
            shelf.Find(new(id, version)) is { } p ? Show.Page<EligibilityPage>(new EligibilityModel(p, FormContent.Empty, [], null)) : Refusal.NotFound.ToProblem());
        programmes.MapPost("/{id}/{version}/eligibility", JudgeAsync);
    }

    private static IResult List(ProgrammeShelf shelf, CaseClock clock)
    {
        var now = clock.Now;
        var current = shelf.Current.ToList();
        var later = current.Where(p => p.Round.OpenAt > now).OrderBy(p => p.Round.OpenAt).ToList();
        var closed = current.Where(p => p.Round.SubmitBefore <= now).OrderByDescending(p => p.Round.SubmitBefore).ToList();
        return Show.Page<ProgrammesPage>(new ProgrammesModel([.. current.Except(later).Except(closed).OrderBy(p => p.Round.SubmitBefore ?? DateTimeOffset.MaxValue)], later, closed));
    }

    private static async Task<IResult> SeeAsync(string id, string version, HttpContext http, ProgrammeShelf shelf, DraftStart start, CancellationToken ct) =>
        shelf.Find(new(id, version)) is { } programme ? Show.Page<ProgrammePage>(await ModelAsync(programme, http.Actor(), shelf, start, ct)) : Refusal.NotFound.ToProblem();

    private static async Task<ProgrammeModel> ModelAsync(Programme programme, Actor who, ProgrammeShelf shelf, DraftStart start, CancellationToken ct) =>
        shelf.MayStart(programme, who) ? new(programme, true, await start.EarlierAsync(who.Org!.Value, programme.Ref.Id, ct)) : new(programme, false, []);

    private static async Task<IResult> StartAsync(string id, string version, HttpContext http, ProgrammeShelf shelf, Desk desk, DraftStart start, CaseClock clock, CancellationToken ct)
    {
        if (shelf.Find(new(id, version)) is not { } programme || http.Actor().Org is not { } org)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (title, partners) = (form["title"].ToString().Trim(), form["partners"].ToString().Trim());
        var operation = CaseDesk.OperationOf(form["operation"]);
        var draft = new ApplicationCommand.CreateDraft(programme.Ref, org, title, PartnerLines.Read(partners)) { By = http.Actor(), At = clock.Now };

        // The person is part of the seed, so that nobody meets another's case by guessing an operation.
        var answer = await desk.HandleAsync(CaseId.Application($"{http.Actor().Id}:{operation}"), draft, operation, null, ct);
        return answer is Answer.Refused { Why: var why }
            ? Show.Again<ProgrammePage>(await ModelAsync(programme, http.Actor(), shelf, start, ct) with { MayStart = http.Actor().Is(Role.ApplicantEditor), Title = title, Partners = partners, Why = why }, why)
            : Show.Next($"/cases/{((Answer.Done)answer).Case}/form/{programme.Form.Sections[0].Id}");
    }

    private static async Task<IResult> JudgeAsync(string id, string version, HttpContext http, ProgrammeShelf shelf, PeopleDirectory directory, CaseClock clock, CancellationToken ct)
    {
        if (shelf.Find(new(id, version)) is not { } programme)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var reading = new PostedSection(posted);
        var form = programme.Form.Sections.Aggregate(FormContent.Empty, (f, s) => FormEditing.With(f, s.Id, reading.Read(s, null)));
        OrgId[] own = http.Actor().Org is { } org ? [org] : [];
        var facts = (await directory.OrgFactsAsync(own, ct)).Values.FirstOrDefault();
        return Show.Page<EligibilityPage>(new EligibilityModel(programme, form, FormCheck.Types(programme.Form, form), RuleEvaluator.Evaluate(programme, form, facts, ChinaTime.DateOf(clock.Now))));
    }
}
