using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
namespace ProjectFlow.Core.Grants;

public sealed record Grant : CaseState { public override string StateName => "Active"; }
public abstract record GrantCommand : CaseCommand
{
    public sealed record Tick : GrantCommand;
    private GrantCommand() { }
}
public abstract record GrantEvent : CaseEvent
{
    private GrantEvent() { }
}
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
