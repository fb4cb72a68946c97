using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <summary>A form that comes with a proof is looked at first, then taken as if it had come without.</summary>
internal sealed class ProofGiven : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return HttpMethods.IsPost(http.Request.Method) && http.User.Identity is { IsAuthenticated: true } && http.Request.HasFormContentType
            && await http.Request.ReadFormAsync(http.RequestAborted) is var posted && Proving.IsGivenIn(posted)
            && await http.RequestServices.GetRequiredService<Proving>().RefuseAsync(http, posted) is { } refused
            ? refused : await next(context);
    }
}
