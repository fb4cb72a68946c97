using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Parts;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Pools;

/// <param name="Not">Why the person cannot start the application now; null = they can.</param>
public sealed record PoolStart(Precheck Check, Refusal? Not);

/// <param name="Entry">The record an application can be started from.</param>
/// <param name="Name">Of the enterprise.</param>
public sealed record CheckModel(OrgId Org, CaseView Entry, string Name, IReadOnlyList<PoolStart> Checks, Refusal? Why = null)
{
    public string Address => $"/pools/entries/{Entry.Id}";
}

/// <summary>An entry's enterprise against the conditions of its pool, and the application it leads to.</summary>
internal static class PoolChecks
{
    public static async Task<IResult> SeeAsync(string id, HttpContext http, CaseReader reader, Prechecks prechecks, PoolApplications applications, OrgNames names, CaseClock clock, CancellationToken ct) =>
        await FindAsync(id, http, reader, prechecks, applications, names, clock, ct) is { } found ? Show.Page<CheckPage>(found) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> StartAsync(string id, HttpContext http, CaseReader reader, Prechecks prechecks, PoolApplications applications, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        if (await FindAsync(id, http, reader, prechecks, applications, names, clock, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var programme = posted["programme"].ToString() is { Length: > 0 } chosen ? chosen : null;
        var answer = await applications.StartAsync(found.Entry.Id, programme, http.Actor(), clock.Now, CaseDesk.OperationOf(posted["operation"]), ct);
        return answer switch
        {
            Answer.Refused refused => Show.Again<CheckPage>(found with { Why = refused.Why }, refused.Why),
            Answer.Done done => Show.Next("/cases/" + done.Case),
            _ => throw new InvalidOperationException($"Unknown answer {answer}."),
        };
    }

    private static async Task<CheckModel?> FindAsync(string id, HttpContext http, CaseReader reader, Prechecks prechecks, PoolApplications applications, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        var who = http.Actor();
        if (!CaseId.TryParse(id, out var of) || await reader.FindAsync(of, who, clock.Now, ct) is not { State: RegisterRecord { Org: { } org } record } view || record.Register.Id != PoolNames.Register)
        {
            return null;
        }

        var pool = FormValues.At(record.Content, "member.pool")?.ToString();
        var checks = pool is null ? null : await prechecks.OfAsync(org, pool, who, ChinaTime.DateOf(clock.Now), ct);
        if (checks is null)
        {
            return null;
        }

        var starts = await Task.WhenAll(checks.Select(async c => new PoolStart(c, await applications.RefusalAsync(of, c.Programme, who, clock.Now, ct))));
        return new(org, view, await names.OfAsync(org, who, clock.Now, ct), starts);
    }
}
