using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Api;

/// <summary>A register as a list shows it.</summary>
/// <param name="Writable">Whether the person may put records on it.</param>
public sealed record RegisterLine(string Id, string Version, string NameZh, string NameEn, string Section, bool Writable);

/// <param name="Source">Where the content came from; null = typed.</param>
public sealed record RecordContentRequest(FormContent Content, string? Source = null);

/// <summary>Registers and their records. A register somebody may not read is not there for them; a record is moved and read like every case.</summary>
internal static class RegisterApi
{
    private const int UsualPage = 50;

    public static void MapRegisters(this IEndpointRouteBuilder api)
    {
        var registers = api.MapGroup("/registers").WithTags("Registers").RequireAuthorization(Policies.Person);
        registers.MapGet("/", (HttpContext http, RegisterShelf shelf) => shelf.All.Where(r => RecordAccess.Knows(r, http.Actor())).Select(r => Line(r, http.Actor())));
        registers.MapGet("/schema", () => Results.Text(RegisterSchema.Generate(), "application/schema+json")).Produces<string>(contentType: "application/schema+json");
        registers.MapGet("/{id}", Find).Produces<Register>();
        registers.MapGet("/{id}/records", PageAsync).Produces<ListPage>();
        registers.MapPost("/{id}/records", PutAsync).Produces<Answer.Done>().Produces<Answer.Done>(StatusCodes.Status201Created);
    }

    private static RegisterLine Line(Register r, Actor who) => new(r.Ref.Id, r.Ref.Version, r.NameZh, r.NameEn, r.Section, RecordAccess.MayWrite(r, who));

    private static IResult Find(string id, HttpContext http, RegisterShelf shelf) =>
        shelf.Newest(id) is { } register && RecordAccess.Knows(register, http.Actor()) ? Results.Ok(register) : Refusal.NotFound.ToProblem();

    /// <summary>The widest list the person may read. A narrower one holds all states, so a page of one state may be shorter than asked.</summary>
    private static async Task<IResult> PageAsync(string id, string? state, string? area, string? after, int? max, HttpContext http, RegisterShelf shelf, CaseLists lists, CancellationToken ct)
    {
        if (shelf.Newest(id) is not { } register || RecordAccess.ListOf(register, http.Actor(), state, area) is not { } list)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (state is not null && state != RecordProjection.Disposal && register.State(state) is null)
        {
            return QueryRefusals.State([.. register.States.Select(s => s.Id)]).ToProblem();
        }

        if (QueryRefusals.OfPage(after, max) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var page = await lists.PageAsync(list, after ?? "", max ?? UsualPage, ct);
        return Results.Ok(state is null || list == RecordProjection.Whole(id, state) ? page : page with { Lines = [.. page.Lines.Where(l => l.State == state)] });
    }

    private static async Task<IResult> PutAsync(string id, RecordContentRequest body, HttpContext http, RegisterDesk desk, CaseClock clock, CancellationToken ct)
    {
        if (http.Request.WriteOf(out var operation, out var version) is { } malformed)
        {
            return malformed.ToProblem();
        }

        var answer = await desk.PutAsync(id, body.Content, body.Source, http.Actor(), clock.Now, operation!, version, ct);
        return answer.ToResult(http, answer is Answer.Done { Events: ["record-entered-v1"] } done ? $"/api/cases/{done.Case}" : null);
    }
}
