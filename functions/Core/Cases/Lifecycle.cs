using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

/// <summary>The one door to the rulebook: hands a command or event to the rules of its kind of case. Pure.</summary>
public static class Lifecycle
{
    /// <summary>Decides what follows from one command.</summary>
    /// <param name="state">Null when the case does not exist yet.</param>
    public static Decision Decide(Book book, CaseState? state, CaseCommand command) => (state, command) switch
    {
        (null or Application, ApplicationCommand c) => ApplicationDecider.Decide(book, (Application?)state, c),
        (null or Grant, GrantCommand c) => GrantDecider.Decide(book, (Grant?)state, c),
        (null or Credential, CredentialCommand c) => CredentialDecider.Decide(book, (Credential?)state, c),
        (null or RegisterRecord, RecordCommand c) => RecordDecider.Decide(book, (RegisterRecord?)state, c),
        _ => Decision.Refuse(Refusal.NotAllowedNow),
    };

    /// <summary>Applies a recorded fact. Never refuses; an impossible event throws, for history is corrupt.</summary>
    public static CaseState Evolve(CaseState? state, CaseEvent e) => (state, e) switch
    {
        (null or Application, ApplicationEvent x) => ApplicationDecider.Evolve((Application?)state, x),
        (null or Grant, GrantEvent x) => GrantDecider.Evolve((Grant?)state, x),
        (null or Credential, CredentialEvent x) => CredentialDecider.Evolve((Credential?)state, x),
        (null or RegisterRecord, RecordEvent x) => RecordDecider.Evolve((RegisterRecord?)state, x),
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name} on {state?.GetType().Name}."),
    };

    /// <summary>The next moment at which time itself changes something (a deadline, a reminder); null while nothing is pending.</summary>
    public static DateTimeOffset? NextDue(Book book, CaseState state) => state switch
    {
        Application a => ApplicationTimetable.NextDue(book, a),
        Grant g => GrantTimetable.NextDue(book, g),
        Credential c => CredentialTimetable.NextDue(book, c),
        RegisterRecord r => RecordTimetable.NextDue(book, r),
        _ => throw new InvalidOperationException($"No timetable for {state.GetType().Name}."),
    };

    /// <summary>The command that applies what is due at <paramref name="now"/>.</summary>
    public static CaseCommand Tick(CaseState state, DateTimeOffset now) => state switch
    {
        Application => new ApplicationCommand.Tick { At = now },
        Grant => new GrantCommand.Tick { At = now },
        Credential => new CredentialCommand.Tick { At = now },
        RegisterRecord => new RecordCommand.Tick { At = now },
        _ => throw new InvalidOperationException($"No tick for {state.GetType().Name}."),
    };

    /// <summary>What is to be done outside the case because of one event.</summary>
    public static IReadOnlyList<Effect> Effects(Book book, CaseState after, CaseEvent e) => (after, e) switch
    {
        (Application a, ApplicationEvent x) => ApplicationEffects.Of(book, a, x),
        (Grant g, GrantEvent x) => GrantEffects.Of(book, g, x),
        (Credential c, CredentialEvent x) => CredentialEffects.Of(book, c, x),
        (RegisterRecord r, RecordEvent x) => RecordEffects.Of(book.Register, r, x),
        _ => throw new InvalidOperationException($"Corrupt history: {e.GetType().Name} on {after.GetType().Name}."),
    };

    /// <summary>What the case says of itself to figures.</summary>
    public static IReadOnlyList<CaseFacts> Facts(Book book, CaseState state) => state switch
    {
        Application a => [ApplicationFacts.Of(book, a)],
        Grant g => GrantFacts.Of(book, g),
        Credential c => [CredentialFacts.Of(book, c)],
        RegisterRecord r => RecordFacts.Of(book.Register, r),
        _ => throw new InvalidOperationException($"No facts for {state.GetType().Name}."),
    };

    /// <summary>In which lists the case stands.</summary>
    public static IReadOnlyList<Projection> Project(Book book, CaseState state)
    {
        var facts = new Lazy<IReadOnlyList<CaseFacts>>(() => Facts(book, state));
        return [.. Lists(book, state).Select(p => p is Projection.Line line && CaseLine.Keeps(line.List) ? line with { Shown = line.Shown with { Facts = facts.Value } } : p)];
    }

    private static IReadOnlyList<Projection> Lists(Book book, CaseState state) => state switch
    {
        Application a => ApplicationProjection.Of(book, a),
        Grant g => GrantProjection.Of(book, g),
        Credential c => CredentialProjection.Of(book, c),
        RegisterRecord r => RecordProjection.Of(book, r),
        _ => throw new InvalidOperationException($"No projection for {state.GetType().Name}."),
    };

    /// <summary>Whether the case still holds a place it once claimed.</summary>
    public static bool Holds(CaseState state, Claim claim) => state switch
    {
        Application a => ApplicationDecider.Holds(a, claim),
        Grant g => GrantDecider.Holds(g, claim),
        _ => false,
    };

    /// <summary>Whether this person may see the case at all; if not, it does not exist for them (404).</summary>
    public static bool CanSee(Book book, CaseState state, Actor who) => state switch
    {
        Application a => ApplicationAccess.CanSee(book, a, who),
        Grant g => GrantAccess.CanSee(book, g, who),
        Credential c => CredentialAccess.CanSee(book, c, who),
        RegisterRecord r => RecordAccess.CanSee(book.Register, r, who),
        _ => false,
    };

    /// <summary>The commands this person may give now, by their names; what a screen shows as buttons.</summary>
    public static IReadOnlyList<string> Permitted(Book book, CaseState state, Actor who) => state switch
    {
        Application a => ApplicationAccess.Permitted(book, a, who),
        Grant g => GrantAccess.Permitted(book, g, who),
        Credential c => CredentialAccess.Permitted(book, c, who),
        RegisterRecord r => RecordAccess.Permitted(book.Register, r, who),
        _ => [],
    };
}
