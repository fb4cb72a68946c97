using Microsoft.AspNetCore.Http;

namespace ProjectFlow.Portal.Requests;

/// <summary>
/// Sends a table that is written aside first: on disk, so that its length does not matter, and whole, so that nobody takes
/// half a table for all of it.
/// </summary>
internal static class TableFile
{
    private const int Buffer = 64 * 1024;

    public static async Task<IResult> SendAsync(HttpContext http, string name, string mediaType, Func<Stream, Task> write)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), "projectflow-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(file);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(file, mediaType, name);
    }
}
