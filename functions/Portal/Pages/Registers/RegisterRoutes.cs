using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Registers;

/// <param name="Known">The registers the person reads or writes.</param>
public sealed record RegistersModel(IReadOnlyList<Register> Known);

/// <param name="State">Only records in this state; null = all.</param>
/// <param name="Area">Which of the person's towns; null = not chosen.</param>
/// <param name="Readable">False when there is no list for this person; a person of several towns chooses one first.</param>
public sealed record RegisterModel(Register Register, IReadOnlyList<CaseLine> Lines, string? Next, string? State, string? Area, bool MayWrite, bool Readable = true);

/// <summary>Registers and their records as pages; lists, rights and puts are the API's.</summary>
internal static class RegisterRoutes
{
    private const int PageLength = 50;

    public static void MapRegisters(this IEndpointRouteBuilder pages)
    {
        var registers = pages.MapGroup("/registers").RequireAuthorization(Policies.Person);
        registers.MapGet("/", (HttpContext http, RegisterShelf shelf) => Show.Page<RegistersPage>(new RegistersModel([.. shelf.All.Where(r => RecordAccess.Knows(r, http.Actor()))])));
        registers.MapGet("/{id}", SeeAsync);
        registers.MapGet("/{id}/new", RecordForms.New);
        registers.MapPost("/{id}/new", RecordForms.PutNewAsync);
        registers.MapGet("/{id}/import", ImportPages.Begin);
        registers.MapPost("/{id}/import", ImportPages.UploadAsync).WithMetadata(new RequestSizeLimitAttribute(ImportPages.MaxUpload)).WithMetadata(new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ImportPages.MaxUpload });
        registers.MapGet("/{id}/imports/{import}", ImportPages.SeeAsync);
        registers.MapPost("/{id}/imports/{import}", ImportPages.RunAsync);
        var records = pages.MapGroup("/records").RequireAuthorization(Policies.Person);
        records.MapGet("/{id}", RecordPages.SeeAsync);
        records.MapGet("/{id}/edit", RecordForms.EditAsync);
        records.MapPost("/{id}/edit", RecordForms.PutAsync);
        records.MapGet("/{id}/moves/{move}", RecordMoves.AskAsync);
        records.MapPost("/{id}/moves/{move}", RecordMoves.MoveAsync);
        records.MapPost("/{id}/remove", RecordMoves.RemoveAsync);
    }

    private static async Task<IResult> SeeAsync(string id, string? state, string? area, string? after, HttpContext http, RegisterShelf shelf, CaseLists lists, CancellationToken ct)
    {
        var who = http.Actor();
        if (shelf.Newest(id) is not { } register || !RecordAccess.Knows(register, who))
        {
            return Refusal.NotFound.ToProblem();
        }

        state = string.IsNullOrEmpty(state) ? null : state;
        if (state is not null && register.State(state) is null)
        {
            return QueryRefusals.State([.. register.States.Select(s => s.Id)]).ToProblem();
        }

        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (RecordAccess.ListOf(register, who, state, area) is not { } list)
        {
            return Show.Page<RegisterPage>(new RegisterModel(register, [], null, state, area, RecordAccess.MayWrite(register, who), Readable: false));
        }

        var page = await lists.PageAsync(list, after ?? "", PageLength, ct);
        var lines = state is null || list == RecordProjection.Whole(id, state) ? page.Lines : [.. page.Lines.Where(l => l.State == state)];
        return Show.Page<RegisterPage>(new RegisterModel(register, lines, page.Next, state, area, RecordAccess.MayWrite(register, who)));
    }
}
