using System.Collections.Frozen;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Mails;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Programmes;

/// <summary>
/// The programme versions, the calendar and the bureau's own wordings in force, in memory: what was shipped, and what
/// <see cref="StoredDefinitions"/> finds stored.
/// </summary>
public sealed class ProgrammeShelf(IEnumerable<Programme> programmes, WorkCalendar calendar)
{
    private readonly FrozenDictionary<ProgrammeRef, Programme> _shipped = programmes.ToFrozenDictionary(p => p.Ref);
    private volatile Stand? _stand;

    public WorkCalendar Calendar => _stand?.Calendar ?? calendar;

    /// <summary>The calendar beside the program.</summary>
    public WorkCalendar ShippedCalendar => calendar;

    /// <summary>Every version cases may have been begun under, in the order of id and version.</summary>
    public IEnumerable<Programme> All => Versions.Values.OrderBy(p => p.Ref.Id, StringComparer.Ordinal).ThenBy(p => p.Ref.Version, StringComparer.Ordinal);

    /// <summary>The versions new cases are begun under.</summary>
    public IEnumerable<Programme> Current => All.Where(p => IsCurrent(p.Ref));

    private FrozenDictionary<ProgrammeRef, Programme> Versions => _stand?.Programmes ?? _shipped;

    public Programme? Find(ProgrammeRef programme) => Versions.GetValueOrDefault(programme);

    /// <summary>False for a version that is not here, and for one that a version opened later took the place of.</summary>
    public bool IsCurrent(ProgrammeRef programme) => Versions.ContainsKey(programme) && _stand?.Superseded.Contains(programme) != true;

    public bool IsShipped(ProgrammeRef programme) => _shipped.ContainsKey(programme);

    /// <summary>Null when the bureau has none: the shipped wording stands.</summary>
    public MailWording? WordingOf(string template) => _stand?.Wordings.GetValueOrDefault(template);

    /// <param name="opened">In the order in which they were opened. A stored version stands before a shipped one of the same name: cases were begun under it.</param>
    internal void Put(IReadOnlyList<Programme> opened, WorkCalendar newest, IReadOnlyDictionary<string, MailWording> wordings)
    {
        var stored = opened.DistinctBy(p => p.Ref).ToDictionary(p => p.Ref);
        var all = _shipped.Where(p => !stored.ContainsKey(p.Key)).Concat(stored).ToFrozenDictionary();
        var last = opened.GroupBy(RoundOf).ToDictionary(g => g.Key, g => g.Last().Ref);
        var superseded = all.Values.Where(p => last.TryGetValue(RoundOf(p), out var current) && current != p.Ref).Select(p => p.Ref).ToFrozenSet();
        _stand = new(all, superseded, newest, wordings.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Versions of the same programme for the same year stand in each other's place; last year's round goes on beside this year's.</summary>
    private static (string Id, int Year) RoundOf(Programme programme) => (programme.Ref.Id, programme.Round.Year);

    private sealed record Stand(FrozenDictionary<ProgrammeRef, Programme> Programmes, FrozenSet<ProgrammeRef> Superseded, WorkCalendar Calendar, FrozenDictionary<string, MailWording> Wordings);
}
