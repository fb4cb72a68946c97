using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ProjectFlow.Portal.Guards;

/// <summary>Slows guessing across many accounts; the lockout slows it on one.</summary>
internal static class SignInLimit
{
    public const string Policy = "sign-in";

    public static RateLimitPartition<string> For(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<PortalOptions>>().Value;
        return RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) });
    }
}
