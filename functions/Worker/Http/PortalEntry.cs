using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ProjectFlow.Portal;

namespace ProjectFlow.Worker.Http;

/// <summary>
/// Hands a request of the one HTTP function to the portal's pipeline. The outer endpoint and route values are hidden meanwhile: with the
/// endpoint the inner pipeline would call the function again without end, with the values pages would be given a parameter they don't know.
/// </summary>
internal sealed partial class PortalEntry
{
    private readonly RequestDelegate inner;
    private readonly IHttpContextAccessor accessor;
    private readonly ILogger<PortalEntry> log;

    public PortalEntry(IServiceProvider services, IHttpContextAccessor accessor, ILogger<PortalEntry> log)
    {
        (this.accessor, this.log) = (accessor, log);
        inner = new ApplicationBuilder(services).UsePortal().Build();
    }

    /// <summary>Always returns: the Functions host completes a request only after that.</summary>
    public async Task EnterAsync(HttpContext context)
    {
        var (endpoint, values) = (context.GetEndpoint(), context.Request.RouteValues);
        accessor.HttpContext = context; // not set on the function's flow
        context.SetEndpoint(null);
        context.Request.RouteValues = new RouteValueDictionary();
        try
        {
            await inner(context);
        }
        catch (Exception e)
        {
            Escaped(e);
            GiveUp(context);
        }
        finally
        {
            context.SetEndpoint(endpoint);
            context.Request.RouteValues = values;
        }
    }

    private static void GiveUp(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    [LoggerMessage(LogLevel.Error, "A request left the portal with an exception")]
    private partial void Escaped(Exception e);
}
