using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Shell;

/// <summary>A refusal as a page.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(HttpContext http, Refusal why, int status) => status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(http.Request.Method)
        ? ToSignIn(http) : ShowAsync(http, new(why, status));

    private static Task ToSignIn(HttpContext http)
    {
        http.Response.Redirect("/sign-in?to=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
        return Task.CompletedTask;
    }

    // In a scope of its own: the failed page may have used up that of the request.
    private static async Task ShowAsync(HttpContext http, ErrorModel model)
    {
        var outer = http.RequestServices;
        await using var scope = outer.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await Show.Page<ErrorPage>(model, model.Status).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = outer;
        }
    }
}

/// <param name="Status">The HTTP status the page is sent with.</param>
public sealed record ErrorModel(Refusal Why, int Status);
