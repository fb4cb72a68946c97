using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Portal.Api;

namespace ProjectFlow.Portal.Pages.Administration;

/// <summary>A person as typed on a page; the inputs have the names by which the API says what is wrong.</summary>
internal static class UserInput
{
    private static readonly char[] Between = ['\n', '\r', ',', '，', '、', ';', '；'];

    public static Person Nobody { get; } = new(new(""), "", "", "zh", []);

    /// <summary>The roles somebody can be given.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.System)];

    /// <param name="of">What no input asks for stays as it is there. An address is typed once, with a new person.</param>
    public static Person Read(IFormCollection posted, Person of) => of with
    {
        Name = Text(posted, "person.name"),
        Email = of.Email.Length > 0 ? of.Email : Text(posted, "person.email"),
        Language = Text(posted, "person.language"),
        Roles = [.. Roles.Where(r => posted["person.roles"].Contains(r.ToString()))],
        Org = Text(posted, "person.org") is { Length: > 0 } org ? new OrgId(org) : null,
        Sections = [.. posted["person.sections"].OfType<string>().Where(s => s.Length > 0).Distinct()],
        Areas = [.. Text(posted, "person.areas").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
        Active = posted["person.active"] == "true",
    };

    public static async Task<IReadOnlyList<Problem>> ProblemsAsync(Person person, PeopleDirectory directory, CancellationToken ct)
    {
        List<Problem> problems = [.. NewPeople.Problems(person), .. RegistrationRefusals.Mail("person.email", person.Email)];
        if (person.Org is { } org && problems.All(p => p.Path != "person.org") && await directory.OrgAsync(org, ct) is null)
        {
            problems.Add(new("person.org", "unknown", "该单位尚未登记", "No such organisation is registered."));
        }

        return problems;
    }

    /// <summary>Nobody shuts themselves out.</summary>
    public static IEnumerable<Problem> Lockout(Person typed, Actor who) =>
        typed.Id == who.Id && !(typed.Active && typed.Roles.Contains(Role.Administrator))
            ? [new("person.roles", "own-rights", "不能停用自己，也不能取消自己的系统管理员角色", "You cannot deactivate yourself or give up your own role as administrator.")] : [];

    /// <summary>An address that is taken is said where it was typed.</summary>
    public static Refusal Placed(Refusal why) => why with { Problems = [.. why.Problems.Select(p => p.Path == "email" ? p with { Path = "person.email" } : p)] };

    /// <summary>Somebody else was faster: what is stored now stands at each entry that differs, and saving again is meant.</summary>
    public static Refusal Stale(Person stored, Person typed) => new(RefusalKind.NotNow, "stale-version", "他人已先修改该用户；请逐项核对后再次保存", "Somebody else changed this person first; compare each entry and save again.")
    {
        Problems = [.. Entries(stored).Zip(Entries(typed)).Where(e => e.First.Value != e.Second.Value).Select(e => new Problem(e.First.Path, "changed-elsewhere", $"现存内容：{e.First.Value}", $"Stored now: {e.First.Value}"))],
    };

    private static IEnumerable<(string Path, string Value)> Entries(Person p) =>
    [
        ("person.name", p.Name), ("person.language", p.Language), ("person.roles", string.Join(", ", p.Roles.Order())), ("person.org", p.Org?.Value ?? "—"),
        ("person.sections", string.Join(", ", p.Sections.Order(StringComparer.Ordinal))), ("person.areas", string.Join(", ", p.Areas.Order(StringComparer.Ordinal))), ("person.active", p.Active ? "✓" : "—"),
    ];

    private static string Text(IFormCollection posted, string name) => posted[name].ToString().Trim();
}
