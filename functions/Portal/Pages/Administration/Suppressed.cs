using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record SuppressedModel(IReadOnlyList<Suppression> Addresses, string? Next, Refusal? Why = null);

/// <summary>Addresses nothing is sent to any more because mail came back or was called spam, until somebody has checked them.</summary>
internal static class Suppressed
{
    private const int PageSize = 50;

    private static Refusal NotInForce { get; } = new(RefusalKind.NotNow, "not-suppressed", "该地址已解除停发", "Mail goes to this address already.");

    public static void MapSuppressed(this IEndpointRouteBuilder mails)
    {
        mails.MapGet("/suppressed", SeeAsync);
        mails.MapPost("/suppressed/lift", LiftAsync);
    }

    private static async Task<IResult> SeeAsync(string? after, Suppressions suppressions, CancellationToken ct) =>
        QueryRefusals.OfPage(after, null) is { } wrong ? wrong.ToProblem() : Show.Page<SuppressedPage>(await PageAsync(after ?? "", suppressions, ct));

    private static async Task<IResult> LiftAsync(HttpContext http, Suppressions suppressions, CaseClock clock, CancellationToken ct)
    {
        var address = (await http.Request.ReadFormAsync(ct))["address"].ToString();
        return await suppressions.LiftAsync(address, http.Actor().Id, clock.Now, ct)
            ? Show.Next("/administration/mail/suppressed")
            : Show.Again<SuppressedPage>(await PageAsync("", suppressions, ct) with { Why = NotInForce }, NotInForce);
    }

    private static async Task<SuppressedModel> PageAsync(string after, Suppressions suppressions, CancellationToken ct)
    {
        var found = await suppressions.PageAsync(after, PageSize + 1, ct);
        return new([.. found.Take(PageSize)], found.Count > PageSize ? Suppressions.CursorOf(found[PageSize - 1]) : null);
    }
}
