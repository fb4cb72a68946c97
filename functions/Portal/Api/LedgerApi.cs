using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>A fund's books of one year: all balances, and one page of postings.</summary>
/// <param name="Balances">By account, in fen; debits count up, credits down.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record LedgerView(string Fund, int Year, IReadOnlyDictionary<string, Money> Balances, IReadOnlyList<Posting> Postings, string? Next);

internal static class LedgerApi
{
    private const int UsualPage = 50;

    public static void MapLedger(this IEndpointRouteBuilder api) =>
        api.MapGet("/ledger/{fund}/{year:int}", ReadAsync).WithTags("Ledger").RequireAuthorization(Policies.Books).Produces<LedgerView>();

    private static async Task<IResult> ReadAsync(string fund, int year, string? after, int? max, LedgerEffects ledger, CancellationToken ct)
    {
        if ((year is < 2000 or > 2100 ? QueryRefusals.Year : QueryRefusals.OfPage(after, max)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        return RowLimits.IsKey(LedgerEffects.PartitionOf(fund, year)) ? Results.Ok(await PageAsync(ledger, fund, year, after ?? "", max ?? UsualPage, ct)) : Refusal.NotFound.ToProblem();
    }

    private static async Task<LedgerView> PageAsync(LedgerEffects ledger, string fund, int year, string after, int max, CancellationToken ct)
    {
        var postings = await ledger.PostingsAsync(fund, year, after, max + 1, ct);
        return new(fund, year, await ledger.BalancesAsync(fund, year, ct), [.. postings.Take(max)], postings.Count > max ? postings[max - 1].Id : null);
    }
}
