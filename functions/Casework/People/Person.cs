using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.People;

/// <summary>A person as the bureau's register has them. Sign-in lives elsewhere, under the same id.</summary>
/// <param name="Language"><c>zh</c> or <c>en</c>, for mails.</param>
public sealed record Person(PersonId Id, string Name, string Email, string Language, IReadOnlyList<Role> Roles)
{
    /// <summary>The organisation an applicant's person works for.</summary>
    public OrgId? Org { get; init; }

    public IReadOnlyList<string> Sections { get; init; } = [];

    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Organisations this person has declared a relation to (I12).</summary>
    public IReadOnlyList<OrgId> Conflicts { get; init; } = [];

    public IReadOnlyList<Delegation> StandsInFor { get; init; } = [];

    public bool Active { get; init; } = true;
}

/// <summary>A time-bound stand-in for an absent person (domain.md §6).</summary>
/// <param name="To">Last day, included.</param>
public sealed record Delegation(PersonId Absent, DateOnly From, DateOnly To);

/// <summary>An organisation as the bureau's register has it.</summary>
/// <param name="Type">Of <c>enterprise university institute platform</c>.</param>
/// <param name="Area">Town or park; null when registered elsewhere.</param>
public sealed record Organisation(OrgId Id, string Name, string Type, string? Area)
{
    /// <summary>The bureau has seen the licence.</summary>
    public bool Verified { get; init; }

    /// <summary>The credit code's check character is wrong, as with some genuine early codes: the licence decides.</summary>
    public bool CodeNeedsLicence { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];
}
