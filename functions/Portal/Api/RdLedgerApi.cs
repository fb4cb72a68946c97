using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Ledger;
using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>A year of an enterprise's ledger as the calibres count it.</summary>
public sealed record LedgerReport(int Year, string Org, string Enterprise, int Rows, IReadOnlyList<LedgerProject> Projects, IReadOnlyList<CalibreSummary> Summaries);

/// <summary>The R&amp;D ledger: yearly summaries with each cap as a formula, and the official layout of 2021.</summary>
internal static class RdLedgerApi
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Refusal BadCalibre = new(RefusalKind.Invalid, "bad-calibre", "参数 calibre 应为 tax、hnte 或 statistics", "The parameter calibre is tax, hnte or statistics.");
    private static readonly Refusal BadFormat = new(RefusalKind.Invalid, "bad-format", "参数 format 应为 xlsx 或 csv", "The parameter format is xlsx or csv.");

    public static void MapRdLedger(this IEndpointRouteBuilder api)
    {
        var ledger = api.MapGroup("/orgs/{uscc}/ledger/{year:int}").WithTags("R&D ledger").RequireAuthorization(Policies.Person);
        ledger.MapGet("/", ReportAsync).Produces<LedgerReport>();
        ledger.MapGet("/export", ExportAsync).Produces<string>(contentType: Xlsx);
    }

    private static async Task<IResult> ReportAsync(string uscc, int year, string? calibre, HttpContext http, LedgerBook book, CancellationToken ct) =>
        calibre is not (null or "tax" or "hnte" or "statistics") ? BadCalibre.ToProblem()
            : await book.OfAsync(new(uscc), year, http.Actor(), ct) is { } found ? Results.Ok(Report(found, calibre)) : Refusal.NotFound.ToProblem();

    private static LedgerReport Report(LedgerYear of, string? calibre)
    {
        CalibreSummary[] all = [TaxSummary.Of(of.Rows), HnteSummary.Of(of.Rows), StatisticsSummary.Of(of.Rows)];
        return new(of.Year, of.CreditCode, of.Enterprise, of.Rows.Count, of.Projects, [.. all.Where(s => calibre is null || s.Calibre == calibre)]);
    }

    private static async Task<IResult> ExportAsync(string uscc, int year, string? format, HttpContext http, LedgerBook book, CancellationToken ct)
    {
        if (format is not (null or "xlsx" or "csv"))
        {
            return BadFormat.ToProblem();
        }

        if (await book.OfAsync(new(uscc), year, http.Actor(), ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var file = new MemoryStream();
        await (format == "csv" ? SheetWriter.WriteCsvAsync(file, LedgerSheets.Table(found).Columns, LedgerSheets.Table(found).Rows.ToAsyncEnumerable(), ct) : SheetWriter.WriteXlsxAsync(file, LedgerSheets.Of(found), ct));
        file.Position = 0;
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(file, format == "csv" ? "text/csv" : Xlsx, string.Create(CultureInfo.InvariantCulture, $"研发支出辅助账-{uscc}-{year}.{format ?? "xlsx"}"));
    }
}
