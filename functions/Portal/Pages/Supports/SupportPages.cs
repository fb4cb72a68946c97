using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Supports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Supports;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Administration;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Parts;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Supports;

/// <param name="Owner">As typed.</param>
/// <param name="DueOn">As typed.</param>
public sealed record SupportModel(OrgId Org, string Name, IReadOnlyList<SupportLine> Lines, bool MayPlan, string Owner, string DueOn, Refusal? Why = null)
{
    public string Address => $"/supports/{Org}";
}

/// <param name="Names">Of enterprises, by credit code.</param>
public sealed record DutiesModel(IReadOnlyList<SupportDuty> Duties, IReadOnlyDictionary<string, string> Names);

/// <summary>The eight supports of an enterprise, and what one owner has to do.</summary>
internal static class SupportPages
{
    private static readonly Refusal NoDay = new(RefusalKind.Invalid, "form-incomplete", "请补齐或修改标出的内容", "Fill in or correct what is marked.")
    {
        Problems = [new("dueOn", "not-a-date", "不是有效日期，应如2023-03-15", "Not a date that exists; write it as 2023-03-15.")],
    };

    public static void MapSupports(this IEndpointRouteBuilder pages)
    {
        var supports = pages.MapGroup("/supports").RequireAuthorization(Policies.Person);
        supports.MapGet("/", DutiesAsync);
        supports.MapGet("/export", ExportAsync);
        supports.MapGet("/{uscc}", SeeAsync);
        supports.MapPost("/{uscc}", PlanAsync);
    }

    private static async Task<IResult> DutiesAsync(HttpContext http, SupportDesk desk, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        var duties = await desk.OfOwnerAsync(http.Actor().Id, ct);
        return Show.Page<DutiesPage>(new DutiesModel(duties, await names.AllAsync(duties.Select(d => d.Org), http.Actor(), clock.Now, ct)));
    }

    private static async Task<IResult> SeeAsync(string uscc, HttpContext http, SupportDesk desk, OrgNames names, CaseClock clock, CancellationToken ct) =>
        await FindAsync(uscc, http, desk, names, clock, ct) is { } found ? Show.Page<SupportPage>(found) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> PlanAsync(string uscc, HttpContext http, SupportDesk desk, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        if (await FindAsync(uscc, http, desk, names, clock, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var typed = found with { Owner = posted["owner"].ToString().Trim(), DueOn = posted["dueOn"].ToString().Trim() };
        DateOnly? due = DateOnly.TryParseExact(typed.DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        if (due is null && typed.DueOn.Length > 0)
        {
            return Show.Again<SupportPage>(typed with { Why = NoDay }, NoDay);
        }

        var answer = await desk.PlanAsync(found.Org, typed.Owner, due, null, http.Actor(), clock.Now, CaseDesk.OperationOf(posted["operation"]), ct);
        return answer is Answer.Refused refused ? Show.Again<SupportPage>(typed with { Why = refused.Why }, refused.Why) : Show.Next(found.Address);
    }

    /// <summary>The rows of the page.</summary>
    private static async Task<IResult> ExportAsync(string? format, HttpContext http, SupportDesk desk, OrgNames names, CaseClock clock, Screen screen, CancellationToken ct)
    {
        var duties = await desk.OfOwnerAsync(http.Actor().Id, ct);
        var named = await names.AllAsync(duties.Select(d => d.Org), http.Actor(), clock.Now, ct);
        var rows = duties.Select(d => (IReadOnlyList<object?>)[d.Planned.DueOn, named[d.Org], d.Org, screen.Of(d.Zh, d.En), d.Planned.NextStep]);
        return await new Listing("supports", [screen["supports.due"], screen["supports.org"], screen["pools.code"], screen["supports.support"], screen["supports.next"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    private static async Task<SupportModel?> FindAsync(string uscc, HttpContext http, SupportDesk desk, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        var who = http.Actor();
        return await desk.OfAsync(new(uscc), who, ct) is { } lines
            ? new(new(uscc), await names.OfAsync(new OrgId(uscc), who, clock.Now, ct), lines, desk.MayPlan(who) && lines.Any(l => l.Planned is null), who.Id.Value, "") : null;
    }
}
