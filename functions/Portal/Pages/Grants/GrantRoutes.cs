using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Pages.Funds;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Grants;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record GrantListModel(IReadOnlyList<CaseLine> Lines, string? Next, IReadOnlyDictionary<string, (string Zh, string En)> Programmes);

public sealed record GrantModel(GrantContext Case, Organisation? Org, Person? Officer, IReadOnlyList<HistoryEntry> History, IReadOnlyList<ReportOwed> Owed);

public sealed record GrantLedgerModel(GrantContext Case, IReadOnlyList<GrantPosting> Postings);

/// <summary>Grants as people see them. What somebody may not see is 404, as in the API.</summary>
internal static class GrantRoutes
{
    private const int PageLength = 30;

    public static void MapGrants(this IEndpointRouteBuilder pages)
    {
        var grants = pages.MapGroup("/grants").RequireAuthorization(Policies.Person);
        grants.MapGet("/", ListAsync).RequireAuthorization(Policies.Applicant);
        grants.MapGet("/{id}", SeeAsync);
        grants.MapGet("/{id}/ledger", LedgerAsync);
        grants.MapGet("/{id}/ledger/export", ExportAsync);
        grants.MapGet("/{id}/files/{hash}", DocumentPages.SendAsync);
        grants.MapCommands();
    }

    private static async Task<IResult> ListAsync(string? after, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var page = http.Actor().Org is { } org ? await lists.PageAsync($"grants-of:{org}", after ?? "", PageLength, ct) : new([], null);
        return Show.Page<GrantListPage>(new GrantListModel(page.Lines, page.Next, shelf.Names()));
    }

    private static async Task<IResult> SeeAsync(string id, HttpContext http, CaseDesk desk, CaseReader reader, PeopleDirectory directory, CaseClock clock, CancellationToken ct)
    {
        if (await desk.GrantAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var history = await reader.HistoryAsync(found.View.Id, http.Actor(), clock.Now, 0, ct) ?? [];
        var officer = found.Grant.Officer is { } who ? await directory.PersonAsync(who, ct) : null;
        return Show.Page<GrantPage>(new GrantModel(found, await directory.OrgAsync(found.Grant.Org, ct), officer, history, ReportsOwed.Of(found.Book, found.Grant)));
    }

    private static async Task<IResult> LedgerAsync(string id, HttpContext http, CaseDesk desk, CaseReader reader, CaseClock clock, CancellationToken ct) =>
        await desk.GrantAsync(http, id, ct) is { } found ? Show.Page<GrantLedgerPage>(new GrantLedgerModel(found, await PostingsAsync(found, http, reader, clock, ct))) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> ExportAsync(string id, string? format, HttpContext http, CaseDesk desk, CaseReader reader, CaseClock clock, Screen t, CancellationToken ct)
    {
        if (await desk.GrantAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var rows = (await PostingsAsync(found, http, reader, clock, ct))
            .Select(p => (IReadOnlyList<object?>)[Times.Minute(p.At), p.Year, t.Word("account", p.Debit), t.Word("account", p.Credit), p.Amount, p.Document, p.Balance]);
        string[] header = [t["ledger.at"], t["ledger.year"], t["ledger.debit"], t["ledger.credit"], t["ledger.amountYuan"], t["ledger.document"], t["ledger.balanceYuan"]];
        return await Tables.SendAsync(http, "ledger-" + id, format, header, rows, ct);
    }

    private static async Task<IReadOnlyList<GrantPosting>> PostingsAsync(GrantContext found, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct) =>
        GrantLedger.Of(found.Book, await reader.HistoryAsync(found.View.Id, http.Actor(), clock.Now, 0, ct) ?? []);
}
