using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Uploads;
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
        var answer = await desk.HandleAsync(id, draft with { By = http.Actor(), At = clock.Now }, DocumentRefs.NamedBy(draft), operation, null, ct);
        return answer.ToResult(http, createdAt: $"/api/cases/{id}");
    }

    private static async Task<IResult> CommandAsync(string id, CaseCommand command, HttpContext http, Desk desk, CaseClock clock, CancellationToken ct)
    {
        if (http.Request.WriteOf(out var operation, out var version) is { } malformed)
        {
            return malformed.ToProblem();
        }

        if (!CaseId.TryParse(id, out var of))
        {
            return Refusal.NotFound.ToProblem();
        }

        var given = command with { By = http.Actor(), At = clock.Now };
        if (Proof.MissingFor(http, given) is { } unproved)
        {
            return unproved.ToProblem();
        }

        // A command may only name files that were uploaded for this case, and so checked (I21).
        return command is ApplicationCommand.AttachDocument
            ? HttpRefusals.UploadInstead.ToProblem()
            : (await desk.HandleAsync(of, given, DocumentRefs.NamedBy(given), operation!, version, ct)).ToResult(http);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct)
    {
        if (await reader.FindAsync(id, http, clock, ct) is not { } view)
        {
            return Refusal.NotFound.ToProblem();
        }

        http.Response.Headers.ETag = RequestHeaders.ETagOf(view.Version);
        return Results.Ok(view);
    }

    private static async Task<IResult> FormAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FormAsync(of, http.Actor(), clock.Now, ct) is { } found
            ? Results.Ok(found.Form) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> HistoryAsync(string id, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct, long after = 0) =>
        CaseId.TryParse(id, out var of) && await reader.HistoryAsync(of, http.Actor(), clock.Now, after, ct) is { } entries
            ? Results.Ok(entries) : Refusal.NotFound.ToProblem();
}
