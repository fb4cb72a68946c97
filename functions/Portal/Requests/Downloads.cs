using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Requests;

/// <summary>Hands a document out under the name it is shown by; a browser saves it and never runs it.</summary>
public sealed class Downloads(IDocuments documents)
{
    public async Task<IResult> SendAsync(HttpContext http, Document document, CancellationToken ct)
    {
        if (await documents.OpenAsync(document.Hash, ct) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(content, MediaType(document.Kind), UploadName.Clean(document.Name), entityTag: new EntityTagHeaderValue($"\"{document.Hash}\""));
    }

    private static string MediaType(string kind) =>
        Enum.TryParse<UploadKind>(kind, ignoreCase: true, out var known) ? known.MediaType() : "application/octet-stream";
}
