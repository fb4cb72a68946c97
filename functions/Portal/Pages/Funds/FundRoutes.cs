using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Funds;

/// <summary>The payment desk, the books, and the leaders' overview.</summary>
internal static class FundRoutes
{
    public static void MapFunds(this IEndpointRouteBuilder pages)
    {
        var payments = pages.MapGroup("/payments").RequireAuthorization(Policies.Money);
        payments.MapGet("/", PaymentDesk.SeeAsync);
        payments.MapGet("/export", PaymentDesk.ExportAsync);
        payments.MapPost("/check", PaymentBatch.CheckAsync);
        payments.MapPost("/give", PaymentBatch.GiveAsync);
        payments.MapGet("/runs/{id}", PaymentRunPages.SeeAsync);

        var ledger = pages.MapGroup("/ledger").RequireAuthorization(Policies.Money);
        ledger.MapGet("/", LedgerPages.ListAsync);
        ledger.MapGet("/programmes/{id}/{year:int}", LedgerPages.ProgrammeAsync);
        ledger.MapGet("/programmes/{id}/{year:int}/export", LedgerPages.ExportAsync);
        ledger.MapGet("/funds/{fund}/{year:int}", LedgerPages.FundAsync).RequireAuthorization(Policies.Books);
        ledger.MapGet("/funds/{fund}/{year:int}/export", LedgerPages.ExportFundAsync).RequireAuthorization(Policies.Books);

        pages.MapGet("/overview", OverviewPages.SeeAsync).RequireAuthorization(Policies.Overview);
    }
}
