using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.CommandShape;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Registers.RecordCommand;
using Events = ProjectFlow.Core.Registers.RecordEvent;
using Why = ProjectFlow.Core.Registers.RecordRefusals;

namespace ProjectFlow.Core.Registers;

/// <summary>The rulebook of a register record: put, moved, removed, pointed at, opened when its closing day has passed.</summary>
public static partial class RecordDecider
{
    private const int Reason = 2000;

    public static Decision Decide(Book book, RegisterRecord? state, RecordCommand command) =>
        RecordAccess.Refusal(book.Register, state, command) is { } refusal ? Refuse(refusal)
        : Shape(command).OfType<Problem>().ToList() is { Count: > 0 } problems ? Refuse(Why.Malformed(problems))
        : Stamp(Judge(book, state, command), command);

    private static Decision Judge(Book book, RegisterRecord? state, RecordCommand command) => (state, command) switch
    {
        (_, PutRecord c) => Put(book, state, c),
        (_, LinkRecord c) => Link(book, state, c),
        (null, UnlinkRecord) => NothingToDo,
        ({ } r, UnlinkRecord c) => r.Linked.GetValueOrDefault(c.Register)?.Contains(c.Record) == true ? Record(new Events.Unlinked(c.Register, c.Record)) : NothingToDo,
        (null or { IsStub: true }, Tick) => NothingToDo,
        (null or { IsStub: true }, _) => Refuse(Common.Refusal.NotFound),
        (_, Tick c) => Record(RecordTimetable.Due(book, state, c.At)),
        ({ RemovedOn: not null }, RemoveRecord) => NothingToDo,
        ({ RemovedOn: not null }, _) => Refuse(Common.Refusal.NotAllowedNow),
        (_, MoveRecord c) => Move(book.Register, state, c),
        (_, RemoveRecord c) => Remove(book.Register, state, c),
        _ => Refuse(Common.Refusal.NotAllowedNow),
    };

    private static Decision Link(Book book, RegisterRecord? state, LinkRecord c)
    {
        var id = state?.Id ?? book.NewCase;
        return id != CaseId.Record(c.To, c.Key) ? Refuse(Common.Refusal.NotFound)
            : state?.Linked.GetValueOrDefault(c.Register)?.Contains(c.Record) == true ? NothingToDo
            : Record(new Events.Linked(id!, book.Register.Ref, c.Key, c.Register, c.Record));
    }

    /// <summary>What is locked is past being a slip of the pen: only a section head takes it out. A credential given is ended by its own commands.</summary>
    private static Decision Remove(Register register, RegisterRecord r, RemoveRecord c) =>
        register.Credential is not null ? Refuse(Why.Locked)
        : register.State(r.RecordState) is { Final: true } or { Locked: true } && !c.By.Is(Role.SectionHead) ? Refuse(Why.Locked)
        : Record(new Events.Removed(c.Reason, r.PointsAt));

    private static IEnumerable<Problem?> Shape(RecordCommand command) => command switch
    {
        PutRecord c => [Optional("source", c.Source, 200)],
        MoveRecord c => [Text("move", c.Move, 40), Optional("reason", c.Reason, Reason)],
        RemoveRecord c => [Text("reason", c.Reason, Reason)],
        _ => [],
    };

    // The one place where events get their time and person.
    private static Decision Stamp(Decision decision, RecordCommand command) => decision is not Accepted accepted ? decision : accepted with
    {
        Events = [.. accepted.Events.Select(e => e with { At = command.At, By = command.By.Id, OnBehalfOf = command.By.OnBehalfOf })],
    };
}
