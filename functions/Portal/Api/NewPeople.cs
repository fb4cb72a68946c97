using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Answers;

namespace ProjectFlow.Portal.Api;

/// <summary>What a new person must bring, and the account that goes with one.</summary>
internal static class NewPeople
{
    private const int MaxName = 100;

    public static IReadOnlyList<Problem> Problems(Person person) => [.. Of(person).OfType<Problem>()];

    /// <summary>Makes the account, or finds it when an earlier try got no further.</summary>
    public static async Task<Refusal?> AccountAsync(UserManager<Account> accounts, PeopleDirectory directory, NewPerson made, CancellationToken ct)
    {
        var id = made.Person.Id;
        if (await accounts.FindByIdAsync(id.Value) is { } known && Same(known.Email, made.Person.Email) && await IsUnchangedAsync(directory, made.Person, ct))
        {
            return null;
        }

        var account = new Account { Id = id.Value, UserName = made.Person.Email, Email = made.Person.Email, EmailConfirmed = true, MustChangePassword = true };
        var result = await accounts.CreateAsync(account, made.Password);
        return result.Succeeded ? null : HttpRefusals.BadPerson with { Problems = [.. result.Errors.Select(e => new Problem("", e.Code, e.Description, e.Description))] };
    }

    /// <summary>Not there yet, or there just as given. Changing a person is another matter.</summary>
    private static async Task<bool> IsUnchangedAsync(PeopleDirectory directory, Person person, CancellationToken ct) =>
        await directory.PersonAsync(person.Id, ct) is not { } known
        || (known.Name == person.Name && known.Org == person.Org && known.Roles.Order().SequenceEqual(person.Roles.Order()) && known.Sections.SequenceEqual(person.Sections) && known.Areas.SequenceEqual(person.Areas));

    private static IEnumerable<Problem?> Of(Person person) =>
    [
        IsId(person.Id) ? null : new("person.id", "invalid", "编号应为1至64个字母、数字或 . _ -", "The id has 1 to 64 of A-Z a-z 0-9 . _ -"),
        person.Name.Trim().Length is 0 or > MaxName ? new("person.name", "length", $"姓名应为1至{MaxName}个字符", $"The name has 1 to {MaxName} characters.") : null,
        person.Language is "zh" or "en" ? null : new("person.language", "invalid", "语言应为 zh 或 en", "The language is zh or en."),
        person.Roles.Count == 0 || person.Roles.Contains(Role.System) ? new("person.roles", "invalid", "请至少指定一个角色；system 不可指定", "Give at least one role, and not system.") : null,
        Needs(person, Role.ApplicantEditor, Role.ApplicantSignatory) && person.Org is null ? new("person.org", "required", "申报单位人员须指定所属单位", "An applicant's person needs an organisation.") : null,
        Needs(person, Role.Officer, Role.SectionHead) && !AreKeys(person.Sections) ? new("person.sections", "required", "经办人、科长须指定科室", "An officer or section head needs a section.") : null,
        Needs(person, Role.TownAssistant) && !AreKeys(person.Areas) ? new("person.areas", "required", "科技助理须指定镇（街道、园区）", "A town assistant needs a town or park.") : null,
        person.Org is { } org && !RowLimits.IsKey(org.Value) ? new("person.org", "invalid", "所属单位无效", "This is no organisation.") : null,
    ];

    private static bool AreKeys(IReadOnlyList<string> scopes) => scopes.Count > 0 && scopes.All(RowLimits.IsKey);

    private static bool Needs(Person person, params Role[] roles) => person.Roles.Any(roles.Contains);

    private static bool IsId(PersonId id) => id.Value is { Length: >= 1 and <= 64 } text
        && id != PersonId.System && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
