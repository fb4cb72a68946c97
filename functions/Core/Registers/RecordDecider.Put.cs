using System.Text.Json;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using static ProjectFlow.Core.Cases.Decision;
using static ProjectFlow.Core.Registers.RecordCommand;
using Events = ProjectFlow.Core.Registers.RecordEvent;
using Why = ProjectFlow.Core.Registers.RecordRefusals;

namespace ProjectFlow.Core.Registers;

// Content: put, and asked for by moves.
public static partial class RecordDecider
{
    /// <summary>What is wrong with a content whatever the record; null when it can be put.</summary>
    public static Refusal? Refusal(Register register, FormContent content) => Wrong(register, content) is { Count: > 0 } problems ? Why.Unacceptable(problems) : null;

    /// <summary>Whose record it is comes before what is wrong with it, so that answers tell nobody which records of others exist.</summary>
    private static Decision Put(Book book, RegisterRecord? state, PutRecord c)
    {
        var register = book.Register;
        var known = state is { IsStub: false };
        return RecordKeys.Of(register, c.Content) is not { } key || CaseId.Record(register.Ref.Id, key) != (state?.Id ?? book.NewCase) ? Refuse(known ? Why.OtherKey(register) : Common.Refusal.NotFound)
            : (RecordAccess.RefusalOfContent(register, c.Content, c.By) ?? Refusal(register, c.Content)) is { } refusal ? Refuse(refusal)
            : Put(book, key, state, RecordContent.Canonical(register.Form, c.Content), c);
    }

    private static Decision Put(Book book, string key, RegisterRecord? state, FormContent content, PutRecord c) =>
        state is null or { IsStub: true } or { RemovedOn: not null } ? Enter(book, key, state, content, c)
        : state.Register == c.Register && state.Content.Hash == content.Hash ? NothingToDo
        : Change(book, state, content, c);

    private static Decision Enter(Book book, string key, RegisterRecord? state, FormContent content, PutRecord c) =>
        Seal(book, content, c.At) switch
        {
            Sealing.Refused r => Refuse(r.Why),
            Sealing.Until u => Record(new Events.Entered(state?.Id ?? book.NewCase!, book.Register.Ref, key, content, Face(book.Register, state, content, key, book.Register.Initial, c.At, u.At), book.Register.Initial, c.Source)),
            _ => throw new InvalidOperationException("A seal is given or refused."),
        };

    private static Decision Change(Book book, RegisterRecord r, FormContent content, PutRecord c) => book.Register.State(r.RecordState) switch
    {
        null => Refuse(Why.StateUnknown),
        { Final: true } or { Locked: true } => Refuse(Why.Locked),
        _ when book.Register.SealedUntil is not null && r.SealedUntil is null => Refuse(Why.Closed),
        _ => Seal(book, content, c.At) switch
        {
            Sealing.Refused x => Refuse(x.Why),
            Sealing.Until u => Record(new Events.Changed(c.Register, content, Face(book.Register, r, content, r.Key, r.RecordState, c.At, u.At) with { On = BegunOn(book.Register, r, content) }, c.Source)),
            _ => throw new InvalidOperationException("A seal is given or refused."),
        },
    };

    private static Decision Move(Register register, RegisterRecord r, MoveRecord c)
    {
        if (register.Moves.FirstOrDefault(m => m.Id == c.Move) is not { } move)
        {
            return Refuse(Why.NoSuchMove(c.Move));
        }

        var content = c.Content is { } given ? RecordContent.Merge(r.Content, given) : r.Content;
        var problems = Unasked(move, c.Content).Concat(FormCheck.Types(register.Form, content)).Concat(Asked(register.Form, move, content)).ToList();
        return r.SealedUntil is not null ? Refuse(Why.StillSealed)
            : problems.Count == 0 && IsMade(r, move, c.On) && RecordContent.Canonical(register.Form, content).Hash == r.Content.Hash ? NothingToDo
            : !move.From.Contains(r.RecordState) ? Refuse(Common.Refusal.NotAllowedNow)
            : move.ReasonRequired && string.IsNullOrWhiteSpace(c.Reason) ? Refuse(Why.ReasonMissing)
            : c.On > ChinaTime.DateOf(c.At) ? Refuse(Why.InFuture)
            : r.Entered.TryGetValue(r.RecordState, out var since) && c.On < since ? Refuse(Why.BeforeState(since))
            : problems.Count > 0 ? Refuse(Why.Unacceptable(problems))
            : Moved(register, r, move, c, RecordContent.Canonical(register.Form, content));
    }

    /// <summary>A move that stays where it is only brings content; any other is made when its state was entered that day.</summary>
    private static bool IsMade(RegisterRecord r, RegisterMove move, DateOnly on) =>
        r.RecordState == move.To && (move.From.Contains(move.To) || r.Entered.GetValueOrDefault(move.To) == on);

    private static Decision Moved(Register register, RegisterRecord r, RegisterMove move, MoveRecord c, FormContent content) =>
        RecordKeys.Of(register, content) != r.Key ? Refuse(Why.OtherKey(register))
        : Record(new Events.Moved(move.Id, move.To, c.On, c.Reason, content.Hash == r.Content.Hash ? null : content, Face(register, r, content, r.Key, move.To, c.At, null) with { On = BegunOn(register, r, content) }));

    private static RecordFace Face(Register register, RegisterRecord? before, FormContent content, string key, string state, DateTimeOffset at, DateTimeOffset? sealedUntil)
    {
        var face = RecordKeys.Face(register, content, key, state, at, sealedUntil);
        var pointed = before?.PointsAt ?? [];
        return face with { Gained = [.. face.PointsAt.Except(pointed)], Lost = [.. pointed.Except(face.PointsAt)] };
    }

    private static DateOnly BegunOn(Register register, RegisterRecord r, FormContent content) => RecordKeys.Day(content, register.EnteredOn) ?? r.BegunOn;

    private static List<Problem> Wrong(Register register, FormContent content) => FormCheck.Types(register.Form, content) is { Count: > 0 } wrong ? [.. wrong]
        : FormCheck.Missing(register.Form, content, forGuidance: false) is { Count: > 0 } missing ? [.. missing]
        : RecordKeys.Of(register, content) is null ? [.. register.Key.Select(p => FormProblems.TooLong(RecordKeys.PathOf(p), 300))]
        : [];

    private static IEnumerable<Problem> Unasked(RegisterMove move, FormContent? given) => given is null ? [] : given.Root.EnumerateObject()
        .SelectMany(s => s.Value.ValueKind == JsonValueKind.Object ? s.Value.EnumerateObject().Select(f => $"{s.Name}.{f.Name}") : [s.Name])
        .Where(p => !move.Fields.Contains(p)).Select(FormProblems.UnknownField);

    private static IEnumerable<Problem> Asked(FormDefinition form, RegisterMove move, FormContent content) => move.Fields.Select(p => (Path: p, Field: form.Find(p)!))
        .Where(x => FormCheck.Asked(x.Field, content) && !FieldCheck.IsGiven(x.Field, FormValues.At(content, x.Path))).Select(x => FormProblems.Required(x.Path, x.Field));

    private static Sealing Seal(Book book, FormContent content, DateTimeOffset at)
    {
        if (book.Register.SealedUntil is not { } seal)
        {
            return new Sealing.Until(null);
        }

        if (seal.Register is null)
        {
            return new Sealing.Until(RecordTimetable.Closing(content, seal) is { } own && own > at ? own : null);
        }

        var path = book.Register.Links.First(l => l.Register == seal.Register).By;
        return book.SealedBy is not { IsStub: false, RemovedOn: null } other || (seal.While.Count > 0 && !seal.While.Contains(other.RecordState))
            || RecordTimetable.Closing(other.Content, seal) is not { } until ? new Sealing.Refused(Why.NotOpen(path))
            : until <= at ? new Sealing.Refused(Why.Closed) : new Sealing.Until(until);
    }

    private abstract record Sealing
    {
        public sealed record Until(DateTimeOffset? At) : Sealing;

        public sealed record Refused(Refusal Why) : Sealing;
    }
}
