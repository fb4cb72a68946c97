using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Portal.Requests;

namespace ProjectFlow.Portal.Pages.Funds;

/// <summary>Sends a table as XLSX, or as CSV when that is asked for.</summary>
internal static class Tables
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static Task<IResult> SendAsync(HttpContext http, string name, string? format, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct) => format == "csv"
        ? TableFile.SendAsync(http, name + ".csv", Csv, file => SheetWriter.WriteCsvAsync(file, header, rows.ToAsyncEnumerable(), ct))
        : TableFile.SendAsync(http, name + ".xlsx", Xlsx, file => SheetWriter.WriteXlsxAsync(file, name, header, rows.ToAsyncEnumerable(), ct));
}
