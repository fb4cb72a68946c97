using System.Text.Json.Serialization;
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

    /// <summary>What was declared and when; those that are not ended stand in <see cref="Conflicts"/> too.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } = [];

    public IReadOnlyList<Delegation> StandsInFor { get; init; } = [];

    public bool Active { get; init; } = true;

    /// <summary>Ways to look at a queue that were kept.</summary>
    public IReadOnlyList<SavedView> Views { get; init; } = [];

    /// <summary>Does not want to be told each working day how much waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoDigest { get; init; }
}

/// <param name="Query">Of the queue's address, without the question mark.</param>
public sealed record SavedView(string Name, string Query);

/// <summary>A time-bound stand-in for an absent person (domain.md §6).</summary>
/// <param name="To">Last day, included.</param>
public sealed record Delegation(PersonId Absent, DateOnly From, DateOnly To);

/// <summary>A declared relation to an organisation (I12, 回避).</summary>
/// <param name="Kind">Of <see cref="Relation.Kinds"/>.</param>
public sealed record Relation(OrgId Org, string Kind, string Note, DateTimeOffset At)
{
    public static IReadOnlyList<string> Kinds { get; } = ["formerEmployment", "kinship", "shareholding", "adviser"];

    /// <summary>An administrator ended it then; null while it is in force.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? EndedWhy { get; init; }

    public PersonId? EndedBy { get; init; }
}

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
