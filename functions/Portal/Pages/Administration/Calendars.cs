using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Off">False: a weekend day that is worked.</param>
public sealed record CalendarDay(DateOnly Day, bool Off);

/// <param name="Year">The one whose days are shown.</param>
/// <param name="Brought">All that was ever brought in, newest first.</param>
/// <param name="Problems">Of the file just refused.</param>
public sealed record CalendarModel(WorkCalendar Calendar, int Year, IReadOnlyList<CalendarDay> Days, IReadOnlyList<StoredCalendar> Brought, IReadOnlyList<FileProblem> Problems, Refusal? Why = null);

/// <summary>The working days deadlines are counted by.</summary>
internal static class Calendars
{
    public static void MapCalendars(this IEndpointRouteBuilder administration)
    {
        var calendar = administration.MapGroup("/calendar");
        calendar.MapGet("/", async (int? year, StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct) => Show.Page<CalendarPage>(await ModelAsync(year, stored, shelf, ct)));
        calendar.MapPost("/", BringAsync);
        calendar.MapGet("/export", ExportAsync);
    }

    private static async Task<CalendarModel> ModelAsync(int? year, StoredDefinitions stored, ProgrammeShelf shelf, CancellationToken ct)
    {
        var lists = await stored.ReadAsync(ct);
        var calendar = shelf.Calendar;
        var shown = year is { } asked && calendar.Years.Contains(asked) ? asked : calendar.Years is [.., var last] ? last : 0;
        return new(calendar, shown, [.. DaysOf(calendar).Where(d => d.Day.Year == shown)], [.. lists.Calendars.OrderByDescending(c => c.File.At)], []);
    }

    private static IEnumerable<CalendarDay> DaysOf(WorkCalendar calendar) =>
        calendar.DaysOff.Select(d => new CalendarDay(d, true)).Concat(calendar.WorkedDays.Select(d => new CalendarDay(d, false))).OrderBy(d => d.Day);

    private static async Task<IResult> BringAsync(HttpContext http, CalendarDefiner definer, StoredDefinitions stored, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        var (name, content, why) = await DefinitionUploads.ReadAsync(http.Request, ct);
        var outcome = why is null ? await definer.BringAsync(name, content, http.Actor().Id, clock.Now, ct) : null;
        IReadOnlyList<FileProblem> problems = outcome is BringOutcome.Wrong wrong ? wrong.Problems : [];
        why ??= problems.Count > 0 ? DefinitionUploads.Wrong(problems) : null;
        return why is null ? Show.Next("/administration/calendar") : Show.Again<CalendarPage>(await ModelAsync(null, stored, shelf, ct) with { Problems = problems, Why = why }, why);
    }

    private static Task<IResult> ExportAsync(string? format, HttpContext http, ProgrammeShelf shelf, Screen screen, CancellationToken ct) =>
        new Listing("calendar", [screen["calendar.day"], screen["calendar.weekday"], screen["calendar.kind"]],
            DaysOf(shelf.Calendar).Select(d => (IReadOnlyList<object?>)[d.Day, screen.Word("weekday", d.Day.DayOfWeek.ToString()), screen[d.Off ? "calendar.off" : "calendar.work"]]).ToAsyncEnumerable()).SendAsync(http, format, ct);
}
