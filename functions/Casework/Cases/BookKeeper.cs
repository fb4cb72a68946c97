using System.Collections.Frozen;
using ProjectFlow.Casework.Claiming;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Cases;

/// <summary>Gathers what a decision may know. Programmes, registers and calendar are in memory; the rest is read only when the command asks.</summary>
public sealed class BookKeeper(ProgrammeShelf shelf, RegisterShelf registers, PeopleDirectory directory, Numbers numbers, IRows rows)
{
    /// <summary>The book for reading a case; null when its programme or register version is not on the shelf.</summary>
    public Book? Open(CaseState state) => state switch
    {
        ProgrammeCase c => shelf.Find(c.Programme) is { } programme ? new(programme, shelf.Calendar) : null,
        RegisterRecord r => registers.Find(r.Register) is { } register ? new(register, shelf.Calendar) : null,
        _ => throw new InvalidOperationException($"No book for {state.GetType().Name}."),
    };

    /// <summary>Whether the case exists for this person. A stub is no record yet: whoever puts it is judged by what they put.</summary>
    public bool MaySee(CaseState state, Actor who) =>
        who.Is(Role.System) || state is RegisterRecord { IsStub: true } || (Open(state) is { } book && Lifecycle.CanSee(book, state, who));

    /// <summary>Somebody begins an application under a version that a later one took the place of. What follows from a case stays with its version.</summary>
    internal bool IsSuperseded(CaseCommand command) => command is ApplicationCommand.CreateDraft c && shelf.Find(c.Programme) is not null && !shelf.IsCurrent(c.Programme);

    internal async Task<Book?> OpenAsync(CaseId id, LoadedCase loaded, CaseCommand command, Needs needs, CancellationToken ct)
    {
        var opened = command is RecordCommand about ? Of(about, loaded.State) : loaded.State is { } state ? Open(state)
            : Named(command) is { } named && shelf.Find(named) is { } programme ? new Book(programme, shelf.Calendar) : null;
        if (opened is null)
        {
            return null;
        }

        var book = opened with { Form = loaded.Form, NewCase = loaded.State is null ? id : null };
        if (needs.HasFlag(Needs.Seal) && loaded.State is null or RegisterRecord)
        {
            book = await WithSealAsync(book, loaded.State as RegisterRecord, command, ct);
        }

        if (needs.HasFlag(Needs.Org) && loaded.State is null or Application)
        {
            book = await WithOrgsAsync(book, loaded.State, command, ct);
        }

        if (needs.HasFlag(Needs.Persons) && loaded.State is Application application)
        {
            book = book with { Related = await RelatedAsync(application, Persons(command), command.At, ct) };
        }

        return needs.HasFlag(Needs.Number) ? book with { Number = "" } : book;
    }

    /// <summary>Hands out a number. It counts in the round's year; in a rolling call in the year of submission.</summary>
    internal async Task<Book> NumberedAsync(Book book, CaseCommand command, CancellationToken ct)
    {
        var round = book.Programme.Round;
        return book with { Number = await numbers.TakeAsync(book.Programme.Ref.Id, round.Rolling ? ChinaTime.DateOf(command.At).Year : round.Year, ct) };
    }

    /// <summary>A put names the version it is put under; everything else goes by the record's own.</summary>
    private Book? Of(RecordCommand command, CaseState? state) => (command, state) switch
    {
        (_, not (null or RegisterRecord)) => Open(state),
        (RecordCommand.PutRecord c, RegisterRecord r) when r.Register.Id != c.Register.Id => Open(r),
        (RecordCommand.PutRecord c, _) => Under(registers.Find(c.Register)),
        (_, RegisterRecord r) => Open(r),
        (RecordCommand.LinkRecord c, null) => Under(registers.Newest(c.To)),
        (RecordCommand.UnlinkRecord c, null) => Under(registers.Newest(c.To)),
        _ => null,
    };

    private Book? Under(Register? register) => register is null ? null : new(register, shelf.Calendar);

    /// <summary>One more read, and only for a register that seals by a link.</summary>
    private async Task<Book> WithSealAsync(Book book, RegisterRecord? record, CaseCommand command, CancellationToken ct)
    {
        var content = (command as RecordCommand.PutRecord)?.Content ?? record?.Content;
        if (content is null || RecordKeys.SealOf(book.Register, content) is not { } target)
        {
            return book;
        }

        var found = await rows.FindAsync(target.Case.Value, [CaseKeys.State], ct);
        return found.TryGetValue(CaseKeys.State, out var row) ? book with { SealedBy = CaseRows.State(target.Case, row).State as RegisterRecord } : book;
    }

    private async Task<Book> WithOrgsAsync(Book book, CaseState? state, CaseCommand command, CancellationToken ct)
    {
        var (lead, partners) = (state, command) switch
        {
            (null, ApplicationCommand.CreateDraft c) => (c.Org, (c.Partners ?? []).Select(p => p.Org)),
            (Application a, _) => (a.Org, a.Partners.Select(p => p.Org)),
            _ => (default, []),
        };
        var facts = await directory.OrgFactsAsync([lead, .. partners], ct);
        return book with { Org = facts.GetValueOrDefault(lead), Partners = [.. partners.Where(facts.ContainsKey).Select(p => facts[p])] };
    }

    private async Task<IReadOnlySet<PersonId>> RelatedAsync(Application application, IEnumerable<PersonId> persons, DateTimeOffset at, CancellationToken ct)
    {
        var related = new HashSet<PersonId>();
        foreach (var person in persons.Distinct())
        {
            var actor = await directory.ActorAsync(person, at, ct);
            if (actor is not null && application.Participants.Any(o => actor.Conflicts.Contains(o) || actor.Org == o))
            {
                related.Add(person);
            }
        }

        return related.ToFrozenSet();
    }

    private static IEnumerable<PersonId> Persons(CaseCommand command) => command switch
    {
        ApplicationCommand.Assign c => [c.To],
        ApplicationCommand.AssignExperts c => c.Experts,
        _ => [],
    };

    /// <summary>The programme a command names that opens a case.</summary>
    private static ProgrammeRef? Named(CaseCommand command) => command switch
    {
        ApplicationCommand.CreateDraft c => c.Programme,
        GrantCommand.Open c => c.Programme,
        CredentialCommand.Issue c => c.Programme,
        _ => null,
    };
}
