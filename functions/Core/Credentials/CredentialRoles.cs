using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Credentials.CredentialCommand;

namespace ProjectFlow.Core.Credentials;

/// <summary>Who may give which command, and how far each role reaches (domain.md §6).</summary>
internal static class CredentialRoles
{
    public static FrozenDictionary<Type, Role[]> Table { get; } = new Dictionary<Type, Role[]>
    {
        [typeof(Issue)] = [Role.System],
        [typeof(FileAnnualReport)] = [Role.ApplicantEditor],
        [typeof(ReportChange)] = [Role.ApplicantEditor],
        [typeof(Supersede)] = [Role.SectionHead, Role.System],
        [typeof(Revoke)] = [Role.Leader],
        [typeof(Tick)] = [Role.System],
    }.ToFrozenDictionary();

    /// <summary>Null when this person may give the command as far as role, scope and relations go.</summary>
    public static Refusal? Refusal(Book book, OrgId org, Type command, Actor who)
    {
        var roles = Table[command].Where(who.Is).ToArray();
        var reached = roles.Where(r => Covers(book, org, who, r)).ToArray();
        return roles.Length == 0 ? Common.Refusal.RoleForbidden
            : reached.Length == 0 ? Common.Refusal.NotFound
            : reached.Contains(Role.ApplicantEditor) || !who.Conflicts.Contains(org) ? null
            : Common.Refusal.ConflictOfInterest;
    }

    public static bool Covers(Book book, OrgId org, Actor who, Role role) => role switch
    {
        Role.ApplicantEditor or Role.ApplicantSignatory => who.Org == org,
        Role.Officer or Role.SectionHead => who.Sections.Contains(book.Programme.Section),
        Role.Leader or Role.Auditor or Role.System => true,
        _ => false,
    };
}
