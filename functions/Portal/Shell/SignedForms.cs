using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Shell;

/// <summary>Every write from a page proves that the page was ours: another site cannot know the token in it.</summary>
internal sealed class SignedForms(IAntiforgery antiforgery) : IEndpointFilter
{
    public static Refusal Refused { get; } = new(RefusalKind.Invalid, "form-not-signed",
        "页面已失效（可能因为重新登录过），请返回上一页刷新后再提交", "This page is out of date, perhaps because you signed in again. Go back, reload it and send it once more.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return await next(context);
        }

        try
        {
            await antiforgery.ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            return Refused.ToProblem();
        }

        return await next(context);
    }
}
