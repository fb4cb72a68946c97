using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Grants.GrantCommand;

namespace ProjectFlow.Core.Grants;

/// <summary>Who sees a grant, and what they may do now (domain.md §6).</summary>
public static class GrantAccess
{
    private static readonly Role[] Readers = [Role.Officer, Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor, Role.System];

    /// <summary>By command type, in the order a screen shows them. The names are those of the API.</summary>
    private static readonly (Type Command, string Name)[] Names =
        [.. typeof(CaseCommand).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
            .Where(d => d.DerivedType.IsAssignableTo(typeof(GrantCommand)) && d.DerivedType != typeof(Open))
            .Select(d => (d.DerivedType, (string)d.TypeDiscriminator!))];

    public static bool CanSee(Book book, Grant state, Actor who) =>
        IsGrantee(book, state, who) || (!who.Conflicts.Contains(state.Org) && Readers.Any(r => who.Is(r) && GrantRoles.Covers(book, state.Org, who, r)));

    /// <summary>Names of the commands that neither this person's role nor the stage rules out.</summary>
    public static IReadOnlyList<string> Permitted(Book book, Grant state, Actor who) =>
        [.. Names.Where(n => GrantStages.Knows(book.Programme, state.Stage, n.Command) && GrantRoles.Refusal(book, state.Org, n.Command, who) is null).Select(n => n.Name)];

    private static bool IsGrantee(Book book, Grant g, Actor who) =>
        new[] { Role.ApplicantEditor, Role.ApplicantSignatory }.Any(r => who.Is(r) && GrantRoles.Covers(book, g.Org, who, r));
}
