using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using static ProjectFlow.Core.Applications.ApplicationCommand;

namespace ProjectFlow.Core.Applications;

/// <summary>Who sees an application, and what they may do now (domain.md §6).</summary>
public static class ApplicationAccess
{
    private static readonly Role[] Readers =
        [Role.ApplicantEditor, Role.ApplicantSignatory, Role.TownAssistant, Role.Officer, Role.SectionHead, Role.Leader, Role.Expert, Role.Auditor, Role.System];

    /// <summary>By command type, in the order a screen shows them. The names are those of the API.</summary>
    private static readonly (Type Command, string Name)[] Names =
        [.. typeof(CaseCommand).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
            .Where(d => d.DerivedType.IsAssignableTo(typeof(ApplicationCommand)) && d.DerivedType != typeof(Tick) && d.DerivedType != typeof(CreateDraft))
            .Select(d => (d.DerivedType, (string)d.TypeDiscriminator!))];

    public static bool CanSee(Book book, Application state, Actor who) => IsApplicant(state, who)
        || (!ApplicationRoles.IsRelated(state, who) && (ReadsAsPartner(state, who) || Readers.Any(r => who.Is(r) && ApplicationRoles.Covers(book, state, who, r))));

    /// <summary>Names of the commands that neither this person's role nor the stage rules out.</summary>
    public static IReadOnlyList<string> Permitted(Book book, Application state, Actor who) =>
        [.. Names.Where(n => ApplicationStages.Knows(state.Stage, n.Command) && ApplicationRoles.Refusal(book, state, n.Command, who) is null).Select(n => n.Name)];

    /// <summary>Whether a role of this person gives the command at all; whether it does in a case, <see cref="Permitted"/> says.</summary>
    public static bool IsFor(string command, Actor who) => Names.Any(n => n.Name == command && ApplicationRoles.Table[n.Command].Any(who.Is));

    /// <summary>The application as this person may see it: scores of others are hidden from experts, and from everyone while sealed.</summary>
    public static Application SeenBy(Application state, Actor who, DateTimeOffset at)
    {
        var sealedNow = ApplicationDecider.AreScoresSealed(state, at) || !who.IsAny(Role.Officer, Role.SectionHead, Role.Leader, Role.Auditor, Role.System);
        return sealedNow ? state with { Scores = [.. state.Scores.Where(s => s.Expert == who.Id)] } : state;
    }

    private static bool IsApplicant(Application a, Actor who) => who.IsAny(Role.ApplicantEditor, Role.ApplicantSignatory) && who.Org == a.Org;

    private static bool ReadsAsPartner(Application a, Actor who) =>
        who.IsAny(Role.ApplicantEditor, Role.ApplicantSignatory) && who.Org is { } org && a.Partners.Any(p => p.Org == org);
}
