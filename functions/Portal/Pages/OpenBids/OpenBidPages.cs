using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.OpenBids;

/// <param name="MayBid">Whether the person's register of bids takes theirs.</param>
public sealed record OpenBidsModel(IReadOnlyList<CaseLine> Needs, string? Next, bool MayBid);

/// <summary>The needs published for bids. Bids, their seals and what follows are records of their registers.</summary>
internal static class OpenBidPages
{
    private const int PageLength = 50;
    private const string Published = "published";

    public static void MapOpenBids(this IEndpointRouteBuilder pages)
    {
        var bids = pages.MapGroup("/open-bids").RequireAuthorization(Policies.Person);
        bids.MapGet("/", SeeAsync);
        bids.MapGet("/{id}", NeedPages.SeeAsync);
    }

    private static async Task<IResult> SeeAsync(string? after, HttpContext http, RegisterShelf shelf, CaseLists lists, CancellationToken ct)
    {
        var who = http.Actor();
        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (shelf.Newest("needs") is not { } needs || shelf.Newest("bids") is not { } bids || RecordAccess.ListOf(needs, who, Published, null) is not { } list)
        {
            return Refusal.NotFound.ToProblem();
        }

        var page = await lists.PageAsync(list, after ?? "", PageLength, ct);
        return Show.Page<OpenBidsPage>(new OpenBidsModel([.. page.Lines.Where(l => l.State == Published)], page.Next, RecordAccess.MayWrite(bids, who)));
    }
}
