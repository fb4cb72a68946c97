using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>Lists of cases, page by page. A list somebody may not read is not there for them.</summary>
internal static class ListApi
{
    private const int UsualPage = 50;

    public static void MapLists(this IEndpointRouteBuilder api) =>
        api.MapGet("/lists/{list}", PageAsync).WithTags("Lists").RequireAuthorization(Policies.Person).Produces<ListPage>();

    private static async Task<IResult> PageAsync(string list, string? after, int? max, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        if (!IsOpen(list, http.Actor(), shelf))
        {
            return Refusal.NotFound.ToProblem();
        }

        return QueryRefusals.OfPage(after, max) is { } wrong ? wrong.ToProblem() : Results.Ok(await lists.PageAsync(list, after ?? "", max ?? UsualPage, ct));
    }

    private static bool IsOpen(string list, Actor who, ProgrammeShelf shelf)
    {
        var (kind, of) = list.Split(':', 2) is [var k, var rest] ? (k, rest) : (list, "");
        var everything = who.IsAny(Role.Leader, Role.Auditor);
        return kind switch
        {
            "cases" => of.Length == 0 && everything,
            "leaders" => of.Length == 0 && everything,
            "funds" => of.Length == 0 && (everything || who.Is(Role.FundAdministrator)),
            "money" => everything || (who.Is(Role.FundAdministrator) && !of.Contains(':')) || (who.IsAny(Role.Officer, Role.SectionHead) && of.Split(':') is [_, var section] && who.Sections.Contains(section)),
            "org" => everything || (who.IsAny(Role.ApplicantEditor, Role.ApplicantSignatory) && who.Org?.Value == of),
            "area" => everything || (who.Is(Role.TownAssistant) && who.Areas.Contains(of)),
            "queue" => everything || (who.IsAny(Role.Officer, Role.SectionHead) && who.Sections.Contains(of)),
            "officer" => everything || (who.Is(Role.Officer) && who.Id.Value == of),
            "expert" => who.Is(Role.Expert) && who.Id.Value == of,
            "programme" or "grants" or "credentials" => everything || (who.IsAny(Role.Officer, Role.SectionHead) && IsOfSections(of.Split(':')[0], who, shelf)),
            _ => false,
        };
    }

    private static bool IsOfSections(string programme, Actor who, ProgrammeShelf shelf) =>
        shelf.All.Any(p => p.Ref.Id == programme && who.Sections.Contains(p.Section));
}
