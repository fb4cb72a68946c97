using System.Collections.Frozen;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Programmes;

/// <summary>The programme versions and the calendar in force, in memory.</summary>
public sealed class ProgrammeShelf(IEnumerable<Programme> programmes, WorkCalendar calendar)
{
    private readonly FrozenDictionary<ProgrammeRef, Programme> _programmes = programmes.ToFrozenDictionary(p => p.Ref);

    public WorkCalendar Calendar { get; } = calendar;

    /// <summary>In the order of id and version.</summary>
    public IEnumerable<Programme> All => _programmes.Values.OrderBy(p => p.Ref.Id, StringComparer.Ordinal).ThenBy(p => p.Ref.Version, StringComparer.Ordinal);

    public Programme? Find(ProgrammeRef programme) => _programmes.GetValueOrDefault(programme);
}
