using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Pages.FormalCheck;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Pages.Guidance;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Cases;

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record CaseListModel(IReadOnlyList<CaseLine> Lines, string? Next, IReadOnlyDictionary<string, (string Zh, string En)> Programmes);

public sealed record CasePageModel(CaseContext Case, Organisation? Org, Person? Officer, IReadOnlyList<HistoryEntry> History, PendingDecision? Pending = null);

/// <summary>Cases as people see them. What somebody may not see is 404, as in the API.</summary>
internal static class CaseRoutes
{
    private const long MaxUpload = 128L * 1024 * 1024;
    private const int PageLength = 30;

    public static void MapCases(this IEndpointRouteBuilder pages)
    {
        var cases = pages.MapGroup("/cases").RequireAuthorization(Policies.Person);
        cases.MapGet("/", ListAsync).RequireAuthorization(Policies.Applicant);
        cases.MapGet("/{id}", SeeAsync);
        cases.MapGet("/{id}/print", PrintAsync);
        cases.MapGet("/{id}/form/{section}", SectionPages.SeeAsync);
        cases.MapPost("/{id}/form/{section}", SectionPages.SaveAsync);
        cases.MapGet("/{id}/documents", DocumentPages.SeeAsync);
        cases.MapPost("/{id}/documents/{slot}", DocumentPages.AttachAsync).WithMetadata(new RequestSizeLimitAttribute(MaxUpload));
        cases.MapPost("/{id}/documents/{slot}/remove", DocumentPages.RemoveAsync);
        cases.MapGet("/{id}/files/{hash}", DocumentPages.SendAsync);
        cases.MapGet("/{id}/check", HandInPages.SeeAsync);
        cases.MapPost("/{id}/check", HandInPages.HandInAsync);
        cases.MapGet("/{id}/withdraw", HandInPages.AskWithdrawAsync);
        cases.MapPost("/{id}/withdraw", HandInPages.WithdrawAsync);
        cases.MapGuidance();
        cases.MapFormalCheck();
        cases.MapCommands();
    }

    private static async Task<IResult> ListAsync(string? after, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var page = http.Actor().Org is { } org ? await lists.PageAsync($"org:{org}", after ?? "", PageLength, ct) : new([], null);
        return Show.Page<CaseListPage>(new CaseListModel(page.Lines, page.Next, shelf.Names()));
    }

    private static async Task<IResult> SeeAsync(string id, HttpContext http, CaseDesk desk, CaseReader reader, PeopleDirectory directory, Decisions decisions, CaseClock clock, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var history = await reader.HistoryAsync(found.View.Id, http.Actor(), clock.Now, 0, ct) ?? [];
        var officer = found.Application.Officer is { } who ? await directory.PersonAsync(who, ct) : null;
        return Show.Page<CasePage>(new CasePageModel(found, await directory.OrgAsync(found.Application.Org, ct), officer, history, await decisions.PendingAsync(http, found, ct)));
    }

    private static async Task<IResult> PrintAsync(string id, HttpContext http, CaseDesk desk, PeopleDirectory directory, CancellationToken ct) =>
        await desk.FindAsync(http, id, ct) is { } found
            ? Show.Page<PrintPage>(new CasePageModel(found, await directory.OrgAsync(found.Application.Org, ct), null, []))
            : Refusal.NotFound.ToProblem();

    /// <summary>Names by programme id, the newest version's.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Names(this ProgrammeShelf shelf) =>
        shelf.All.GroupBy(p => p.Ref.Id).ToDictionary(g => g.Key, g => (g.Last().NameZh, g.Last().NameEn));
}
