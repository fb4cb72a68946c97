using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Figures;

/// <param name="Before">The same figures of the year before.</param>
/// <param name="Themes">By metric.</param>
public sealed record FiguresModel(int Year, MetricBasis? Basis, IReadOnlyList<Metric> All, IReadOnlyDictionary<string, Metric> Before, IReadOnlyDictionary<string, string> Themes, IReadOnlyList<CheckResult> Checks);

/// <param name="Rows">Null when the figure is worked out of others.</param>
/// <param name="Names">What the cases are called.</param>
public sealed record FigureModel(int Year, MetricBasis? Basis, Metric Figure, IReadOnlyList<MetricRow>? Rows, string? Next, IReadOnlyDictionary<CaseId, string> Names, IReadOnlyList<(int Year, decimal? Value)> Series);

/// <summary>The figures of a year as a page, and each opened into the cases behind it.</summary>
internal static class FigureRoutes
{
    private const int RowsShown = 100;
    private const int YearsShown = 3;

    public static void MapFigures(this IEndpointRouteBuilder pages)
    {
        var figures = pages.MapGroup("/figures").RequireAuthorization(Policies.Bureau);
        figures.MapGet("/", SeeAsync);
        figures.MapGet("/{id}", OpenAsync);
    }

    private static async Task<IResult> SeeAsync(int? year, string? basis, MetricBoard board, MetricCatalogue catalogue, CaseClock clock, CancellationToken ct)
    {
        var shown = year ?? ChinaTime.DateOf(clock.Now).Year;
        if (Wrong(shown, basis) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var all = await board.ReadAsync(shown, clock.Now, BasisOf(basis), ct);
        var before = await board.ReadAsync(shown - 1, clock.Now, BasisOf(basis), ct);
        return Show.Page<FiguresPage>(new FiguresModel(shown, BasisOf(basis), all, before.ToDictionary(m => m.Id), catalogue.All.ToDictionary(m => m.Id, m => m.Theme), await board.ChecksAsync(shown, clock.Now, ct)));
    }

    private static async Task<IResult> OpenAsync(string id, int? year, string? basis, string? after, HttpContext http, MetricBoard board, CaseReader reader, CaseClock clock, CancellationToken ct)
    {
        var shown = year ?? ChinaTime.DateOf(clock.Now).Year;
        if (Wrong(shown, basis) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if ((await board.ReadAsync(shown, clock.Now, BasisOf(basis), ct)).FirstOrDefault(m => m.Id == id) is not { } figure)
        {
            return Refusal.NotFound.ToProblem();
        }

        var rows = await board.RowsAsync(id, shown, clock.Now, BasisOf(basis), CaseId.TryParse(after, out var last) ? last : null, ct);
        var page = rows?.Take(RowsShown).ToList();
        var names = await Task.WhenAll((page ?? []).Select(r => r.Case).Distinct().Select(async c => (Case: c, Name: await NameAsync(c, http, reader, clock, ct))));
        var series = await Task.WhenAll(Enumerable.Range(shown - YearsShown + 1, YearsShown).Select(async y =>
            (y, y == shown ? figure.Value : (await board.ReadAsync(y, clock.Now, BasisOf(basis), ct)).First(m => m.Id == id).Value)));
        return Show.Page<FigurePage>(new FigureModel(shown, BasisOf(basis), figure, page, rows?.Count > RowsShown ? page![^1].Case.Value : null, names.Where(n => n.Name is not null).ToDictionary(n => n.Case, n => n.Name!), series));
    }

    /// <summary>Null where the person may not open the case: it is counted, but not named.</summary>
    private static async Task<string?> NameAsync(CaseId id, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct) =>
        await reader.FindAsync(id, http.Actor(), clock.Now, ct) is { } view ? CaseNames.Of(view.State) : null;

    private static Refusal? Wrong(int year, string? basis) => year is < 2000 or > 2100 ? QueryRefusals.Year : basis is null or "" or "application" or "decision" ? null : QueryRefusals.Basis;

    private static MetricBasis? BasisOf(string? basis) => basis switch
    {
        "application" => MetricBasis.ApplicationYear,
        "decision" => MetricBasis.DecisionYear,
        _ => null,
    };
}
