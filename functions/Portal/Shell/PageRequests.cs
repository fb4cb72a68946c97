using Microsoft.AspNetCore.Http;

namespace ProjectFlow.Portal.Shell;

/// <summary>Tells people's requests from programs'.</summary>
internal static class PageRequests
{
    private static readonly PathString[] Programs = ["/api", "/openapi", "/health", "/hooks"];

    /// <summary>Answered with a page, also when it is refused.</summary>
    public static bool IsPage(HttpContext http) => !Programs.Any(p => http.Request.Path.StartsWithSegments(p));

    /// <summary>Sent by one of our scripts, which wants JSON.</summary>
    public static bool IsScript(HttpRequest request) => request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    /// <summary>An address on this site to go to next; anything else becomes the start page.</summary>
    public static string LocalOr(string? address, string otherwise = "/") =>
        address is ['/', ..] && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl) ? address : otherwise;
}
