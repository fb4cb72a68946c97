using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
namespace ProjectFlow.Core.Credentials;

public sealed record Credential : CaseState { public override string StateName => "Active"; }
public abstract record CredentialCommand : CaseCommand
{
    public sealed record Tick : CredentialCommand;
    private CredentialCommand() { }
}
public abstract record CredentialEvent : CaseEvent
{
    private CredentialEvent() { }
}
public static class CredentialDecider
{
    public static Decision Decide(Book book, Credential? state, CredentialCommand command) => Decision.Refuse(Refusal.NotAllowedNow);
    public static Credential Evolve(Credential? state, CredentialEvent e) => throw new InvalidOperationException("Corrupt history");
    public static bool Holds(Credential state, Claim claim) => false;
}
public static class CredentialTimetable { public static DateTimeOffset? NextDue(Book book, Credential state) => null; }
public static class CredentialEffects { public static IReadOnlyList<Effect> Of(Book book, Credential after, CredentialEvent e) => []; }
public static class CredentialProjection { public static IReadOnlyList<Projection> Of(Book book, Credential state) => []; }
public static class CredentialAccess
{
    public static bool CanSee(Book book, Credential state, Actor who) => true;
    public static IReadOnlyList<string> Permitted(Book book, Credential state, Actor who) => [];
}
