using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Grants;
namespace ProjectFlow.Core.Grants
{
public static class GrantDecider
{
    public static Decision Decide(Book book, Grant? state, GrantCommand command) => Decision.Refuse(Refusal.NotAllowedNow);
    public static Grant Evolve(Grant? state, GrantEvent e) => throw new InvalidOperationException("Corrupt history");
    public static bool Holds(Grant state, Claim claim) => false;
}
public static class GrantTimetable { public static DateTimeOffset? NextDue(Book book, Grant state) => null; }
public static class GrantEffects { public static IReadOnlyList<Effect> Of(Book book, Grant after, GrantEvent e) => []; }
public static class GrantProjection { public static IReadOnlyList<Projection> Of(Book book, Grant state) => []; }
public static class GrantAccess
{
    public static bool CanSee(Book book, Grant state, Actor who) => true;
    public static IReadOnlyList<string> Permitted(Book book, Grant state, Actor who) => [];
}
}
namespace ProjectFlow.Core.Credentials
{
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
}
