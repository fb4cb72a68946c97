using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.People;

/// <param name="By">Who stands in.</param>
public sealed record StandIn(Person By, Delegation Delegation);

/// <summary>Who stands in for whom, and when (domain.md §6). A stand-in acts with both persons' rights, and every event says for whom.</summary>
public sealed class Absences(PeopleDirectory directory)
{
    /// <summary>Days of one absence, inclusive.</summary>
    public const int MaxDays = 60;

    public static bool Concern(Person person) => person.Roles.Any(r => r is Role.TownAssistant or Role.Officer or Role.SectionHead or Role.Leader or Role.FundAdministrator);

    /// <summary>Those of the bureau who may be asked to stand in: officers and heads of the sections named, leaders, fund administrators, and the assistants of the same towns.</summary>
    public async Task<IReadOnlyList<Person>> CandidatesAsync(Person absent, IEnumerable<string> sections, CancellationToken ct)
    {
        IEnumerable<(Role Role, string? Scope)> indexes =
        [
            (Role.Leader, null), (Role.FundAdministrator, null),
            .. sections.Union(absent.Sections).SelectMany(s => new[] { (Role.Officer, (string?)s), (Role.SectionHead, s) }),
            .. absent.Areas.Select(a => (Role.TownAssistant, (string?)a)),
        ];
        var found = await Task.WhenAll(indexes.Select(i => directory.WithRoleAsync(i.Role, i.Scope, ct)));
        return [.. found.SelectMany(p => p).DistinctBy(p => p.Id).Where(p => p.Id != absent.Id).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<StandIn> For(PersonId absent, IEnumerable<Person> candidates) =>
        [.. candidates.SelectMany(p => p.StandsInFor.Where(d => d.Absent == absent).Select(d => new StandIn(p, d))).OrderByDescending(s => s.Delegation.From)];

    /// <returns>False when the stand-in is no longer there.</returns>
    public Task<bool> BeginAsync(PersonId standIn, Delegation delegation, CancellationToken ct) =>
        ChangeAsync(standIn, all => all.Contains(delegation) ? all : [.. all, delegation], ct);

    /// <summary>From today on it holds no more; what was before stays to be read.</summary>
    public Task<bool> EndAsync(PersonId standIn, PersonId absent, DateOnly today, CancellationToken ct) =>
        ChangeAsync(standIn, all => [.. all.Select(d => d.Absent == absent && d.To >= today ? d with { To = today.AddDays(-1) } : d).Where(d => d.To >= d.From)], ct);

    private async Task<bool> ChangeAsync(PersonId id, Func<IReadOnlyList<Delegation>, IReadOnlyList<Delegation>> change, CancellationToken ct)
    {
        while (await directory.StoredAsync(id, ct) is { } stored)
        {
            if (await directory.ChangeAsync(stored.Person with { StandsInFor = change(stored.Person.StandsInFor) }, stored.Version, ct))
            {
                return true;
            }
        }

        return false;
    }
}
