using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Requests;

/// <summary>Hands a document out under the name it is shown by; a browser saves it and never runs it.</summary>
public sealed class Downloads(IDocuments documents)
{
    public async Task<IResult> SendAsync(HttpContext http, DocumentRef document, CancellationToken ct)
    {
        if (await documents.OpenAsync(document.Hash, ct) is not { } content)
        {
            return Refusal.NotFound.ToProblem();
        }

        var kind = document.Kind ?? await KindOfAsync(content, ct);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(content, MediaType(kind), document.Name is { } name ? UploadName.Clean(name) : NameOf(document.Path, kind), entityTag: new EntityTagHeaderValue($"\"{document.Hash}\""));
    }

    /// <summary>Where the case keeps a hash alone, the content says what it is.</summary>
    private static async Task<string?> KindOfAsync(Stream content, CancellationToken ct)
    {
        var verdict = await UploadCheck.CheckAsync(content, long.MaxValue, ct);
        content.Position = 0;
        return verdict is UploadVerdict.Accepted accepted ? Uploads.Name(accepted.Kind) : null;
    }

    private static string NameOf(string path, string? kind) => kind is null ? path : $"{path}.{kind}";

    private static string MediaType(string? kind) => kind == "json" ? "application/json"
        : Enum.TryParse<UploadKind>(kind, ignoreCase: true, out var known) ? known.MediaType() : "application/octet-stream";
}
