using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>A person to be made, with the one-time password the administrator hands over.</summary>
public sealed record NewPerson(Person Person, string Password);

/// <summary>The person signed in, with the roles in force now.</summary>
public sealed record Me(PersonId Id, IReadOnlyList<Role> Roles, OrgId? Org, IReadOnlyList<string> Sections, IReadOnlyList<string> Areas);

/// <summary>A person as colleagues see one: enough to assign work, no address.</summary>
public sealed record PersonLine(PersonId Id, string Name, IReadOnlyList<Role> Roles, OrgId? Org);

internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Myself).WithTags("People").RequireAuthorization(Policies.Person);
        var people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", ListAsync).RequireAuthorization(Policies.Bureau).Produces<IReadOnlyList<PersonLine>>();
        people.MapGet("/{id}", FindAsync).RequireAuthorization(Policies.Administrator).Produces<Person>();
        people.MapPost("/", MakeAsync).RequireAuthorization(Policies.Administrator).Produces<Person>(StatusCodes.Status201Created);
    }

    private static Ok<Me> Myself(HttpContext http)
    {
        var who = http.Actor();
        return TypedResults.Ok(new Me(who.Id, [.. who.Roles.Order()], who.Org, [.. who.Sections.Order(StringComparer.Ordinal)], [.. who.Areas.Order(StringComparer.Ordinal)]));
    }

    /// <summary>Active persons with a role; applicants' roles by organisation, officers' by section, assistants' by town.</summary>
    private static async Task<IResult> ListAsync(string? role, string? scope, PeopleDirectory directory, CancellationToken ct)
    {
        if (!Enum.TryParse<Role>(role, ignoreCase: true, out var asked) || !Enum.IsDefined(asked) || int.TryParse(role, out _) || (scope is not null && !RowLimits.IsKey("people:" + scope)))
        {
            return QueryRefusals.RoleName.ToProblem();
        }

        var found = await directory.WithRoleAsync(asked, scope, ct);
        return Results.Ok(found.Select(p => new PersonLine(p.Id, p.Name, p.Roles, p.Org)));
    }

    private static async Task<IResult> FindAsync(string id, PeopleDirectory directory, CancellationToken ct) =>
        await directory.PersonAsync(new(id), ct) is { } person ? Results.Ok(person) : Refusal.NotFound.ToProblem();

    /// <summary>Account first, then person; a repeat after a crash between the two finds the account and adds the person.</summary>
    private static async Task<IResult> MakeAsync(NewPerson made, UserManager<Account> accounts, PeopleDirectory directory, CancellationToken ct)
    {
        if (NewPeople.Problems(made.Person) is { Count: > 0 } problems)
        {
            return (HttpRefusals.BadPerson with { Problems = problems }).ToProblem();
        }

        if (await NewPeople.AccountAsync(accounts, directory, made, ct) is { } refused)
        {
            return refused.ToProblem();
        }

        await directory.SaveAsync(made.Person, ct);
        return Results.Created($"/api/people/{made.Person.Id}", made.Person);
    }
}
