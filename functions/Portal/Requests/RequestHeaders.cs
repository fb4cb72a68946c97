using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Requests;

/// <summary>The two headers that make a write safe to repeat and safe against somebody faster.</summary>
public static class RequestHeaders
{
    /// <returns>What is wrong with the headers of a write; null when they are good.</returns>
    public static Refusal? WriteOf(this HttpRequest request, out OperationId? operation, out long? version)
    {
        version = null;
        return !request.TryGetOperation(out operation) ? HttpRefusals.OperationIdMissing : !request.TryGetVersion(out version) ? HttpRefusals.BadVersion : null;
    }

    /// <summary><c>Idempotency-Key</c>; a repeat with the same key is the same operation.</summary>
    public static bool TryGetOperation(this HttpRequest request, [NotNullWhen(true)] out OperationId? operation) =>
        OperationId.TryParse(request.Headers["Idempotency-Key"], out operation);

    /// <summary>The version in <c>If-Match</c>, such as <c>"7"</c>.</summary>
    /// <returns>False when the header is there but is no version; the version is null when it is absent or <c>*</c>.</returns>
    public static bool TryGetVersion(this HttpRequest request, out long? version)
    {
        var text = request.Headers.IfMatch.ToString().Trim();
        version = long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return version is not null || text is "" or "*";
    }

    public static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
