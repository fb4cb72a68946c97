using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using static ProjectFlow.Core.Registers.RecordCommand;
using Events = ProjectFlow.Core.Registers.RecordEvent;

namespace ProjectFlow.Core.Registers;

/// <summary>Who reads a register's records, and what they may do now. What no grant opens is closed.</summary>
public static class RecordAccess
{
    /// <summary>Whether the person reads or writes any of it, and so knows that it exists.</summary>
    public static bool Knows(Register register, Actor who) =>
        register.Access.Read.Concat(register.Access.Write).Any(g => g.Roles.Any(who.Is) && (g.Scope != AccessScope.Section || who.Sections.Contains(register.Section)));

    public static bool MayWrite(Register register, Actor who) =>
        register.Access.Write.Any(g => g.Roles.Any(who.Is) && (g.Scope != AccessScope.Section || who.Sections.Contains(register.Section)));

    public static bool CanSee(Register register, RegisterRecord r, Actor who) => who.Is(Role.System)
        || (!r.IsStub && !Conflicts(who, r.Org) && register.Access.Read.Concat(register.Access.Write).Any(g => Opens(g, r.RecordState) && Covers(register, g, r.Org, r.Area, who)));

    /// <summary>Whether the person reads the register's records about an organisation.</summary>
    /// <param name="area">The organisation's town; null = none, or not known.</param>
    public static bool Reads(Register register, OrgId org, string? area, Actor who) =>
        !Conflicts(who, org) && register.Access.Read.Any(g => g.States.Count == 0 && Covers(register, g, org, area, who));

    /// <summary>The record as this person reads it: sealed content is its writer's alone, not even the colleagues'.</summary>
    public static RegisterRecord SeenBy(RegisterRecord r, Actor who) =>
        IsOpen(r, who, r.WrittenBy) ? r : r with { Title = r.Key, Content = FormContent.Empty };

    /// <summary>An event as this person reads it.</summary>
    public static RecordEvent SeenBy(RecordEvent e, RegisterRecord r, Actor who) => IsOpen(r, who, e.By) ? e : e switch
    {
        Events.Entered x => x with { Content = FormContent.Empty, Face = x.Face with { Title = r.Key } },
        Events.Changed x => x with { Content = FormContent.Empty, Face = x.Face with { Title = r.Key } },
        _ => e,
    };

    /// <summary>Names of the commands that neither this person's role nor the record's state rules out.</summary>
    public static IReadOnlyList<string> Permitted(Register register, RegisterRecord r, Actor who)
    {
        var state = register.State(r.RecordState);
        var writes = Writes(register, r, who);
        var open = state is { Final: false, Locked: false } && (register.SealedUntil is null || r.SealedUntil is not null);
        return r.IsStub ? []
            : r.RemovedOn is not null ? writes ? ["put-record"] : []
            : [.. writes && open ? ["put-record"] : Array.Empty<string>(), .. Moves(register, r, who).Any() ? ["move-record"] : Array.Empty<string>(), .. writes && (open || who.Is(Role.SectionHead)) ? ["remove-record"] : Array.Empty<string>()];
    }

    /// <summary>The moves this person may make now.</summary>
    public static IEnumerable<RegisterMove> Moves(Register register, RegisterRecord r, Actor who) => r is { SealedUntil: null, RemovedOn: null }
        ? register.Moves.Where(m => m.From.Contains(r.RecordState) && MayMove(register, r, m, who)) : [];

    /// <summary>
    /// The list of a register this person reads, the widest there is for them; null when they read none.
    /// </summary>
    /// <param name="state">Only records in this state, where the list can tell; null = all.</param>
    /// <param name="area">Which of their towns a town's person asks for; null = their only one.</param>
    public static string? ListOf(Register register, Actor who, string? state, string? area)
    {
        var grants = register.Access.Read.Where(g => g.Roles.Any(who.Is)).ToList();
        var id = register.Ref.Id;
        return grants.Any(g => (g.Scope == AccessScope.All || (g.Scope == AccessScope.Section && who.Sections.Contains(register.Section))) && (g.States.Count == 0 || (state is not null && g.States.Contains(state))))
                ? RecordProjection.Whole(id, state)
            : who.Org is { } org && grants.Any(g => g.Scope == AccessScope.OwnOrg) ? RecordProjection.OfOrg(org, id)
            : (area ?? (who.Areas.Count == 1 ? who.Areas.Single() : null)) is { } town && who.Areas.Contains(town) && grants.Any(g => g.Scope == AccessScope.OwnArea) ? RecordProjection.OfArea(town, id)
            : null;
    }

    internal static Refusal? Refusal(Register register, RegisterRecord? r, RecordCommand command) => command switch
    {
        LinkRecord or UnlinkRecord or Tick => command.By.Is(Role.System) ? null : Common.Refusal.RoleForbidden,
        _ when command.By.Is(Role.System) => null,
        PutRecord => !MayWrite(register, command.By) ? Common.Refusal.RoleForbidden
            : r is { IsStub: false } && !Writes(register, r, command.By) ? Common.Refusal.NotFound : null,
        _ when r is null || !CanSee(register, r, command.By) => Common.Refusal.NotFound,
        RemoveRecord => Writes(register, r, command.By) ? null : Common.Refusal.RoleForbidden,
        MoveRecord c => register.Moves.FirstOrDefault(m => m.Id == c.Move) is not { } move || MayMove(register, r, move, command.By) ? null : Common.Refusal.RoleForbidden,
        _ => Common.Refusal.RoleForbidden,
    };

    /// <summary>Null when the person may write a record with that content.</summary>
    internal static Refusal? RefusalOfContent(Register register, FormContent content, Actor who)
    {
        var org = RecordKeys.Org(register, content);
        var area = register.Area is { } path ? FormValues.At(content, path)?.ToString().Trim() : null;
        return who.Is(Role.System) ? null
            : Conflicts(who, org) ? Common.Refusal.ConflictOfInterest
            : register.Access.Write.Any(g => Covers(register, g, org, area, who)) ? null
            : Common.Refusal.NotFound;
    }

    private static bool IsOpen(RegisterRecord r, Actor who, PersonId writer) => r.SealedUntil is null || who.Is(Role.System) || who.Id == writer;

    private static bool Writes(Register register, RegisterRecord r, Actor who) =>
        !Conflicts(who, r.Org) && register.Access.Write.Any(g => Opens(g, r.RecordState) && Covers(register, g, r.Org, r.Area, who));

    /// <summary>A role that writes moves what it may write; one that only reads, such as a leader, what it reads.</summary>
    private static bool MayMove(Register register, RegisterRecord r, RegisterMove move, Actor who) => !Conflicts(who, r.Org) && move.By.Where(who.Is).Any(role =>
        (register.Access.Write.Any(g => g.Roles.Contains(role)) ? register.Access.Write : register.Access.Read).Any(g => g.Roles.Contains(role) && Opens(g, r.RecordState) && Reaches(register, g, r.Org, r.Area, who)));

    private static bool Opens(AccessGrant grant, string state) => grant.States.Count == 0 || grant.States.Contains(state);

    private static bool Conflicts(Actor who, OrgId? org) => org is { } of && who.Org != of && who.Conflicts.Contains(of);

    private static bool Covers(Register register, AccessGrant grant, OrgId? org, string? area, Actor who) => grant.Roles.Any(who.Is) && Reaches(register, grant, org, area, who);

    private static bool Reaches(Register register, AccessGrant grant, OrgId? org, string? area, Actor who) => grant.Scope switch
    {
        AccessScope.OwnOrg => org is not null && who.Org == org,
        AccessScope.OwnArea => area is not null && who.Areas.Contains(area),
        AccessScope.Section => who.Sections.Contains(register.Section),
        AccessScope.All => true,
        _ => false,
    };
}
