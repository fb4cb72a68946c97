using System.Collections.Frozen;

namespace ProjectFlow.Core.Common;

/// <summary>The roles of domain.md §6. A person may hold several.</summary>
public enum Role
{
    /// <summary>AE 填报人.</summary>
    ApplicantEditor,

    /// <summary>AS 授权签署人.</summary>
    ApplicantSignatory,

    /// <summary>TA 科技助理/专员, of one or more towns.</summary>
    TownAssistant,

    /// <summary>OF 经办人.</summary>
    Officer,

    /// <summary>CH 科长.</summary>
    SectionHead,

    /// <summary>LD 分管领导.</summary>
    Leader,

    /// <summary>EX 评审专家.</summary>
    Expert,

    /// <summary>FA 资金管理员.</summary>
    FundAdministrator,

    /// <summary>AU 审计, reads everything and writes nothing.</summary>
    Auditor,

    /// <summary>ADM 系统管理员, has no part in any case.</summary>
    Administrator,

    /// <summary>SYS: timers and flows.</summary>
    System,
}

/// <summary>Who acts, with the scope that was in force at that moment.</summary>
public sealed record Actor(PersonId Id, FrozenSet<Role> Roles)
{
    public static Actor System { get; } = new(PersonId.System, FrozenSet.Create(Role.System));

    /// <summary>The organisation an applicant's person acts for.</summary>
    public OrgId? Org { get; init; }

    /// <summary>Bureau sections; a case belongs to the section of its programme. Empty means none.</summary>
    public FrozenSet<string> Sections { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Towns and parks of a town assistant.</summary>
    public FrozenSet<string> Areas { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Organisations this person has declared a relation to (I12).</summary>
    public FrozenSet<OrgId> Conflicts { get; init; } = FrozenSet<OrgId>.Empty;

    /// <summary>Set while the person stands in for an absent one under a time-bound delegation; recorded with every event.</summary>
    public PersonId? OnBehalfOf { get; init; }

    public bool Is(Role role) => Roles.Contains(role);

    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }
}
