using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.People;

/// <summary>Turns an audience into persons, at the moment of sending. Each person at most once.</summary>
public sealed class Recipients(PeopleDirectory directory)
{
    public async Task<IReadOnlyList<Person>> OfAsync(ProgrammeCase state, Programme programme, IEnumerable<Audience> audiences, CancellationToken ct)
    {
        var persons = new List<Person>();
        var asked = audiences.Distinct().ToList();
        if (asked.Any(IsOfEnterprise))
        {
            persons.AddRange((await directory.OfOrgAsync(state.Org, ct)).Where(p => asked.Any(a => IsOfEnterprise(a) && p.Roles.Contains(RoleOf(a)))));
        }

        foreach (var audience in asked.Where(a => !IsOfEnterprise(a)))
        {
            persons.AddRange(await OfAsync(state, programme, audience, ct));
        }

        return [.. persons.DistinctBy(p => p.Id)];
    }

    private async Task<IReadOnlyList<Person>> OfAsync(ProgrammeCase state, Programme programme, Audience audience, CancellationToken ct) => audience switch
    {
        Audience.Owner when state is Application { Officer: { } officer } => await NamedAsync([officer], ct),
        Audience.Owner => await directory.WithRoleAsync(Role.Officer, programme.Section, ct),
        Audience.SectionHeads => await directory.WithRoleAsync(Role.SectionHead, programme.Section, ct),
        Audience.Leaders => await directory.WithRoleAsync(Role.Leader, null, ct),
        Audience.FundAdministrators => await directory.WithRoleAsync(Role.FundAdministrator, null, ct),
        Audience.TownAssistants => state is Application { Area: { } area } ? await directory.WithRoleAsync(Role.TownAssistant, area, ct) : [],
        Audience.Experts => state is Application a ? await NamedAsync(a.Experts, ct) : [],
        Audience.Administrators => await directory.WithRoleAsync(Role.Administrator, null, ct),
        _ => throw new InvalidOperationException($"Nobody is {audience}."),
    };

    private static bool IsOfEnterprise(Audience audience) => audience is Audience.Editors or Audience.Signatories;

    private static Role RoleOf(Audience ofEnterprise) => ofEnterprise == Audience.Editors ? Role.ApplicantEditor : Role.ApplicantSignatory;

    private async Task<IReadOnlyList<Person>> NamedAsync(IEnumerable<PersonId> ids, CancellationToken ct)
    {
        var persons = new List<Person>();
        foreach (var id in ids)
        {
            if (await directory.PersonAsync(id, ct) is { Active: true } person)
            {
                persons.Add(person);
            }
        }

        return persons;
    }
}
