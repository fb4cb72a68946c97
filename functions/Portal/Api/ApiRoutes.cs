using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ProjectFlow.Portal.Api;

internal static class ApiRoutes
{
    private const int MaxJsonBytes = 1024 * 1024;

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithMetadata(new RequestSizeLimitAttribute(MaxJsonBytes));
        api.MapAccount();
        api.MapPeople();
        api.MapOrgs();
        api.MapProgrammes();
        api.MapCases();
        api.MapRegisters();
        api.MapImports();
        api.MapPrechecks();
        api.MapSupports();
        api.MapRdLedger();
        api.MapDocuments();
        api.MapLists();
        api.MapMetrics();
        api.MapLedger();
        api.MapOperations();
    }
}
