using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Accounts;

/// <summary>Whether one wants the mail of each morning.</summary>
internal static class DigestRoutes
{
    public static void MapDigest(this IEndpointRouteBuilder account) => account.MapPost("/digest", SetAsync).RequireAuthorization(Policies.Person);

    private static async Task<IResult> SetAsync(HttpContext http, PeopleDirectory people, CancellationToken ct)
    {
        var (id, off) = (http.Actor().Id, (await http.Request.ReadFormAsync(ct))["send"] == "no");
        while (await people.StoredAsync(id, ct) is { } stored && DailyDigest.IsFor(stored.Person))
        {
            if (await people.ChangeAsync(stored.Person with { NoDigest = off }, stored.Version, ct))
            {
                return Show.Next("/account#digest");
            }
        }

        return Refusal.NotFound.ToProblem();
    }
}
