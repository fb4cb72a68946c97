using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ProjectFlow.Worker.Flow;

namespace ProjectFlow.Worker.Http;

/// <summary>The one HTTP function: every path, every verb. Who may do what is the portal's to say.</summary>
internal sealed class PortalFunction(PortalEntry portal, FlowStarter flows)
{
    [Function("Portal")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        // Not the request's token: what the request has committed is moved on even when the caller is gone.
        await flows.StartAfterAsync(client, () => portal.EnterAsync(request.HttpContext), null, CancellationToken.None);
        return new EmptyResult();
    }
}
