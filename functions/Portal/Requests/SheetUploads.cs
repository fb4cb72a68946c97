using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Requests;

/// <summary>Takes a raw body in as a table to import. It is held aside until it is known to be one; nothing refused is ever stored.</summary>
public sealed class SheetUploads(IDocuments documents)
{
    private const int InMemory = 64 * 1024;

    /// <returns>The document's hash, or why it is refused.</returns>
    public async Task<(string? Hash, Refusal? Why)> ReceiveAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Imports.MaxBytes)
        {
            return (null, SheetRefusals.TooLarge);
        }

        await using var held = new FileBufferingReadStream(request.Body, InMemory);
        var buffer = new byte[InMemory];
        while (await held.ReadAsync(buffer, ct) > 0)
        {
            if (held.Length > Imports.MaxBytes)
            {
                return (null, SheetRefusals.TooLarge);
            }
        }

        return await StoreAsync(held, ct);
    }

    /// <summary>Looks whether it is a table at all, then stores it.</summary>
    /// <param name="held">Seekable.</param>
    public async Task<(string? Hash, Refusal? Why)> StoreAsync(Stream held, CancellationToken ct)
    {
        try
        {
            using var file = await SheetReader.OpenAsync(held, ct);
        }
        catch (SheetRefusedException e)
        {
            return (null, e.Why);
        }

        held.Position = 0;
        return await documents.PutAsync(held, Imports.MaxBytes, ct) is { } stored ? (stored.Hash, null) : (null, SheetRefusals.TooLarge);
    }
}
