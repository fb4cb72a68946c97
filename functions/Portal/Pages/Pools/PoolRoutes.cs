using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Pools;

internal static class PoolRoutes
{
    public static void MapPools(this IEndpointRouteBuilder pages)
    {
        var pools = pages.MapGroup("/pools").RequireAuthorization(Policies.Person);
        pools.MapGet("/", PoolBoard.Pools);
        pools.MapGet("/{pool}", PoolBoard.SeeAsync);
        pools.MapGet("/{pool}/export", PoolBoard.ExportAsync);
        pools.MapGet("/entries/{id}", PoolChecks.SeeAsync);
        pools.MapPost("/entries/{id}", PoolChecks.StartAsync);
    }
}
