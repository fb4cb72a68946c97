using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Requests;

/// <summary>What came of one upload: a stored file, or a refusal and nothing stored.</summary>
public abstract record UploadOutcome
{
    /// <param name="Kind">By content: <c>pdf docx xlsx png jpg</c>.</param>
    public sealed record Stored(string Hash, long Size, string Kind) : UploadOutcome;

    public sealed record Refused(Refusal Why) : UploadOutcome;

    private UploadOutcome() { }
}

/// <summary>
/// Takes a raw body in as a document. The body is held aside until its content has been judged, so that nothing refused is
/// ever stored; only the first 64 KiB are held in memory.
/// </summary>
public sealed class Uploads(IDocuments documents)
{
    private const int InMemory = 64 * 1024;

    /// <param name="maxBytes">Inclusive.</param>
    /// <param name="kinds">Allowed kinds; empty = all that are known.</param>
    public async Task<UploadOutcome> ReceiveAsync(HttpRequest request, long maxBytes, IReadOnlyList<string> kinds, CancellationToken ct)
    {
        if (request.ContentLength > maxBytes)
        {
            return new UploadOutcome.Refused(UploadRefusals.TooLarge(maxBytes));
        }

        return await ReceiveAsync(request.Body, maxBytes, kinds, ct);
    }

    /// <inheritdoc cref="ReceiveAsync(HttpRequest, long, IReadOnlyList{string}, CancellationToken)"/>
    public async Task<UploadOutcome> ReceiveAsync(Stream content, long maxBytes, IReadOnlyList<string> kinds, CancellationToken ct)
    {
        await using var held = new FileBufferingReadStream(content, InMemory);
        if (!await HoldAsync(held, maxBytes, ct))
        {
            return new UploadOutcome.Refused(UploadRefusals.TooLarge(maxBytes));
        }

        return await UploadCheck.CheckAsync(held, maxBytes, ct) switch
        {
            UploadVerdict.Refused refused => new UploadOutcome.Refused(refused.Why),
            UploadVerdict.Accepted accepted when kinds.Count > 0 && !kinds.Contains(Name(accepted.Kind)) => new UploadOutcome.Refused(UploadRefusals.Type),
            UploadVerdict.Accepted accepted => await StoreAsync(held, maxBytes, accepted.Kind, ct),
            var other => throw new InvalidOperationException($"Unknown verdict {other}."),
        };
    }

    private static async Task<bool> HoldAsync(FileBufferingReadStream held, long maxBytes, CancellationToken ct)
    {
        var buffer = new byte[InMemory];
        while (await held.ReadAsync(buffer, ct) > 0)
        {
            if (held.Length > maxBytes)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<UploadOutcome> StoreAsync(Stream held, long maxBytes, UploadKind kind, CancellationToken ct)
    {
        held.Position = 0;
        var stored = await documents.PutAsync(held, maxBytes, ct);
        return stored is null ? new UploadOutcome.Refused(UploadRefusals.TooLarge(maxBytes)) : new UploadOutcome.Stored(stored.Hash, stored.Size, Name(kind));
    }

    internal static string Name(UploadKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
