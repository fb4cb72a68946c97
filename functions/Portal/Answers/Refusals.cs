using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Answers;

/// <summary>A refusal is an answer, not a fault. The one place that knows which status it has.</summary>
public static class Refusals
{
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.NotNow => StatusCodes.Status409Conflict,
        RefusalKind.Unacceptable => StatusCodes.Status422UnprocessableEntity,
        _ => throw new InvalidOperationException($"No status for {kind}."),
    };

    public static IResult ToProblem(this Refusal why) => new RefusalResult(why);

    public static ProblemDetails DetailsOf(Refusal why, int status, bool english) => new()
    {
        Type = "urn:projectflow:refusal:" + why.Code,
        Title = english ? why.En : why.Zh,
        Status = status,
        Extensions =
        {
            ["code"] = why.Code,
            ["zh"] = why.Zh,
            ["en"] = why.En,
            ["problems"] = why.Problems,
        },
    };

    /// <summary>Writes the answer: to people a page, to programs a problem. For places that have no result to return.</summary>
    public static Task WriteAsync(HttpContext http, Refusal why, int? status = null) => PageRequests.IsPage(http) && !PageRequests.IsScript(http.Request)
        ? ErrorPages.WriteAsync(http, why, status ?? StatusOf(why.Kind)) : WriteProblemAsync(http, why, status);

    private static Task WriteProblemAsync(HttpContext http, Refusal why, int? status)
    {
        http.Response.StatusCode = status ?? StatusOf(why.Kind);
        var details = DetailsOf(why, http.Response.StatusCode, Language.PrefersEnglish(http));
        return http.Response.WriteAsJsonAsync(details, options: null, contentType: "application/problem+json", http.RequestAborted);
    }

    private sealed class RefusalResult(Refusal why) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, why);
    }
}
