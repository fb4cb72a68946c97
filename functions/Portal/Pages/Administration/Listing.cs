using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>A list of administration as a table to take away.</summary>
/// <param name="Name">Of the file, without its ending.</param>
internal sealed record Listing(string Name, IReadOnlyList<string> Header, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    /// <param name="format"><c>xlsx</c>; anything else is CSV.</param>
    public Task<IResult> SendAsync(HttpContext http, string? format, CancellationToken ct) => format == "xlsx"
        ? TableFile.SendAsync(http, Name + ".xlsx", Xlsx, file => SheetWriter.WriteXlsxAsync(file, Name, Header, Rows, ct))
        : TableFile.SendAsync(http, Name + ".csv", Csv, file => SheetWriter.WriteCsvAsync(file, Header, Rows, ct));
}
