using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Earlier">Where the next page begins; null on the last one.</param>
public sealed record SealModel(IReadOnlyList<DailySeal> Seals, DateOnly? Earlier);

/// <summary>The daily seals over all histories, for administrators and auditors: to write down, to download, to compare.</summary>
internal static class SealPages
{
    private const int PageLength = 31;

    public static void MapSeals(this IEndpointRouteBuilder pages)
    {
        var seals = pages.MapGroup("/administration/seals").RequireAuthorization(Policies.Trace);
        seals.MapGet("/", SeeAsync);
        seals.MapGet("/export", ExportAsync);
        seals.MapGet("/{day}/file", FileAsync);
    }

    private static async Task<IResult> SeeAsync(string? until, DailySeals seals, CaseClock clock, CancellationToken ct)
    {
        var day = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : Tomorrow(clock);
        var found = await seals.LatestAsync(day, PageLength, ct);
        return Show.Page<SealPage>(new SealModel(found, found.Count == PageLength ? found[^1].Day : null));
    }

    private static async Task<IResult> ExportAsync(string? format, HttpContext http, DailySeals seals, CaseClock clock, Screen screen, CancellationToken ct)
    {
        var rows = (await seals.LatestAsync(Tomorrow(clock), RowLimits.MaxAsked, ct)).Select(s => (IReadOnlyList<object?>)[s.Day, s.Hash, s.Before, s.Cases, s.Unread]);
        return await new Listing("seals", [screen["seals.day"], screen["seals.hash"], screen["seals.before"], screen["seals.cases"], screen["seals.unread"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    private static async Task<IResult> FileAsync(string day, DailySeals seals, IDocuments documents, CancellationToken ct) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var of) && await seals.LatestAsync(of.AddDays(1), 1, ct) is [var seal] && seal.Day == of
            && await documents.OpenAsync(seal.Hash, ct) is { } file
            ? Results.File(file, "text/plain", $"seal-{day}.txt")
            : Refusal.NotFound.ToProblem();

    private static DateOnly Tomorrow(CaseClock clock) => ChinaTime.DateOf(clock.Now).AddDays(1);
}
