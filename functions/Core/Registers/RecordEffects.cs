using ProjectFlow.Core.Cases;
using static ProjectFlow.Core.Registers.RecordCommand;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Registers;

/// <summary>Whom an event of a record concerns: the records it points at, and the credential it stands for.</summary>
public static class RecordEffects
{
    public static IReadOnlyList<Effect> Of(Register register, RegisterRecord after, RecordEvent e) => e switch
    {
        Events.Entered x => [.. Told(after, x.Face.Gained, x.Face.Lost), .. ListedCredential.Issued(register, after)],
        Events.Changed x => Told(after, x.Face.Gained, x.Face.Lost),
        Events.Moved x => Told(after, x.Face.Gained, x.Face.Lost),
        Events.Removed x => Told(after, [], x.Lost),
        _ => [],
    };

    private static IReadOnlyList<Effect> Told(RegisterRecord r, IReadOnlyList<RecordTarget> gained, IReadOnlyList<RecordTarget> lost) =>
    [
        .. gained.Select(t => new Effect.Tell(t.Case, new LinkRecord(t.Register, t.Key, r.Register.Id, r.Id))),
        .. lost.Select(t => new Effect.Tell(t.Case, new UnlinkRecord(t.Register, t.Key, r.Register.Id, r.Id))),
    ];
}
