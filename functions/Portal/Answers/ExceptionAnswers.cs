using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Answers;

/// <summary>
/// Turns what the framework throws for bad requests, a store that cannot write and a case that cannot be read into answers.
/// Anything else is a defect: left to the handler behind, which logs it and answers 500.
/// </summary>
public sealed class ExceptionAnswers(Quarantine quarantine) : IExceptionHandler
{
    private const int RetryAfterSeconds = 30;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case StorageUnavailableException e:
                httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                await Refusals.WriteAsync(httpContext, HttpRefusals.StorageUnavailable(e.Message), StatusCodes.Status503ServiceUnavailable);
                return true;
            case UnreadableCaseException e:
                await quarantine.RecordAsync(e, cancellationToken);
                await Refusals.WriteAsync(httpContext, HttpRefusals.CaseQuarantined, StatusCodes.Status503ServiceUnavailable);
                return true;
            case BadHttpRequestException e:
                await Refusals.WriteAsync(httpContext, Reason(e), e.StatusCode);
                return true;
            default:
                return false;
        }
    }

    private static Refusal Reason(BadHttpRequestException e) => e.InnerException switch
    {
        JsonException json => HttpRefusals.BadJson(json.Path ?? "$", Expected(json)),
        _ => HttpRefusals.ForStatus(e.StatusCode) with { Problems = [new("", "bad-request", e.Message, e.Message)] },
    };

    // The serializer appends its own "Path: … | LineNumber: …", which the answer already carries.
    private static string Expected(JsonException json)
    {
        var end = json.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? json.Message : json.Message[..end];
    }
}
