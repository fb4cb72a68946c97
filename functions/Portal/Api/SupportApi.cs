using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Supports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Supports;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <param name="Owner">The account of the person in charge.</param>
/// <param name="DueOn">For all of them; each can be changed later.</param>
/// <param name="Numbers">Which of the eight; null = all.</param>
public sealed record PlanSupports(string Owner, DateOnly? DueOn = null, IReadOnlyList<int>? Numbers = null);

/// <summary>The eight supports of an enterprise, and of their owner.</summary>
internal static class SupportApi
{
    private const string Me = "me";

    public static void MapSupports(this IEndpointRouteBuilder api)
    {
        var orgs = api.MapGroup("/orgs/{uscc}/supports").WithTags("Supports").RequireAuthorization(Policies.Person);
        orgs.MapGet("/", FindAsync).Produces<IReadOnlyList<SupportLine>>();
        orgs.MapPost("/", PlanAsync).Produces<Answer.Done>();
        api.MapGet("/supports", DutiesAsync).WithTags("Supports").RequireAuthorization(Policies.Person).Produces<IReadOnlyList<SupportDuty>>();
    }

    private static async Task<IResult> FindAsync(string uscc, HttpContext http, SupportDesk desk, CancellationToken ct) =>
        await desk.OfAsync(new(uscc), http.Actor(), ct) is { } found ? Results.Ok(found) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> PlanAsync(string uscc, PlanSupports plan, HttpContext http, SupportDesk desk, CaseClock clock, CancellationToken ct) =>
        !http.Request.TryGetOperation(out var operation) ? HttpRefusals.OperationIdMissing.ToProblem()
            : plan.Numbers is { } numbers && (numbers.Count == 0 || numbers.Any(n => n is < 1 or > 8)) ? SupportDesk.NoSuchSupport.ToProblem()
            : (await desk.PlanAsync(new(uscc), plan.Owner, plan.DueOn, plan.Numbers, http.Actor(), clock.Now, operation, ct)).ToResult(http);

    /// <summary>The bureau sees anybody's, everybody else their own.</summary>
    private static async Task<IResult> DutiesAsync(string? owner, HttpContext http, SupportDesk desk, CancellationToken ct)
    {
        var who = http.Actor();
        var of = owner is null or Me ? who.Id : new PersonId(owner);
        return of == who.Id || who.IsAny(Role.SectionHead, Role.Leader, Role.Auditor) ? Results.Ok(await desk.OfOwnerAsync(of, ct)) : Refusal.NotFound.ToProblem();
    }
}
