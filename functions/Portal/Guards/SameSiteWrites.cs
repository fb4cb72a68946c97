using Microsoft.AspNetCore.Http;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Guards;

/// <summary>
/// Another site's page can make a browser send a cookie, but it cannot add a header of its own without asking first, and
/// nobody here says yes. Bearer tokens are never sent by themselves. See docs/decisions/0006-cookie-writes.md.
/// </summary>
public sealed class SameSiteWrites(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => IsSuspicious(http.Request) ? Refusals.WriteAsync(http, HttpRefusals.CrossSite) : next(http);

    private static bool IsSuspicious(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && request.HttpContext.User.Identity is { IsAuthenticated: true }
        && !request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && !request.Headers.ContainsKey("X-Requested-With");
}
