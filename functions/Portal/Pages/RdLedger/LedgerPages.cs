using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Ledger;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.RdLedger;

/// <param name="Summaries">The year as each calibre counts it.</param>
public sealed record LedgerModel(LedgerYear Of, IReadOnlyList<CalibreSummary> Summaries);

/// <summary>A year of an enterprise's R&amp;D ledger; its rows are records of the register.</summary>
internal static class LedgerPages
{
    public static void MapRdLedger(this IEndpointRouteBuilder pages)
    {
        var ledger = pages.MapGroup("/ledger").RequireAuthorization(Policies.Person);
        ledger.MapGet("/{uscc}/{year:int:range(2000,2100)}", SeeAsync);
    }

    private static async Task<IResult> SeeAsync(string uscc, int year, HttpContext http, LedgerBook book, CancellationToken ct) =>
        await book.OfAsync(new(uscc), year, http.Actor(), ct) is { } found
            ? Show.Page<LedgerPage>(new LedgerModel(found, [TaxSummary.Of(found.Rows), HnteSummary.Of(found.Rows), StatisticsSummary.Of(found.Rows)])) : Refusal.NotFound.ToProblem();
}
