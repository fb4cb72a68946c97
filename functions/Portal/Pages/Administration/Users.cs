using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Asked">The e-mail address looked for; null = all.</param>
public sealed record UsersModel(IReadOnlyList<Person> Persons, string? Next, string? Asked);

/// <param name="Person">As stored, or as typed.</param>
/// <param name="Version">Of the row read; null for a new person.</param>
/// <param name="Account">Null when there is none, or none yet.</param>
/// <param name="Sections">Those to choose from.</param>
/// <param name="Password">A one-time password just made, to be handed over.</param>
/// <param name="Done">The word of what was just done, of the family <c>adminDone</c>.</param>
public sealed record UserModel(Person Person, string? Version, Account? Account, IReadOnlyList<string> Sections, string? Password = null, string? Done = null, Refusal? Why = null)
{
    /// <summary>Of the organisations the person declared a relation to, by code.</summary>
    public IReadOnlyDictionary<string, string> Orgs { get; init; } = new Dictionary<string, string>();
}

/// <summary>Everybody who has to do with the system: who they are, what they may do, how they sign in.</summary>
internal static class Users
{
    private const int PageSize = 100;

    public static void MapUsers(this IEndpointRouteBuilder administration)
    {
        var users = administration.MapGroup("/users");
        users.MapGet("/", ListAsync);
        users.MapGet("/export", ExportAsync);
        users.MapGet("/new", (ProgrammeShelf shelf, RegisterShelf registers) => Show.Page<UserPage>(new UserModel(UserInput.Nobody, null, null, SectionsOf(shelf, registers, []))));
        users.MapPost("/new", InviteAsync);
        users.MapGet("/{id}", SeeAsync);
        users.MapPost("/{id}", ChangeAsync);
        users.MapUserAccounts();
        users.MapUserRelations();
    }

    /// <summary>The page of one person; null when there is none.</summary>
    public static async Task<UserModel?> ModelAsync(string id, PeopleDirectory directory, UserManager<Account> accounts, ProgrammeShelf shelf, RegisterShelf registers, CancellationToken ct) =>
        await directory.StoredAsync(new(id), ct) is { } stored
            ? new(stored.Person, stored.Version, await accounts.FindByIdAsync(id), SectionsOf(shelf, registers, stored.Person.Sections)) { Orgs = await directory.NamesAsync(stored.Person.Conflicts.Concat(stored.Person.Relations.Select(r => r.Org)), ct) }
            : null;

    private static async Task<IResult> ListAsync(string? after, string? email, PeopleDirectory directory, UserManager<Account> accounts, CancellationToken ct)
    {
        if (email?.Trim() is { Length: > 0 } asked)
        {
            var found = await accounts.FindByEmailAsync(asked) is { } account ? await directory.PersonAsync(new(account.Id), ct) : null;
            return Show.Page<UsersPage>(new UsersModel(found is null ? [] : [found], null, asked));
        }

        if (after is { Length: > 0 } && !RowLimits.IsKey(after))
        {
            return Refusal.NotFound.ToProblem();
        }

        var persons = await directory.PageAsync(after ?? "", PageSize + 1, ct);
        return Show.Page<UsersPage>(new UsersModel([.. persons.Take(PageSize)], persons.Count > PageSize ? persons[PageSize - 1].Id.Value : null, null));
    }

    private static Task<IResult> ExportAsync(string? format, HttpContext http, PeopleDirectory directory, Screen screen, CancellationToken ct) =>
        new Listing("users", [screen["account.name"], screen["signIn.email"], screen["account.roles"], screen["users.org"], screen["users.sections"], screen["users.areas"], screen["users.active"]],
            EverybodyAsync(directory, ct).Select(p => (IReadOnlyList<object?>)[p.Name, p.Email, string.Join('、', p.Roles.Select(r => screen.Word("role", r.ToString()))), p.Org?.Value, string.Join('、', p.Sections), string.Join('、', p.Areas), p.Active])).SendAsync(http, format, ct);

    private static async IAsyncEnumerable<Person> EverybodyAsync(PeopleDirectory directory, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        do
        {
            var page = await directory.PageAsync(after, RowLimits.MaxAsked, ct);
            foreach (var person in page)
            {
                yield return person;
            }

            after = page.Count == RowLimits.MaxAsked ? page[^1].Id.Value : "";
        }
        while (after.Length > 0);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, PeopleDirectory directory, Invitations invitations, ProgrammeShelf shelf, RegisterShelf registers, UserManager<Account> accounts, CancellationToken ct)
    {
        var person = UserInput.Read(await http.Request.ReadFormAsync(ct), UserInput.Nobody with { Id = Registrations.NewPersonId() });
        var problems = await UserInput.ProblemsAsync(person, directory, ct);
        var outcome = problems.Count > 0 ? new InvitationOutcome.Refused(HttpRefusals.BadPerson with { Problems = problems }) : await invitations.InviteAsync(person, ct);
        return outcome switch
        {
            InvitationOutcome.Invited invited => Show.Page<UserPage>((await ModelAsync(person.Id.Value, directory, accounts, shelf, registers, ct))! with { Password = invited.Password }),
            InvitationOutcome.Refused refused => Again(new(person, null, null, SectionsOf(shelf, registers, person.Sections)), UserInput.Placed(refused.Why)),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private static async Task<IResult> SeeAsync(string id, PeopleDirectory directory, UserManager<Account> accounts, ProgrammeShelf shelf, RegisterShelf registers, CancellationToken ct) =>
        await ModelAsync(id, directory, accounts, shelf, registers, ct) is { } model ? Show.Page<UserPage>(model) : Refusal.NotFound.ToProblem();

    private static async Task<IResult> ChangeAsync(string id, HttpContext http, PeopleDirectory directory, UserManager<Account> accounts, ProgrammeShelf shelf, RegisterShelf registers, CancellationToken ct)
    {
        if (await ModelAsync(id, directory, accounts, shelf, registers, ct) is not { } model)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var typed = UserInput.Read(posted, model.Person);
        var problems = await UserInput.ProblemsAsync(typed, directory, ct);
        problems = [.. problems, .. UserInput.Lockout(typed, http.Actor())];
        if (problems.Count > 0)
        {
            return Again(model with { Person = typed, Version = posted["version"] }, HttpRefusals.BadPerson with { Problems = problems });
        }

        if (!await directory.ChangeAsync(typed, posted["version"].ToString(), ct))
        {
            model = (await ModelAsync(id, directory, accounts, shelf, registers, ct))!;
            return Again(model with { Person = typed }, UserInput.Stale(model.Person, typed));
        }

        if (!typed.Active && model is { Person.Active: true, Account: { } account })
        {
            await accounts.UpdateSecurityStampAsync(account); // somebody who is active again later signs in anew
        }

        return Show.Next($"/administration/users/{id}");
    }

    private static IResult Again(UserModel model, Refusal why) => Show.Again<UserPage>(model with { Why = why }, why);

    private static IReadOnlyList<string> SectionsOf(ProgrammeShelf shelf, RegisterShelf registers, IEnumerable<string> own) =>
        [.. shelf.All.Select(p => p.Section).Concat(registers.All.Select(r => r.Section)).Concat(own).Distinct().Order(StringComparer.Ordinal)];
}
