using System.Collections.Frozen;
using ProjectFlow.Casework.Claiming;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Casework.Cases;

/// <summary>Gathers what a decision may know. Programme and calendar are in memory; the rest is read only when the command asks.</summary>
public sealed class BookKeeper(ProgrammeShelf shelf, PeopleDirectory directory, Numbers numbers)
{
    /// <summary>The book for reading a case; null when its programme version is not on the shelf.</summary>
    public Book? Open(CaseState state) => shelf.Find(state.Programme) is { } programme ? new(programme, shelf.Calendar) : null;

    /// <summary>Whether the case exists for this person.</summary>
    public bool MaySee(CaseState state, Actor who) => who.Is(Role.System) || (Open(state) is { } book && Lifecycle.CanSee(book, state, who));

    internal async Task<Book?> OpenAsync(CaseId id, LoadedCase loaded, CaseCommand command, Needs needs, CancellationToken ct)
    {
        if ((loaded.State?.Programme ?? Named(command)) is not { } named || shelf.Find(named) is not { } programme)
        {
            return null;
        }

        var book = new Book(programme, shelf.Calendar) { Form = loaded.Form, NewCase = loaded.State is null ? id : null };
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
