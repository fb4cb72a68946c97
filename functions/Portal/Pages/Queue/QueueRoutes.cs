using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Queue;

/// <param name="List">The list shown.</param>
/// <param name="Lists">All lists this person works from.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record QueueModel(string List, IReadOnlyList<string> Lists, IReadOnlyList<CaseLine> Lines, string? Next, IReadOnlyDictionary<string, (string Zh, string En)> Programmes);

/// <summary>What waits for the person signed in, the most urgent first. The lists are the API's.</summary>
internal static class QueueRoutes
{
    private const int PageLength = 30;

    public static void MapQueue(this IEndpointRouteBuilder pages) => pages.MapGet("/queue", SeeAsync).RequireAuthorization(Policies.Person);

    private static async Task<IResult> SeeAsync(string? list, string? after, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        var open = ListsOf(http.Actor()).ToList();
        var chosen = list ?? open.FirstOrDefault() ?? "";
        if (!open.Contains(chosen))
        {
            return Refusal.NotFound.ToProblem();
        }

        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var page = await lists.PageAsync(chosen, after ?? "", PageLength, ct);
        return Show.Page<QueuePage>(new QueueModel(chosen, open, page.Lines, page.Next, shelf.Names()));
    }

    private static IEnumerable<string> ListsOf(Actor who) =>
    [
        .. who.Is(Role.Officer) ? new[] { $"officer:{who.Id}" } : [],
        .. who.IsAny(Role.Officer, Role.SectionHead) ? who.Sections.Order(StringComparer.Ordinal).Select(s => "queue:" + s) : [],
        .. who.Is(Role.TownAssistant) ? who.Areas.Order(StringComparer.Ordinal).Select(a => "area:" + a) : [],
        .. who.Is(Role.Expert) ? [$"expert:{who.Id}"] : Array.Empty<string>(),
        .. who.IsAny(Role.Leader, Role.Auditor) ? ["leaders", "cases"] : Array.Empty<string>(),
        .. who.IsAny(Role.FundAdministrator, Role.Leader, Role.Auditor) ? ["funds"] : Array.Empty<string>(),
    ];
}
