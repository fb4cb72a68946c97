using System.Collections.Frozen;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Cases;

/// <summary>Everything a decision may know besides the state and the command.</summary>
/// <param name="Programme">The version the case is pinned to.</param>
public sealed record Book(Programme Programme, WorkCalendar Calendar)
{
    /// <summary>The form's content as it stands; loaded only for commands that ask for it.</summary>
    public FormContent? Form { get; init; }

    /// <summary>What the bureau's registers say of the lead organisation; loaded only for commands that ask for it.</summary>
    public OrgFacts? Org { get; init; }

    /// <summary>The id of the case that is being created; only for <c>create-draft</c>.</summary>
    public CaseId? NewCase { get; init; }

    /// <summary>Registers on the partners named in <c>create-draft</c>.</summary>
    public IReadOnlyList<OrgFacts> Partners { get; init; } = [];

    /// <summary>Persons named in <c>assign</c> or <c>assign-experts</c> who declared a relation to a participant (I12, I13).</summary>
    public IReadOnlySet<PersonId> Related { get; init; } = FrozenSet<PersonId>.Empty;

    /// <summary>The number handed out for this submission, <c>320381-prog-2023-0001</c>; only for <c>submit</c>.</summary>
    public string? Number { get; init; }
}

/// <summary>What registers say of an organisation.</summary>
/// <param name="Type">Of <c>enterprise university institute platform</c>.</param>
/// <param name="Area">Town or park inside the bureau's area; null when it is registered elsewhere.</param>
/// <param name="Flags">Such as <c>ban-list</c>, <c>industrial</c>, <c>service</c>, <c>hnte</c>.</param>
public sealed record OrgFacts(OrgId Id, string Type, string? Area, bool Verified, IReadOnlySet<string> Flags);
