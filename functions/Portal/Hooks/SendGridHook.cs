using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Hooks;

/// <summary>Where SendGrid posts what became of mails. Nobody signs in here: the signature says who it is.</summary>
internal static class SendGridHook
{
    public const string Path = "/hooks/sendgrid";

    /// <summary>SendGrid posts at most 768 KiB of events at once.</summary>
    private const int MaxBytes = 1024 * 1024;

    public static void MapSendGridHook(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SendGridSignature>() is not null)
        {
            routes.MapPost(Path, TakeInAsync).AllowAnonymous().RequireRateLimiting(HookLimit.Policy).WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).ExcludeFromDescription();
        }
    }

    /// <summary>Anything but 2xx makes SendGrid post the same again later, and what was taken in by then is known.</summary>
    private static async Task TakeInAsync(HttpContext http, SendGridSignature signature, MailEvents events, TimeProvider time)
    {
        var body = await BodyAsync(http);
        if (!signature.IsGood(http.Request.Headers["X-Twilio-Email-Event-Webhook-Signature"], http.Request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"], body.Span, time.GetUtcNow()))
        {
            await Refusals.WriteAsync(http, HttpRefusals.BadSignature, StatusCodes.Status401Unauthorized);
            return;
        }

        if (SendGridEvents.Read(body) is not { } told)
        {
            await Refusals.WriteAsync(http, HttpRefusals.BadEvents);
            return;
        }

        foreach (var news in told)
        {
            await events.TakeInAsync(news, http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Every byte counts for the signature, so it is read before anything makes sense of it.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }
}
