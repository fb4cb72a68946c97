using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Programmes;

/// <summary>A file an administrator brought in; its content is a document.</summary>
/// <param name="Hash">Of the document.</param>
public sealed record BroughtIn(string Hash, string FileName, PersonId By, DateTimeOffset At);

/// <param name="Opened">Null while the version is only tried out.</param>
public sealed record StoredProgramme(ProgrammeRef Ref, BroughtIn File, Opening? Opened = null);

public sealed record Opening(PersonId By, DateTimeOffset At);

public sealed record StoredCalendar(string Version, BroughtIn File);

/// <summary>A mail's own wording, or that the shipped one stands again.</summary>
/// <param name="Version">From 1; grows with every change.</param>
/// <param name="Wording">Null after it was reset.</param>
public sealed record StoredWording(int Version, MailWording? Wording, PersonId By, DateTimeOffset At);

/// <summary>All that is stored of definitions; few and small, so each list is one row.</summary>
public sealed record StoredLists(IReadOnlyList<StoredProgramme> Programmes, IReadOnlyList<StoredCalendar> Calendars, IReadOnlyDictionary<string, StoredWording> Wordings)
{
    public static StoredLists Empty { get; } = new([], [], new Dictionary<string, StoredWording>());

    public StoredProgramme? Find(ProgrammeRef programme) => Programmes.FirstOrDefault(p => p.Ref == programme);
}
