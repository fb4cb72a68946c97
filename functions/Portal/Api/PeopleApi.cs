using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Api;

/// <summary>A person to be made, with the one-time password the administrator hands over.</summary>
public sealed record NewPerson(Person Person, string Password);

/// <summary>The person signed in, with the roles in force now.</summary>
public sealed record Me(PersonId Id, IReadOnlyList<Role> Roles, OrgId? Org, IReadOnlyList<string> Sections, IReadOnlyList<string> Areas);

internal static class PeopleApi
{
    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Myself).WithTags("People").RequireAuthorization(Policies.Person);
        var people = api.MapGroup("/people").WithTags("People").RequireAuthorization(Policies.Administrator);
        people.MapGet("/{id}", FindAsync).Produces<Person>();
        people.MapPost("/", MakeAsync).Produces<Person>(StatusCodes.Status201Created);
    }

    private static Ok<Me> Myself(HttpContext http)
    {
        var who = http.Actor();
        return TypedResults.Ok(new Me(who.Id, [.. who.Roles.Order()], who.Org, [.. who.Sections.Order(StringComparer.Ordinal)], [.. who.Areas.Order(StringComparer.Ordinal)]));
    }

    private static async Task<IResult> FindAsync(string id, PeopleDirectory directory, CancellationToken ct) =>
        await directory.PersonAsync(new(id), ct) is { } person ? Results.Ok(person) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> MakeAsync(NewPerson made, UserManager<Account> accounts, PeopleDirectory directory, CancellationToken ct)
    {
        if (!PersonIds.IsValid(made.Person.Id) || made.Person.Roles.Contains(Role.System))
        {
            return HttpRefusals.BadPerson.ToProblem();
        }

        var account = new Account { Id = made.Person.Id.Value, UserName = made.Person.Email, Email = made.Person.Email, EmailConfirmed = true, MustChangePassword = true };
        var result = await accounts.CreateAsync(account, made.Password);
        if (!result.Succeeded)
        {
            return (HttpRefusals.BadPerson with { Problems = [.. result.Errors.Select(e => new Problem("", e.Code, e.Description, e.Description))] }).ToProblem();
        }

        await directory.SaveAsync(made.Person, ct);
        return Results.Created($"/api/people/{made.Person.Id}", made.Person);
    }
}

internal static class PersonIds
{
    public static bool IsValid(PersonId id) => id.Value is { Length: >= 1 and <= 64 } text
        && id != PersonId.System && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
