using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

/// <param name="Section">Null = all sections.</param>
/// <param name="Sections">Those this person may choose from; empty = all at once.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record PaymentModel(string View, string? Section, IReadOnlyList<string> Sections, IReadOnlyList<CaseLine> Lines, string? Next, IReadOnlyDictionary<string, (string Zh, string En)> Programmes, Refusal? Why = null)
{
    public string Address => Of(View, Section);

    public static string Of(string view, string? section) => $"/payments?view={view}" + (section is null ? "" : "&section=" + Uri.EscapeDataString(section));
}

/// <summary>Money on its way, list by list. Which lists somebody reads is as in the API.</summary>
internal static class PaymentDesk
{
    private const int PageLength = 100;

    public static async Task<IResult> SeeAsync(string? view, string? section, string? after, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        if (Find(http.Actor(), view, section) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        return QueryRefusals.OfPage(after, null) is { } wrong ? wrong.ToProblem() : Show.Page<PaymentsPage>(await ModelAsync(found, after, http, lists, shelf, ct));
    }

    public static async Task<IResult> ExportAsync(string? view, string? section, string? format, HttpContext http, CaseLists lists, Screen t, CancellationToken ct)
    {
        if (Find(http.Actor(), view, section) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["cases.title"], t["case.number"], t["cases.programme"], t["payments.item"], t["ledger.amountYuan"], t["cases.due"]];
        var rows = (await lists.AllAsync(MoneyLists.Of(found.View, found.Section), ct))
            .Select(l => (IReadOnlyList<object?>)[l.Title, l.Number, l.Programme, l.Item, l.Amount, l.DueAt is { } due ? Times.Until(due) : null]);
        return await Tables.SendAsync(http, "payments-" + found.View, format, header, rows, ct);
    }

    public static async Task<PaymentModel> ModelAsync((string View, string? Section) found, string? after, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        var page = await lists.PageAsync(MoneyLists.Of(found.View, found.Section), after ?? "", PageLength, ct);
        return new(found.View, found.Section, Everything(http.Actor()) ? [] : Sections(http.Actor()), page.Lines, page.Next, shelf.Names());
    }

    /// <summary>Null for a list that is not there for this person.</summary>
    public static (string View, string? Section)? Find(Actor who, string? view, string? section)
    {
        var (chosen, of) = (view ?? MoneyLists.Views[0], string.IsNullOrEmpty(section) ? null : section);
        return !MoneyLists.Views.Contains(chosen) ? null
            : Everything(who) ? (chosen, null)
            : Sections(who) is { Count: > 0 } own && own.Contains(of ?? own[0]) ? (chosen, of ?? own[0]) : null;
    }

    private static bool Everything(Actor who) => who.IsAny(Role.Leader, Role.Auditor, Role.FundAdministrator);

    private static IReadOnlyList<string> Sections(Actor who) => [.. who.Sections.Order(StringComparer.Ordinal)];
}
