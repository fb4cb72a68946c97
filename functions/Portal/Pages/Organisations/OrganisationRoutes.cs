using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Organisations;

/// <param name="Doubtful">The code's check character is wrong; the licence decides.</param>
public sealed record RegisterModel(NewRegistration Given, bool Done = false, bool Doubtful = false, Refusal? Why = null);

/// <param name="Given">What was typed of an invitation that was refused.</param>
public sealed record OrganisationModel(Organisation Org, IReadOnlyList<Person> Colleagues, bool MayInvite, NewColleague? Given = null, InvitationOutcome.Invited? Invited = null, Refusal? Why = null);

public sealed record VerificationModel(IReadOnlyList<(PendingRegistration Registration, Organisation Org)> Waiting);

/// <summary>Organisations: registered by themselves, verified by the bureau, joined by invitation.</summary>
internal static class OrganisationRoutes
{
    public static void MapOrganisations(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/register", () => Show.Page<RegisterPage>(new RegisterModel(new("", "", "enterprise", "", "", "", "")))).AllowAnonymous();
        pages.MapPost("/register", RegisterAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        pages.MapGet("/organisation", OwnAsync).RequireAuthorization(Policies.Applicant);
        pages.MapPost("/organisation/invite", InviteAsync).RequireAuthorization(Policies.Applicant);
        pages.MapGet("/organisations", WaitingAsync).RequireAuthorization(Policies.Officers);
        pages.MapPost("/organisations/{id}/verify", VerifyAsync).RequireAuthorization(Policies.Officers);
        pages.MapPost("/organisations/{id}/reject", RejectAsync).RequireAuthorization(Policies.Officers);
    }

    private static async Task<IResult> RegisterAsync(HttpContext http, Registrations registrations, CaseClock clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var given = new NewRegistration(Of("uscc"), Of("orgName"), Of("type"), Of("area"), Of("name"), Of("email"), form["new"].ToString());
        var doubtful = CreditCode.Parse(given.Uscc) is CreditCode.Doubtful;
        var why = form["new"] != form["repeat"] ? Pages.Accounts.AccountRefusals.Repeat
            : doubtful && form["doubtful"] != "true" ? new Refusal(RefusalKind.Invalid, "credit-code-doubtful", "请核对统一社会信用代码", "Check the credit code.")
            : await registrations.ApplyAsync(given, clock.Now, ct);
        var model = new RegisterModel(given with { Password = "" }, Done: why is null, doubtful, why);
        return why is null ? Show.Page<RegisterPage>(model) : Show.Again<RegisterPage>(model, why);

        string Of(string name) => form[name].ToString().Trim();
    }

    private static async Task<IResult> OwnAsync(HttpContext http, PeopleDirectory directory, CancellationToken ct) =>
        await ModelAsync(http.Actor(), directory, ct) is { } model ? Show.Page<OrganisationPage>(model) : Answers.Refusals.ToProblem(Refusal.NotFound);

    private static async Task<IResult> InviteAsync(HttpContext http, PeopleDirectory directory, Invitations invitations, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await ModelAsync(http.Actor(), directory, ct) is not { } model)
        {
            return Answers.Refusals.ToProblem(Refusal.NotFound);
        }

        if (!model.MayInvite)
        {
            return Answers.Refusals.ToProblem(Refusal.RoleForbidden);
        }

        var given = new NewColleague(form["name"].ToString().Trim(), form["email"].ToString().Trim(), form["role"] == "signatory" ? Role.ApplicantSignatory : Role.ApplicantEditor);
        return await invitations.InviteAsync(model.Org.Id, given, ct) switch
        {
            InvitationOutcome.Invited invited => Show.Page<OrganisationPage>((await ModelAsync(http.Actor(), directory, ct))! with { Invited = invited }),
            InvitationOutcome.Refused refused => Show.Again<OrganisationPage>(model with { Given = given, Why = refused.Why }, refused.Why),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private static async Task<OrganisationModel?> ModelAsync(Actor who, PeopleDirectory directory, CancellationToken ct)
    {
        if (who.Org is not { } id || await directory.OrgAsync(id, ct) is not { } org)
        {
            return null;
        }

        var persons = (await directory.OfOrgAsync(id, ct)).Where(p => p.Roles.Contains(Role.ApplicantEditor) || p.Roles.Contains(Role.ApplicantSignatory));
        return new(org, [.. persons.OrderBy(p => p.Name, StringComparer.Ordinal)], who.Is(Role.ApplicantSignatory));
    }

    private static async Task<IResult> WaitingAsync(Registrations registrations, PeopleDirectory directory, CancellationToken ct)
    {
        var waiting = new List<(PendingRegistration, Organisation)>();
        foreach (var registration in await registrations.WaitingAsync(ct))
        {
            if (await directory.OrgAsync(registration.Org, ct) is { } org)
            {
                waiting.Add((registration, org));
            }
        }

        return Show.Page<VerificationPage>(new VerificationModel(waiting));
    }

    private static async Task<IResult> VerifyAsync(string id, Registrations registrations, CancellationToken ct)
    {
        await registrations.VerifyAsync(new(id), ct);
        return Show.Next("/organisations");
    }

    private static async Task<IResult> RejectAsync(string id, Registrations registrations, CancellationToken ct)
    {
        await registrations.RejectAsync(new(id), ct);
        return Show.Next("/organisations");
    }
}
