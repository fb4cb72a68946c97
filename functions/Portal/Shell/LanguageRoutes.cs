using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Shell;

/// <summary>Which language the pages speak: chosen once, kept in a cookie.</summary>
internal static class LanguageRoutes
{
    public static void MapLanguage(this IEndpointRouteBuilder pages) => pages.MapPost("/language", ChooseAsync).AllowAnonymous();

    private static async Task<IResult> ChooseAsync(HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        http.Response.Cookies.Append(Language.Cookie, form["to"] == "en" ? "en" : "zh", new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
        });
        return Show.Next(PageRequests.LocalOr(form["back"]));
    }
}
