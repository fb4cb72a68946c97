using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.People;

/// <summary>Relations to organisations, declared by the person and ended only by an administrator (I12).</summary>
public static class Declarations
{
    /// <summary>Declared again, a relation that is in force changes nothing.</summary>
    public static Person Declare(this Person person, Relation relation) => person.Relations.Any(r => r.EndedAt is null && r.Org == relation.Org && r.Kind == relation.Kind) ? person : person with
    {
        Relations = [.. person.Relations, relation],
        Conflicts = [.. person.Conflicts.Union([relation.Org])],
    };

    /// <summary>Ends all that was declared to an organisation; what was stays to be read.</summary>
    public static Person End(this Person person, OrgId org, string why, PersonId by, DateTimeOffset at) => person with
    {
        Relations = [.. person.Relations.Select(r => r.Org == org && r.EndedAt is null ? r with { EndedAt = at, EndedWhy = why, EndedBy = by } : r)],
        Conflicts = [.. person.Conflicts.Where(c => c != org)],
    };

    /// <summary>Whether somebody is asked for relations at all: the bureau's people, the towns' and experts.</summary>
    public static bool Concern(Person person) => person.Roles.Any(r => r is Role.TownAssistant or Role.Officer or Role.SectionHead or Role.Leader or Role.FundAdministrator or Role.Expert);
}
