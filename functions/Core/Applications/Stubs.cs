using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
namespace ProjectFlow.Core.Applications;

public static class ApplicationDecider
{
    public static Decision Decide(Book book, Application? state, ApplicationCommand command) => Decision.Refuse(Refusal.NotAllowedNow);
    public static Application Evolve(Application? state, ApplicationEvent e) => throw new InvalidOperationException("Corrupt history");
    public static bool Holds(Application state, Claim claim) => false;
}
public static class ApplicationTimetable { public static DateTimeOffset? NextDue(Book book, Application state) => null; }
public static class ApplicationEffects { public static IReadOnlyList<Effect> Of(Book book, Application after, ApplicationEvent e) => []; }
public static class ApplicationProjection { public static IReadOnlyList<Projection> Of(Book book, Application state) => []; }
public static class ApplicationAccess
{
    public static bool CanSee(Book book, Application state, Actor who) => true;
    public static IReadOnlyList<string> Permitted(Book book, Application state, Actor who) => [];
}
