using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Mail;

/// <summary>What an answer of SendGrid means for the mail.</summary>
internal static class SendGridAnswers
{
    private const int MaxReason = 300;

    public static MailOutcome OutcomeOf(HttpStatusCode status, HttpResponseHeaders headers, string body, DateTimeOffset now)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"{(int)status} {ReasonIn(body)}").TrimEnd();
        return (int)status switch
        {
            >= 200 and < 300 => new MailOutcome.Sent(headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null),
            _ when IsForLater(status) => new MailOutcome.Delayed(reason, WaitIn(headers, now)),
            _ => new MailOutcome.Failed(reason),
        };
    }

    /// <summary>A key refused or a sender not confirmed (401, 403) is our configuration, not this mail: it goes when that is mended.</summary>
    private static bool IsForLater(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status is >= 500 or < 400;

    private static TimeSpan? WaitIn(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };

    /// <returns>SendGrid's own messages, or the beginning of whatever stands there instead.</returns>
    private static string ReasonIn(string body)
    {
        var text = MailText.OneLine(MessagesIn(body) ?? body);
        return text.Length <= MaxReason ? text : text[..MaxReason];
    }

    private static string? MessagesIn(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<ErrorAnswer>(body, JsonSerializerOptions.Web) is { Errors: { Count: > 0 } errors } ? string.Join("; ", errors.Select(e => e.Message)) : null;
        }
        catch (JsonException)
        {
            return null; // a proxy's page, as a rule
        }
    }

    private sealed record ErrorAnswer(IReadOnlyList<ErrorMessage>? Errors);

    private sealed record ErrorMessage(string? Message);
}
