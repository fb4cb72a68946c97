using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>The figures of a year, and the cases behind each.</summary>
internal static class MetricApi
{
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        var metrics = api.MapGroup("/metrics").WithTags("Metrics").RequireAuthorization(Policies.Bureau);
        metrics.MapGet("/", ReadAsync).Produces<IReadOnlyList<Metric>>();
        metrics.MapGet("/{id}/rows", RowsAsync).Produces<IReadOnlyList<MetricRow>>();
    }

    private static async Task<IResult> ReadAsync(int? year, string? basis, MetricBoard board, CaseClock clock, CancellationToken ct) =>
        Asked(year, basis) is { } wrong ? wrong.ToProblem() : Results.Ok(await board.ReadAsync(year!.Value, clock.Now, BasisOf(basis), ct));

    private static async Task<IResult> RowsAsync(string id, int? year, string? basis, string? after, MetricBoard board, CancellationToken ct)
    {
        if (Asked(year, basis) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var last = CaseId.TryParse(after, out var of) ? of : null;
        return await board.RowsAsync(id, year!.Value, BasisOf(basis), last, ct) is { } rows ? Results.Ok(rows) : Refusal.NotFound.ToProblem();
    }

    private static Refusal? Asked(int? year, string? basis) => (year, basis) switch
    {
        (null or < 2000 or > 2100, _) => QueryRefusals.Year,
        (_, null or "application" or "decision") => null,
        _ => QueryRefusals.Basis,
    };

    private static MetricBasis? BasisOf(string? basis) => basis switch
    {
        "application" => MetricBasis.ApplicationYear,
        "decision" => MetricBasis.DecisionYear,
        _ => null,
    };
}
