using Microsoft.AspNetCore.Http;

namespace ProjectFlow.Portal.Shell;

/// <summary>What a browser may do with our answers: run and show only what comes from here, and be framed by nobody.</summary>
public sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (PageRequests.IsPage(http))
        {
            headers.CacheControl = "no-cache, no-store"; // what one person saw is not for the next at the same machine
        }

        return next(http);
    }
}
