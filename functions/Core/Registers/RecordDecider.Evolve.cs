using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Registers;

// What each event does to the record.
public static partial class RecordDecider
{
    /// <summary>Applies a recorded fact. Never refuses; an impossible event throws, for history is corrupt.</summary>
    public static RegisterRecord Evolve(RegisterRecord? state, RecordEvent e) => (state, e) switch
    {
        (null or { IsStub: true } or { RemovedOn: not null }, Events.Entered x) => Entered(state, x),
        (null, Events.Linked x) => Linked(new() { Id = x.Case, Register = x.To, Key = x.Key }, x.Register, x.Record, true),
        ({ } r, Events.Linked x) => Linked(r, x.Register, x.Record, true),
        ({ } r, Events.Unlinked x) => Linked(r, x.Register, x.Record, false),
        ({ IsStub: false } r, Events.RetentionEnded x) => r with { RetentionEndedOn = x.On },
        ({ IsStub: false, RemovedOn: null } r, not Events.Entered) => Changed(r, e),
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name} after {state?.StateName ?? "nothing"}."),
    };

    private static RegisterRecord Entered(RegisterRecord? before, Events.Entered x) => Faced(
        new()
        {
            Id = x.Case,
            Register = x.Register,
            Key = x.Key,
            Content = x.Content,
            RecordState = x.State,
            FirstState = x.State,
            BegunOn = x.Face.On,
            Entered = new Dictionary<string, DateOnly> { [x.State] = x.Face.On },
            CreatedOn = ChinaTime.DateOf(x.At),
            Linked = before?.Linked ?? new Dictionary<string, IReadOnlyList<CaseId>>(),
            Source = x.Source,
            WrittenBy = x.By,
        },
        x.Face);

    private static RegisterRecord Changed(RegisterRecord r, RecordEvent e) => e switch
    {
        Events.Changed x => Begun(Faced(r with { Register = x.Register, Content = x.Content, Source = x.Source, WrittenBy = x.By }, x.Face), x.Face.On),
        Events.Moved x => Begun(Faced(r with { Content = x.Content ?? r.Content, RecordState = x.To }, x.Face), x.Face.On).In(x, r.RecordState),
        Events.Removed x => r with { RemovedOn = ChinaTime.DateOf(x.At), PointsAt = [], SealedUntil = null },
        Events.Resealed x => r with { SealedUntil = x.Until },
        Events.Unsealed => r with { SealedUntil = null },
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name}."),
    };

    private static RegisterRecord Faced(RegisterRecord r, RecordFace face) =>
        r with { Title = face.Title, Org = face.Org, Area = face.Area, SealedUntil = face.SealedUntil, PointsAt = face.PointsAt };

    /// <summary>A corrected first day corrects the day the first state was entered, unless it was entered again since.</summary>
    private static RegisterRecord Begun(RegisterRecord r, DateOnly on) => r with
    {
        BegunOn = on,
        Entered = r.Entered.GetValueOrDefault(r.FirstState) == r.BegunOn ? With(r.Entered, r.FirstState, on) : r.Entered,
    };

    /// <summary>A move that stays where it is enters nothing.</summary>
    private static RegisterRecord In(this RegisterRecord r, Events.Moved x, string from) => x.To == from ? r : r with { Entered = With(r.Entered, x.To, x.On) };

    private static RegisterRecord Linked(RegisterRecord r, string register, CaseId record, bool on)
    {
        var others = r.Linked.GetValueOrDefault(register, []).Where(c => c != record);
        IReadOnlyList<CaseId> now = [.. (on ? others.Append(record) : others).OrderBy(c => c.Value, StringComparer.Ordinal)];
        return r with { Linked = now.Count > 0 ? With(r.Linked, register, now) : r.Linked.Where(l => l.Key != register).ToDictionary() };
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string key, T value) => new(all) { [key] = value };
}
