using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <summary>Cases: read, and moved by commands. What somebody may not see is 404.</summary>
internal static class CaseApi
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases").RequireAuthorization(Policies.Person);
        cases.MapPost("/", DraftAsync).Produces<Answer.Done>(StatusCodes.Status201Created);
        cases.MapGet("/{id}", FindAsync).Produces<CaseView>();
        cases.MapGet("/{id}/form", FormAsync).Produces<FormContent>();
        cases.MapGet("/{id}/events", HistoryAsync).Produces<IReadOnlyList<HistoryEntry>>();
        cases.MapPost("/{id}/commands", CommandAsync).Produces<Answer.Done>();
    }

    private static async Task<IResult> DraftAsync(ApplicationCommand.CreateDraft draft, HttpContext http, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (!http.Request.TryGetOperation(out var operation))
        {
            return HttpRefusals.OperationIdMissing.ToProblem();
        }

        // The person is part of the seed, so that nobody meets another's case by guessing a key.
        var id = CaseId.Application($"{http.Actor().Id}:{operation}");
        var answer = await desk.HandleAsync(id, draft with { By = http.Actor(), At = clock.Now }, operation, null, ct);
        return answer is Answer.Done done ? Results.Created($"/api/cases/{id}", done) : Answered(http, answer);
    }

    private static async Task<IResult> CommandAsync(string id, CaseCommand command, HttpContext http, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (!http.Request.TryGetOperation(out var operation))
        {
            return HttpRefusals.OperationIdMissing.ToProblem();
        }

        if (!http.Request.TryGetVersion(out var version))
        {
            return HttpRefusals.StaleVersion.ToProblem();
        }

        return CaseId.TryParse(id, out var of)
            ? Answered(http, await desk.HandleAsync(of, command with { By = http.Actor(), At = clock.Now }, operation, version, ct))
            : Refusal.NotFound.ToProblem();
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, CaseReader reader, CancellationToken ct)
    {
        if (!CaseId.TryParse(id, out var of) || await reader.FindAsync(of, http.Actor(), ct) is not { } view)
        {
            return Refusal.NotFound.ToProblem();
        }

        http.Response.Headers.ETag = RequestHeaders.ETagOf(view.Version);
        return Results.Ok(view);
    }

    private static async Task<IResult> FormAsync(string id, HttpContext http, CaseReader reader, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FormAsync(of, http.Actor(), ct) is { } found
            ? Results.Ok(found.Form) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> HistoryAsync(string id, HttpContext http, CaseReader reader, CancellationToken ct, long after = 0) =>
        CaseId.TryParse(id, out var of) && await reader.HistoryAsync(of, http.Actor(), after, ct) is { } entries
            ? Results.Ok(entries) : Refusal.NotFound.ToProblem();

    private static IResult Answered(HttpContext http, Answer answer)
    {
        if (answer is not Answer.Done done)
        {
            return ((Answer.Refused)answer).Why.ToProblem();
        }

        http.Response.Headers.ETag = RequestHeaders.ETagOf(done.Version);
        return Results.Ok(done);
    }
}
