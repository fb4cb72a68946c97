using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Administration;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Queue;

/// <param name="List">The list shown.</param>
/// <param name="Lists">All lists this person works from.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record QueueModel(string List, IReadOnlyList<string> Lists, QueueFilter Filter, IReadOnlyList<CaseLine> Lines, string? Next, IReadOnlyDictionary<string, (string Zh, string En)> Programmes)
{
    public IReadOnlyList<SavedView> Views { get; init; } = [];

    /// <summary>Whether cases may be handed to officers from here.</summary>
    public bool MayAssign { get; init; }

    /// <summary>A view's name as typed, with what is wrong with it.</summary>
    public string Name { get; init; } = "";

    public Refusal? Why { get; init; }
}

/// <summary>What waits for the person signed in, the most urgent first. The lists are the API's.</summary>
internal static class QueueRoutes
{
    public static void MapQueue(this IEndpointRouteBuilder pages)
    {
        var queue = pages.MapGroup("/queue").RequireAuthorization(Policies.Person);
        queue.MapGet("/", SeeAsync);
        queue.MapGet("/export", ExportAsync);
        queue.MapPost("/views", SavedViews.KeepAsync);
        queue.MapPost("/views/remove", SavedViews.RemoveAsync);
        queue.MapPost("/assign", Assigning.CheckAsync).RequireAuthorization(Policies.Officers);
        queue.MapPost("/assign/give", Assigning.GiveAsync).RequireAuthorization(Policies.Officers);
    }

    private static async Task<IResult> SeeAsync(string? list, string? after, HttpContext http, QueuePages queue, CancellationToken ct)
    {
        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (model, why) = await queue.ModelAsync(http, list, http.Request.Query, after, ct);
        return model is null ? why!.ToProblem() : Show.Page<QueuePage>(model);
    }

    /// <summary>The whole list as it is filtered.</summary>
    private static async Task<IResult> ExportAsync(string? list, string? format, HttpContext http, CaseLists lists, Screen t, CaseClock clock, CancellationToken ct)
    {
        if (Find(http, list) is not { } chosen || QueueFilter.Of(http.Request.Query) is not { } filter)
        {
            return Refusal.NotFound.ToProblem();
        }

        var now = clock.Now;
        return await new Listing("queue", [t["case.number"], t["cases.title"], t["cases.programme"], t["case.org"], t["cases.state"], t["cases.due"]],
            lists.EachAsync(chosen, ct).Where(l => filter.Takes(l, now)).Select(l => (IReadOnlyList<object?>)[l.Number, l.Title, l.Programme, l.Org, t.Word("stage", l.State), l.DueAt is { } due && l.Ball != "none" ? Times.Until(due) : null])).SendAsync(http, format, ct);
    }

    /// <summary>One of the lists the person works from; null for any other.</summary>
    public static string? Find(HttpContext http, string? list)
    {
        var open = ListsOf(http.Actor()).ToList();
        var chosen = string.IsNullOrEmpty(list) ? open.FirstOrDefault() ?? "" : list;
        return open.Contains(chosen) ? chosen : null;
    }

    public static IEnumerable<string> ListsOf(Actor who) =>
    [
        .. who.Is(Role.Officer) ? new[] { $"officer:{who.Id}" } : [],
        .. who.IsAny(Role.Officer, Role.SectionHead) ? who.Sections.Order(StringComparer.Ordinal).Select(s => "queue:" + s) : [],
        .. who.Is(Role.TownAssistant) ? who.Areas.Order(StringComparer.Ordinal).Select(a => "area:" + a) : [],
        .. who.Is(Role.Expert) ? [$"expert:{who.Id}"] : Array.Empty<string>(),
        .. who.IsAny(Role.Leader, Role.Auditor) ? ["leaders", "cases"] : Array.Empty<string>(),
        .. who.IsAny(Role.FundAdministrator, Role.Leader, Role.Auditor) ? ["funds"] : Array.Empty<string>(),
    ];
}

/// <summary>The page of the queue.</summary>
internal sealed class QueuePages(CaseLists lists, ProgrammeShelf shelf, PeopleDirectory people, CaseClock clock)
{
    private const int PageLength = 30;

    /// <returns>No model when the list is not the person's, or the filter is none.</returns>
    public async Task<(QueueModel? Model, Refusal? Why)> ModelAsync(HttpContext http, string? list, IQueryCollection query, string? after, CancellationToken ct)
    {
        if (QueueRoutes.Find(http, list) is not { } chosen)
        {
            return (null, Refusal.NotFound);
        }

        if (QueueFilter.Of(query) is not { } filter)
        {
            return (null, QueueRefusals.Filter);
        }

        var (who, now) = (http.Actor(), clock.Now);
        var page = filter.Count == 0 ? await lists.PageAsync(chosen, after ?? "", PageLength, ct) : await lists.PageAsync(chosen, after ?? "", PageLength, l => filter.Takes(l, now), ct);
        return (new(chosen, [.. QueueRoutes.ListsOf(who)], filter, page.Lines, page.Next, shelf.Names())
        {
            Views = (await people.PersonAsync(who.Id, ct))?.Views ?? [],
            MayAssign = chosen.StartsWith("queue:", StringComparison.Ordinal) && who.Is(Role.SectionHead),
        }, null);
    }
}
