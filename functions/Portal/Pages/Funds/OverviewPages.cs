using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Grants;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

/// <param name="Lines">At most a thousand are counted.</param>
/// <param name="Address">Of the list; empty where it has no page for the leaders.</param>
public sealed record QueueCount(string Name, string Address, int Lines, int Overdue);

public sealed record OverviewModel(int Year, IReadOnlyList<ProgrammeSums> Programmes, IReadOnlyList<QueueCount> Queues, IReadOnlyList<QueueCount> Money);

/// <summary>Where money and work stand, for those who see everything. A read for each programme and for each list.</summary>
internal static class OverviewPages
{
    public static async Task<IResult> SeeAsync(int? year, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        var shown = year ?? ChinaTime.DateOf(clock.Now).Year;
        if (shown is < 2000 or > 2100)
        {
            return QueryRefusals.Year.ToProblem();
        }

        var sections = shelf.All.Select(p => p.Section).Distinct().Order(StringComparer.Ordinal);
        var queues = await Task.WhenAll(sections.Select(s => CountAsync(s, "queue:" + s, "", lists, clock.Now, ct)));
        var money = await Task.WhenAll(MoneyLists.Views.Where(v => v != "confirmed").Select(v => CountAsync(v, MoneyLists.Of(v, null), PaymentModel.Of(v, null), lists, clock.Now, ct)));
        return Show.Page<OverviewPage>(new OverviewModel(shown, await LedgerPages.SumsAsync(LedgerPages.Visible(http.Actor(), shelf), shown, lists, ct), queues, money));
    }

    private static async Task<QueueCount> CountAsync(string name, string list, string address, CaseLists lists, DateTimeOffset now, CancellationToken ct)
    {
        var lines = await lists.FirstAsync(list, ct);
        return new(name, address, lines.Count, lines.Count(l => l.DueAt <= now));
    }
}
