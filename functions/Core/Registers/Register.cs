using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Registers;

/// <summary>A register version, such as <c>needs</c> <c>1</c>.</summary>
public sealed record RegisterRef(string Id, string Version)
{
    public override string ToString() => $"{Id}@{Version}";
}

/// <summary>One version of a register: what its records say, who reads and writes them, and how they move. Paths are <c>section.field</c> of the form.</summary>
public sealed record Register(RegisterRef Ref, string NameZh, string NameEn)
{
    /// <summary>The bureau section that keeps it.</summary>
    public required string Section { get; init; }

    public required FormDefinition Form { get; init; }

    /// <summary>The fields that together name a record for good, 1 to 6; <c>section.date:month</c> takes a date's month. Blank parts are empty.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>The field lists show.</summary>
    public required string Title { get; init; }

    /// <summary>Credit code of the organisation a record is about; null = about none.</summary>
    public string? Org { get; init; }

    /// <summary>Town or park a record belongs to.</summary>
    public string? Area { get; init; }

    /// <summary>The day a record entered its first state; null = the day it was put on record.</summary>
    public string? EnteredOn { get; init; }

    /// <summary>The year an organisation's records are also listed by, so that one year is read without the others; null = not.</summary>
    public string? Volume { get; init; }

    /// <summary>Who has something to do, and by when; null = nobody.</summary>
    public RegisterDuty? Duty { get; init; }

    public required RegisterAccess Access { get; init; }

    /// <summary>At least one; a record begins in <see cref="Initial"/>.</summary>
    public required IReadOnlyList<RegisterState> States { get; init; }

    public required string Initial { get; init; }

    public IReadOnlyList<RegisterMove> Moves { get; init; } = [];

    public IReadOnlyList<RegisterLink> Links { get; init; } = [];

    /// <summary>Until when nobody but its writer reads a record's content; null = never sealed.</summary>
    public RegisterSeal? SealedUntil { get; init; }

    /// <summary>What credential a record stands for; null = none.</summary>
    public RegisterCredential? Credential { get; init; }

    /// <summary>Years a record is kept after its end; then it is listed for disposal. Null = for good.</summary>
    public int? RetentionYears { get; init; }

    /// <summary>Document numbers the definition rests on.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public RegisterState? State(string id) => States.FirstOrDefault(s => s.Id == id);
}

/// <param name="Final">The record's end: it moves and changes no more.</param>
/// <param name="Locked">Content changes by moves only.</param>
public sealed record RegisterState(string Id, string NameZh, string NameEn, bool Final = false, bool Locked = false);

/// <summary>How a record gets from one state to another.</summary>
/// <param name="To">May be the state it is in: such a move only asks for fields.</param>
/// <param name="By">Whoever has one of these roles, as far as it reaches by <see cref="Register.Access"/>.</param>
/// <param name="Fields">Must be given with the move, or have been before; nothing else can be.</param>
public sealed record RegisterMove(string Id, string NameZh, string NameEn, IReadOnlyList<string> From, string To, IReadOnlyList<Role> By)
{
    public IReadOnlyList<string> Fields { get; init; } = [];

    public bool ReasonRequired { get; init; }
}

/// <summary>A record points at a record of another register, which then knows of it.</summary>
/// <param name="Register">The other register, whose key is one field.</param>
/// <param name="By">The field that holds the other's key; a blank points nowhere.</param>
/// <param name="While">States in which it counts; empty = all.</param>
public sealed record RegisterLink(string Register, string By, IReadOnlyList<string> While);

/// <summary>Sealed until the end of a day, Asia/Shanghai.</summary>
/// <param name="Path">A date of the record, or of the record it links to.</param>
/// <param name="Register">The linked register the date is read from; null = the record itself.</param>
/// <param name="While">States the linked record must be in for a sealed record to be put; empty = all.</param>
public sealed record RegisterSeal(string Path, string? Register, IReadOnlyList<string> While);

/// <summary>A record is somebody's duty, and stands in that person's list by its last day.</summary>
/// <param name="Owner">The field with the person's account.</param>
/// <param name="DueOn">The field with the last day; a blank one comes last.</param>
/// <param name="While">States in which it is still to be done.</param>
public sealed record RegisterDuty(string Owner, string DueOn, IReadOnlyList<string> While);

public sealed record RegisterAccess(IReadOnlyList<AccessGrant> Read, IReadOnlyList<AccessGrant> Write);

/// <param name="States">Only while the record is in one of these; empty = in all.</param>
public sealed record AccessGrant(IReadOnlyList<Role> Roles, AccessScope Scope, IReadOnlyList<string> States);

/// <summary>How far a role reaches.</summary>
public enum AccessScope
{
    /// <summary>Records about the person's own organisation.</summary>
    OwnOrg,

    /// <summary>Records of the person's towns and parks.</summary>
    OwnArea,

    /// <summary>All, for persons of the register's section.</summary>
    Section,

    All,
}
