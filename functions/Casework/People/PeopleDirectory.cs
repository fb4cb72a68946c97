using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.People;

/// <summary>Persons and organisations. Reading who somebody is costs nothing for ten seconds after the last time.</summary>
public sealed class PeopleDirectory(IRows rows, TimeProvider clock)
{
    private const string PersonKey = "p";
    private const string OrgKey = "o";
    private const string Everybody = "people";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<PersonId, (Person? Person, long At)> _persons = new();
    private readonly ConditionalWeakTable<Person, Actor> _actors = [];

    public async Task<Person?> PersonAsync(PersonId id, CancellationToken ct)
    {
        if (!RowLimits.IsKey(id.Value))
        {
            return null;
        }

        if (_persons.TryGetValue(id, out var known) && clock.GetElapsedTime(known.At) < Remembered)
        {
            return known.Person;
        }

        var found = await rows.FindAsync($"person:{id}", [PersonKey], ct);
        var person = found.TryGetValue(PersonKey, out var row) ? CaseJson.Read<Person>(row.Body) : null;
        _persons[id] = (person, clock.GetTimestamp());
        return person;
    }

    /// <summary>Who the person is at that moment, with what they stand in for; null when unknown or no longer active.</summary>
    public async Task<Actor?> ActorAsync(PersonId id, DateTimeOffset at, CancellationToken ct)
    {
        if (await PersonAsync(id, ct) is not { Active: true } person)
        {
            return null;
        }

        var actor = _actors.GetValue(person, Own);
        var today = ChinaTime.DateOf(at);
        foreach (var delegation in person.StandsInFor.Where(d => d.From <= today && today <= d.To))
        {
            if (await PersonAsync(delegation.Absent, ct) is { Active: true } absent)
            {
                actor = actor with
                {
                    Roles = [.. actor.Roles, .. absent.Roles],
                    Sections = [.. actor.Sections, .. absent.Sections],
                    Areas = [.. actor.Areas, .. absent.Areas],
                    OnBehalfOf = absent.Id,
                };
            }
        }

        return actor;
    }

    /// <summary>The person as stored now, with the row's version for <see cref="ChangeAsync(Person, string, CancellationToken)"/>.</summary>
    public async Task<(Person Person, string Version)?> StoredAsync(PersonId id, CancellationToken ct) =>
        RowLimits.IsKey(id.Value) && (await rows.FindAsync($"person:{id}", [PersonKey], ct)).TryGetValue(PersonKey, out var row)
            ? (CaseJson.Read<Person>(row.Body), row.Version) : null;

    /// <summary>Everybody in the order of their ids, also who is active no more.</summary>
    /// <param name="after">The last id seen; empty for the first page.</param>
    /// <param name="max">1 to 1000.</param>
    public async Task<IReadOnlyList<Person>> PageAsync(string after, int max, CancellationToken ct)
    {
        var found = await rows.RangeAsync(Everybody, after.Length == 0 ? "!" : after + "!", "\uffff", max, ct);
        return [.. found.Select(r => CaseJson.Read<Person>(r.Body))];
    }

    /// <summary>Adds or changes a person. Index rows are written before and tidied after, so a person is never missing from a list they belong to.</summary>
    public async Task SaveAsync(Person person, CancellationToken ct)
    {
        var before = await StoredAsync(person.Id, ct);
        await WriteAsync(before?.Person, person, new Write.Put(new(PersonKey, CaseJson.Write(person))), ct);
    }

    /// <summary>Changes a person who is still at the version that was read.</summary>
    /// <returns>False when somebody was faster; then nothing is changed.</returns>
    public async Task<bool> ChangeAsync(Person person, string version, CancellationToken ct)
    {
        if (await StoredAsync(person.Id, ct) is not { } before || before.Version != version)
        {
            return false;
        }

        if (await WriteAsync(before.Person, person, new Write.Replace(new(PersonKey, CaseJson.Write(person)), version), ct))
        {
            return true;
        }

        while (await StoredAsync(person.Id, ct) is { } now && !await WriteAsync(person, now.Person, new Write.Replace(new(PersonKey, CaseJson.Write(now.Person)), now.Version), ct))
        {
            // until the lists say again what the faster one wrote
        }

        return false;
    }

    private async Task<bool> WriteAsync(Person? before, Person person, Write write, CancellationToken ct)
    {
        var (old, wanted) = (before is null ? [] : IndexOf(before), IndexOf(person));
        var body = CaseJson.Write(person);
        foreach (var partition in wanted)
        {
            await PutAsync(partition, new(person.Id.Value, body), ct);
        }

        var result = await rows.CommitAsync($"person:{person.Id}", [write], Guid.NewGuid().ToString("N"), ct);
        _persons.TryRemove(person.Id, out _);
        if (result is CommitResult.Conflict)
        {
            return false;
        }

        foreach (var partition in old.Except(wanted))
        {
            await rows.CommitAsync(partition, [new Write.Delete(person.Id.Value)], Guid.NewGuid().ToString("N"), ct);
        }

        return true;
    }

    /// <summary>Active persons with a role, in an organisation, section or town; at most 1000.</summary>
    /// <param name="scope">An organisation's id, a section or a town; null for bureau-wide roles.</param>
    public async Task<IReadOnlyList<Person>> WithRoleAsync(Role role, string? scope, CancellationToken ct)
    {
        var found = await rows.RangeAsync(Index(role, scope), "!", "\uffff", RowLimits.MaxAsked, ct);
        return [.. found.Select(r => CaseJson.Read<Person>(r.Body)).Where(p => p.Active && p.Roles.Contains(role))];
    }

    /// <summary>Active persons of an enterprise, in one round trip; at most 1000.</summary>
    public async Task<IReadOnlyList<Person>> OfOrgAsync(OrgId org, CancellationToken ct)
    {
        var found = await rows.RangeAsync(Index(Role.ApplicantEditor, org.Value), "!", "\uffff", RowLimits.MaxAsked, ct);
        return [.. found.Select(r => CaseJson.Read<Person>(r.Body)).Where(p => p.Active)];
    }

    public async Task<Organisation?> OrgAsync(OrgId id, CancellationToken ct) =>
        RowLimits.IsKey(id.Value) && (await rows.FindAsync($"org:{id}", [OrgKey], ct)).TryGetValue(OrgKey, out var row)
            ? CaseJson.Read<Organisation>(row.Body) : null;

    /// <summary>Names by code; one read for each organisation. Who is not registered has none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<OrgId> ids, CancellationToken ct) =>
        (await Task.WhenAll(ids.Distinct().Select(id => OrgAsync(id, ct)))).OfType<Organisation>().ToDictionary(o => o.Id.Value, o => o.Name);

    public async Task<IReadOnlyDictionary<OrgId, OrgFacts>> OrgFactsAsync(IEnumerable<OrgId> ids, CancellationToken ct)
    {
        var organisations = await Task.WhenAll(ids.Distinct().Select(id => OrgAsync(id, ct)));
        return organisations.OfType<Organisation>().ToDictionary(
            o => o.Id, o => new OrgFacts(o.Id, o.Type, o.Area, o.Verified, o.Flags.Select(Fact).ToFrozenSet()));
    }

    /// <summary>The rulebook asks whether an organisation is banned, not which grant it was banned for (<c>ban-list:{grant}</c>).</summary>
    private static string Fact(string flag) => flag.Split(':')[0];

    /// <summary>Adds or changes an organisation. Flags that were set meanwhile stay.</summary>
    public Task SaveAsync(Organisation organisation, CancellationToken ct) => ChangeAsync(
        organisation.Id, found => found is null ? organisation : organisation with { Flags = [.. organisation.Flags.Union(found.Flags)] }, ct);

    /// <summary>Sets or clears a flag of an organisation; doing it twice changes nothing.</summary>
    public Task FlagAsync(OrgId id, string flag, bool on, CancellationToken ct) => ChangeAsync(
        id,
        found => found is null ? throw new InvalidOperationException($"Organisation {id} is not registered.")
            : found with { Flags = on ? [.. found.Flags.Union([flag])] : [.. found.Flags.Where(f => f != flag)] },
        ct);

    private async Task ChangeAsync(OrgId id, Func<Organisation?, Organisation> change, CancellationToken ct)
    {
        CommitResult result;
        do
        {
            var row = (await rows.FindAsync($"org:{id}", [OrgKey], ct)).GetValueOrDefault(OrgKey);
            var changed = new Row(OrgKey, CaseJson.Write(change(row is null ? null : CaseJson.Read<Organisation>(row.Body))));
            Write write = row is null ? new Write.Insert(changed) : new Write.Replace(changed, row.Version);
            result = await rows.CommitAsync($"org:{id}", [write], Guid.NewGuid().ToString("N"), ct);
        }
        while (result is CommitResult.Conflict);
    }

    private Task<CommitResult> PutAsync(string partition, Row row, CancellationToken ct) =>
        rows.CommitAsync(partition, [new Write.Put(row)], Guid.NewGuid().ToString("N"), ct);

    private static Actor Own(Person person) => new(person.Id, person.Roles.ToFrozenSet())
    {
        Org = person.Org,
        Sections = person.Sections.ToFrozenSet(),
        Areas = person.Areas.ToFrozenSet(),
        Conflicts = person.Conflicts.ToFrozenSet(),
    };

    private static IReadOnlyList<string> IndexOf(Person person) =>
    [
        Everybody,
        .. person.Roles.SelectMany(role => role switch
        {
            Role.ApplicantEditor or Role.ApplicantSignatory => person.Org is { } org ? [Index(role, org.Value)] : Array.Empty<string>(),
            Role.Officer or Role.SectionHead => person.Sections.Select(s => Index(role, s)),
            Role.TownAssistant => person.Areas.Select(a => Index(role, a)),
            _ => [Index(role, null)],
        }).Distinct(),
    ];

    /// <summary>Those of an enterprise stand together: mostly all of them are asked for.</summary>
    private static string Index(Role role, string? scope) =>
        scope is null ? $"people:{role}" : role is Role.ApplicantEditor or Role.ApplicantSignatory ? $"people:org:{scope}" : $"people:{role}:{scope}";
}
