using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Pages.Administration;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Publicity;

/// <summary>One published application; nothing of it that is not public.</summary>
/// <param name="Before">The first moment after the period.</param>
public sealed record Published(string Title, string? Number, string Org, string Programme, DateOnly From, DateTimeOffset Before);

/// <param name="Of">The round shown; null = everything.</param>
/// <param name="Sections">To whom objections go.</param>
/// <param name="ObjectionAddress">As the bureau set it; may be empty.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record PublicityModel(Programme? Of, int? Year, IReadOnlyList<Published> Lines, IReadOnlyList<string> Sections, string ObjectionAddress, string? Next)
{
    public string Address => PublicityRoutes.AddressOf(Of?.Ref.Id, Year);
}

/// <summary>公示: what the bureau publishes for objections, for everybody.</summary>
internal static class PublicityRoutes
{
    private const int PageLength = 50;

    public static void MapPublicity(this IEndpointRouteBuilder pages)
    {
        var publicity = pages.MapGroup("/publicity").AllowAnonymous();
        publicity.MapGet("/", SeeAsync);
        publicity.MapGet("/export", ExportAsync);
        publicity.MapGet("/{programme}/{year:int}", SeeAsync);
        publicity.MapGet("/{programme}/{year:int}/export", ExportAsync);
    }

    public static string AddressOf(string? programme, int? year) => "/publicity" + (programme is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/{programme}/{year}"));

    private static async Task<IResult> SeeAsync(string? programme, int? year, string? after, PublishedCases published, CancellationToken ct)
    {
        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (programme is not null && published.Programme(programme) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        var (lines, next) = await published.PageAsync(ListOf(programme, year), after, PageLength, ct);
        var of = programme is null ? null : published.Programme(programme);
        return Show.Page<PublicityPage>(new PublicityModel(of, year, await published.NamedAsync(lines, ct), published.Sections(of, lines), published.ObjectionAddress, next));
    }

    private static async Task<IResult> ExportAsync(string? programme, int? year, string? format, HttpContext http, PublishedCases published, Screen t, CancellationToken ct)
    {
        if (programme is not null && published.Programme(programme) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["case.org"], t["cases.title"], t["case.number"], t["cases.programme"], t["publicity.from"], t["publicity.to"]];
        return await new Listing("publicity", header, RowsAsync(ListOf(programme, year), published, t, ct)).SendAsync(http, format, ct);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(string list, PublishedCases published, Screen t, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            (var lines, after) = await published.PageAsync(list, after, CaseLists.MaxPage, ct);
            foreach (var line in await published.NamedAsync(lines, ct))
            {
                yield return [line.Org, line.Title, line.Number, line.Programme, Times.Day(line.From), Times.Until(line.Before)];
            }
        }
        while (after is not null);
    }

    private static string ListOf(string? programme, int? year) => programme is null ? PublicityLists.All : PublicityLists.Of(programme, year ?? 0);
}
