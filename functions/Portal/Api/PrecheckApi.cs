using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Pools;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <summary>Prechecks of an enterprise for the pools, and applications started from a pool entry.</summary>
internal static class PrecheckApi
{
    public static void MapPrechecks(this IEndpointRouteBuilder api)
    {
        var orgs = api.MapGroup("/orgs/{uscc}/prechecks").WithTags("Pools").RequireAuthorization(Policies.Person);
        orgs.MapGet("/", (string uscc, HttpContext http, Prechecks prechecks, CaseClock clock, CancellationToken ct) => FindAsync(uscc, null, http, prechecks, clock, ct)).Produces<IReadOnlyList<Precheck>>();
        orgs.MapGet("/{pool}", FindAsync).Produces<IReadOnlyList<Precheck>>();
        api.MapPost("/cases/{id}/application", StartAsync).WithTags("Pools").RequireAuthorization(Policies.Person).Produces<Answer.Done>().Produces<Answer.Done>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> FindAsync(string uscc, string? pool, HttpContext http, Prechecks prechecks, CaseClock clock, CancellationToken ct) =>
        pool is not null && prechecks.Programmes(pool).Count == 0 ? Refusal.NotFound.ToProblem()
            : await prechecks.OfAsync(new(uscc), pool, http.Actor(), ChinaTime.DateOf(clock.Now), ct) is { } found ? Results.Ok(found) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> StartAsync(string id, string? programme, HttpContext http, PoolApplications applications, CaseClock clock, CancellationToken ct)
    {
        if (!http.Request.TryGetOperation(out var operation))
        {
            return HttpRefusals.OperationIdMissing.ToProblem();
        }

        if (!CaseId.TryParse(id, out var entry))
        {
            return Refusal.NotFound.ToProblem();
        }

        var answer = await applications.StartAsync(entry, programme, http.Actor(), clock.Now, operation, ct);
        return answer.ToResult(http, answer is Answer.Done { Events: ["drafted-v1", ..] } done ? $"/api/cases/{done.Case}" : null);
    }
}
