using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Registers;

/// <summary>What time itself does to a record: its seal opens, and its years of keeping end.</summary>
public static class RecordTimetable
{
    public static DateTimeOffset? NextDue(Book book, RegisterRecord r) => r.IsStub ? null : new[] { r.SealedUntil, Disposal(book.Register, r) }.Min();

    /// <summary>What is due by that moment. A closing day that was put off meanwhile puts the opening off.</summary>
    internal static IReadOnlyList<RecordEvent> Due(Book book, RegisterRecord r, DateTimeOffset now)
    {
        var events = new List<RecordEvent>();
        if (r.SealedUntil <= now)
        {
            events.Add(PutOff(book) is { } until && until > now ? new Events.Resealed(until) : new Events.Unsealed());
        }

        if (Disposal(book.Register, r) <= now)
        {
            events.Add(new Events.RetentionEnded(ChinaTime.DateOf(now)));
        }

        return events;
    }

    /// <summary>The first moment after the closing day.</summary>
    internal static DateTimeOffset? Closing(FormContent content, RegisterSeal seal) => RecordKeys.Day(content, seal.Path) is { } day ? ChinaTime.EndOf(day) : null;

    private static DateTimeOffset? PutOff(Book book) =>
        book is { SealedBy: { RemovedOn: null } other, Register.SealedUntil: { } seal } ? Closing(other.Content, seal) : null;

    /// <summary>The years count from the end: removal, a final state, or entry where the register knows no end.</summary>
    private static DateTimeOffset? Disposal(Register register, RegisterRecord r)
    {
        DateOnly? end = r.RemovedOn is { } removed ? removed
            : register.State(r.RecordState) is { Final: true } ? r.Entered[r.RecordState]
            : register.States.Any(s => s.Final) ? null : r.CreatedOn;
        return r.RetentionEndedOn is null && register.RetentionYears is { } years && end is { } on ? ChinaTime.EndOf(on.AddYears(years)) : null;
    }
}
