using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProjectFlow.Portal.Guards;

/// <summary>Slows whoever makes us check signatures; what is refused here, SendGrid posts again later.</summary>
internal static class HookLimit
{
    public const string Policy = "hook";

    public static RateLimitPartition<string> For(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<PortalOptions>>().Value;
        return RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { PermitLimit = options.HookPostsPerMinute, Window = TimeSpan.FromMinutes(1) });
    }
}
