using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <param name="State">Only the cases in it; null = all.</param>
/// <param name="From">How many lines come before the first one shown.</param>
public sealed record RoundModel(RoundView Round, string? State, int From)
{
    public const int PageLength = 100;
}

/// <summary>A programme's round from the selection to the decision, for the bureau.</summary>
internal static class RoundRoutes
{
    private const long MaxUpload = 24L * 1024 * 1024;

    public static void MapRounds(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/rounds", (HttpContext http, RoundDesk desk) => Show.Page<RoundsPage>(desk.All(http.Actor()))).RequireAuthorization(Policies.Rounds);
        var round = pages.MapGroup("/programmes/{id}/rounds/{year:int}").RequireAuthorization(Policies.Rounds);
        round.MapGet("/", SeeAsync);
        round.MapGet("/export", RoundTables.RoundAsync);
        round.MapGet("/scores", (string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct) => ShowAsync<ScoresPage>(id, year, http, desk, ct));
        round.MapGet("/scores/export", RoundTables.ScoresAsync);
        round.MapGet("/selection", (string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct) => BatchPages.SeeAsync(RoundStep.Select, id, year, http, desk, ct));
        round.MapGet("/forwarding", (string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct) => BatchPages.SeeAsync(RoundStep.Forward, id, year, http, desk, ct));
        round.MapGet("/stages", (string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct) => BatchPages.SeeAsync(RoundStep.Stage, id, year, http, desk, ct));
        round.MapGet("/selection/export", RoundTables.SelectionAsync);
        round.MapGet("/letter", RoundTables.LetterAsync);
        round.MapGet("/summary", RoundTables.SummaryAsync);
        round.MapPost("/{step}/check", BatchPages.CheckAsync);
        round.MapPost("/{step}/give", BatchPages.GiveAsync).WithMetadata(new RequestSizeLimitAttribute(MaxUpload));
    }

    private static async Task<IResult> SeeAsync(string id, int year, string? state, int? from, HttpContext http, RoundDesk desk, CancellationToken ct) =>
        await desk.FindAsync(http, id, year, ct) is { } found
            ? Show.Page<RoundPage>(new RoundModel(found, string.IsNullOrEmpty(state) ? null : state, Math.Clamp(from ?? 0, 0, found.Lines.Count)))
            : Refusal.NotFound.ToProblem();

    private static async Task<IResult> ShowAsync<TPage>(string id, int year, HttpContext http, RoundDesk desk, CancellationToken ct)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        await desk.FindAsync(http, id, year, ct) is { } found ? Show.Page<TPage>(found) : Refusal.NotFound.ToProblem();
}
