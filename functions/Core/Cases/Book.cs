using System.Collections.Frozen;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

/// <summary>Everything a decision may know besides the state and the command.</summary>
public sealed record Book(WorkCalendar Calendar)
{
    private readonly Programme? _programme;
    private readonly Register? _register;

    public Book(Programme programme, WorkCalendar calendar)
        : this(calendar) => _programme = programme;

    public Book(Register register, WorkCalendar calendar)
        : this(calendar) => _register = register;

    /// <summary>The version the case is pinned to.</summary>
    /// <exception cref="InvalidOperationException">The case is a register record.</exception>
    public Programme Programme
    {
        get => _programme ?? throw new InvalidOperationException("A register record has no programme.");
        init => _programme = value;
    }

    /// <summary>The register version the record is put or kept under.</summary>
    /// <exception cref="InvalidOperationException">The case is no register record.</exception>
    public Register Register
    {
        get => _register ?? throw new InvalidOperationException("Only a record has a register.");
        init => _register = value;
    }

    /// <summary>The record whose closing day seals this one; loaded only for a register that seals by a link.</summary>
    public RegisterRecord? SealedBy { get; init; }

    /// <summary>The form's content as it stands; loaded only for commands that ask for it.</summary>
    public FormContent? Form { get; init; }

    /// <summary>What the bureau's registers say of the lead organisation; loaded only for commands that ask for it.</summary>
    public OrgFacts? Org { get; init; }

    /// <summary>The id of the case that is being created; null once it exists.</summary>
    public CaseId? NewCase { get; init; }

    /// <summary>Registers on the partners named in <c>create-draft</c>.</summary>
    public IReadOnlyList<OrgFacts> Partners { get; init; } = [];

    /// <summary>Persons named in <c>assign</c> or <c>assign-experts</c> who declared a relation to a participant (I12, I13).</summary>
    public IReadOnlySet<PersonId> Related { get; init; } = FrozenSet<PersonId>.Empty;

    /// <summary>The number handed out for this submission, <c>320381-prog-2023-0001</c>; only for <c>submit</c>.</summary>
    public string? Number { get; init; }

    public override string ToString() => $"Book of {_programme?.Ref.ToString() ?? _register?.Ref.ToString()}";
}

/// <summary>What registers say of an organisation.</summary>
/// <param name="Type">Of <c>enterprise university institute platform</c>.</param>
/// <param name="Area">Town or park inside the bureau's area; null when it is registered elsewhere.</param>
/// <param name="Flags">Such as <c>ban-list</c>, <c>industrial</c>, <c>service</c>, <c>hnte</c>.</param>
public sealed record OrgFacts(OrgId Id, string Type, string? Area, bool Verified, IReadOnlySet<string> Flags);
