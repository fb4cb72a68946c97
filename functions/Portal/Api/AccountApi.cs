using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>Identity's own endpoints, without self-registration: an administrator makes accounts.</summary>
internal static class AccountApi
{
    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapIdentityApi<Account>();
        ((IEndpointConventionBuilder)account).Add(Restrict);
    }

    private static void Restrict(EndpointBuilder endpoint)
    {
        var path = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText ?? "";
        if (path.EndsWith("/register", StringComparison.Ordinal))
        {
            endpoint.RequestDelegate = static http => Results.NotFound().ExecuteAsync(http);
            endpoint.Metadata.Add(new ExcludeFromDescriptionAttribute());
        }

        if (!path.Contains("/manage/", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
            endpoint.Metadata.Add(new EnableRateLimitingAttribute(SignInLimit.Policy));
        }
    }
}
