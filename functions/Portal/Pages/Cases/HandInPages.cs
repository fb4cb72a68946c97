using Microsoft.AspNetCore.Http;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Rules;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Cases;

/// <param name="Problems">All that still stands against handing in.</param>
/// <param name="Rules">What the programme's rules come to now.</param>
public sealed record CheckModel(CaseContext Case, IReadOnlyList<Problem> Problems, IReadOnlyList<RuleResult> Rules, Refusal? Why = null);

/// <param name="Reason">As typed.</param>
public sealed record WithdrawModel(CaseContext Case, string Reason = "", Refusal? Why = null);

/// <summary>Check what was filled in, then hand it in: for guidance, formally, or again after a return.</summary>
internal static class HandInPages
{
    public static async Task<IResult> SeeAsync(string id, HttpContext http, CaseDesk desk, CaseClock clock, CancellationToken ct) =>
        await desk.FindAsync(http, id, ct) is { } found ? Show.Page<CheckPage>(await ModelAsync(desk, found, clock.Now, ct)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> HandInAsync(string id, HttpContext http, CaseDesk desk, CaseClock clock, Proving proving, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        ApplicationCommand? command = form["do"].ToString() switch
        {
            "request-guidance" => new ApplicationCommand.RequestGuidance(),
            "submit" => new ApplicationCommand.Submit(form["declaration"] == "true", form["pledge"] == "true"),
            "resubmit" => new ApplicationCommand.Resubmit(),
            _ => null,
        };
        var why = command is null ? HttpRefusals.ForStatus(StatusCodes.Status400BadRequest) : await desk.GiveAsync(http, found, command, form["operation"], ct);
        return Proving.IsMissing(why) ? await proving.AskAsync(http, form["do"].ToString(), found.Address, form)
            : why is null ? Show.Next(found.Address) : Show.Again<CheckPage>(await ModelAsync(desk, found, clock.Now, ct) with { Why = why }, why);
    }

    public static async Task<IResult> AskWithdrawAsync(string id, HttpContext http, CaseDesk desk, CancellationToken ct) =>
        await desk.FindAsync(http, id, ct) is { } found ? Show.Page<WithdrawPage>(new WithdrawModel(found)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> WithdrawAsync(string id, HttpContext http, CaseDesk desk, Proving proving, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var reason = form["reason"].ToString().Trim();
        var why = await desk.GiveAsync(http, found, new ApplicationCommand.Withdraw(reason), form["operation"], ct);
        return Proving.IsMissing(why) ? await proving.AskAsync(http, "withdraw", found.Address, form)
            : why is null ? Show.Next(found.Address) : Show.Again<WithdrawPage>(new WithdrawModel(found, reason, why), why);
    }

    private static async Task<CheckModel> ModelAsync(CaseDesk desk, CaseContext found, DateTimeOffset now, CancellationToken ct)
    {
        var book = await desk.WithOrgAsync(found, ct);
        var forGuidance = (found.Application.Stage is Stage.Draft && found.Programme.Stages.Guidance == GuidanceMode.Required) || found.Application.Stage is Stage.Returned { From: ReturnOrigin.GuidanceReview };
        var problems = forGuidance ? Readiness.ForGuidance(book) : Readiness.ForSubmission(book, found.Application, now);
        return new(found, problems, RuleEvaluator.Evaluate(found.Programme, found.Form, book.Org, ChinaTime.DateOf(now)));
    }
}
