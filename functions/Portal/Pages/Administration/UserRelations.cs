using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>Ends a conflict of interest somebody declared; never without a reason, and never one's own.</summary>
internal static class UserRelations
{
    private static Refusal OwnConflict { get; } = new(RefusalKind.Forbidden, "own-conflict", "不能终止自己的回避", "You cannot end a conflict of your own.");

    public static void MapUserRelations(this IEndpointRouteBuilder users) => users.MapPost("/{id}/relations/end", EndAsync);

    private static async Task<IResult> EndAsync(string id, HttpContext http, PeopleDirectory directory, UserManager<Account> accounts, ProgrammeShelf shelf, RegisterShelf registers, CaseClock clock, CancellationToken ct)
    {
        if (id == http.Actor().Id.Value)
        {
            return OwnConflict.ToProblem();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (org, reason) = (new OrgId(form["org"].ToString()), form["why"].ToString().Trim());
        while (await Users.ModelAsync(id, directory, accounts, shelf, registers, ct) is { Version: { } version } model && model.Person.Conflicts.Contains(org))
        {
            if (reason.Length is 0 or > 200)
            {
                var why = new Refusal(RefusalKind.Invalid, "reason-missing", "请说明终止回避的理由（200字以内）", "Say why the conflict ends, in at most 200 characters.") { Problems = [new($"why-{org}", "required", "请填写理由", "Give the reason.")] };
                return Show.Again<UserPage>(model with { Why = why }, why);
            }

            if (await directory.ChangeAsync(model.Person.End(org, reason, http.Actor().Id, clock.Now), version, ct))
            {
                return Show.Next($"/administration/users/{Uri.EscapeDataString(id)}#relations");
            }
        }

        return Refusal.NotFound.ToProblem();
    }
}
