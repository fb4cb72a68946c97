using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
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
        metrics.MapGet("/checks", ChecksAsync).Produces<IReadOnlyList<CheckResult>>();
        metrics.MapGet("/{id}/rows", RowsAsync).Produces<IReadOnlyList<MetricRow>>();
    }

    private static async Task<IResult> ReadAsync(int? year, string? basis, DateOnly? asOf, MetricBoard board, CaseClock clock, CancellationToken ct) =>
        Asked(year, basis, asOf) is { } wrong ? wrong.ToProblem() : Results.Ok(await board.ReadAsync(year!.Value, Moment(asOf, clock), BasisOf(basis), ct));

    private static async Task<IResult> ChecksAsync(int? year, DateOnly? asOf, MetricBoard board, CaseClock clock, CancellationToken ct) =>
        Asked(year, null, asOf) is { } wrong ? wrong.ToProblem() : Results.Ok(await board.ChecksAsync(year!.Value, Moment(asOf, clock), ct));

    private static async Task<IResult> RowsAsync(string id, int? year, string? basis, DateOnly? asOf, string? after, MetricBoard board, CaseClock clock, CancellationToken ct)
    {
        if (Asked(year, basis, asOf) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var last = CaseId.TryParse(after, out var of) ? of : null;
        return await board.RowsAsync(id, year!.Value, Moment(asOf, clock), BasisOf(basis), last, ct) is { } rows ? Results.Ok(rows) : Refusal.NotFound.ToProblem();
    }

    private static Refusal? Asked(int? year, string? basis, DateOnly? asOf) => (year, basis) switch
    {
        (null or < 2000 or > 2100, _) => QueryRefusals.Year,
        _ when asOf is { } day && day.Year != year => QueryRefusals.AsOf,
        (_, null or "application" or "decision") => null,
        _ => QueryRefusals.Basis,
    };

    /// <summary>The last second of that day, or now.</summary>
    private static DateTimeOffset Moment(DateOnly? asOf, CaseClock clock) => asOf is { } day ? ChinaTime.EndOf(day).AddSeconds(-1) : clock.Now;

    private static MetricBasis? BasisOf(string? basis) => basis switch
    {
        "application" => MetricBasis.ApplicationYear,
        "decision" => MetricBasis.DecisionYear,
        _ => null,
    };
}
