using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>A programme version as a list shows it.</summary>
/// <param name="OpenAt">When drafts can be made; null = no limit.</param>
/// <param name="SubmitBefore">The first moment that is too late.</param>
public sealed record ProgrammeLine(string Id, string Version, string NameZh, string NameEn, ProgrammeKind Kind, string Level, string Section, int Year, DateTimeOffset? OpenAt, DateTimeOffset? SubmitBefore);

/// <summary>Programmes on the shelf, and a look at the rules before anybody applies.</summary>
internal static class ProgrammeApi
{
    public static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        var programmes = api.MapGroup("/programmes").WithTags("Programmes").RequireAuthorization(Policies.Person);
        programmes.MapGet("/", (ProgrammeShelf shelf) => shelf.Current.Select(Line));
        programmes.MapGet("/schema", Schema).Produces<string>(contentType: "application/schema+json");
        programmes.MapGet("/{id}/{version}", Find).Produces<Programme>();
        programmes.MapPost("/{id}/{version}/eligibility", JudgeAsync).Produces<IReadOnlyList<RuleResult>>();
    }

    private static ProgrammeLine Line(Programme p) =>
        new(p.Ref.Id, p.Ref.Version, p.NameZh, p.NameEn, p.Kind, p.Level, p.Section, p.Round.Year, p.Round.OpenAt, p.Round.SubmitBefore);

    private static IResult Find(string id, string version, ProgrammeShelf shelf) =>
        shelf.Find(new(id, version)) is { } programme ? Results.Ok(programme) : Refusal.NotFound.ToProblem();

    /// <summary>Of a programme file, for editors.</summary>
    private static IResult Schema() => Results.Text(ProgrammeSchema.Generate(), "application/schema+json");

    private static async Task<IResult> JudgeAsync(string id, string version, FormContent form, HttpContext http, ProgrammeShelf shelf, PeopleDirectory directory, CaseClock clock, CancellationToken ct)
    {
        if (shelf.Find(new(id, version)) is not { } programme)
        {
            return Refusal.NotFound.ToProblem();
        }

        OrgId[] own = http.Actor().Org is { } org ? [org] : [];
        var facts = await directory.OrgFactsAsync(own, ct);
        return Results.Ok(RuleEvaluator.Evaluate(programme, form, facts.Values.FirstOrDefault(), ChinaTime.DateOf(clock.Now)));
    }
}
