using System.Globalization;
using System.Text.Json.Serialization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Projections;
using Events = ProjectFlow.Core.Credentials.CredentialEvent;
using static ProjectFlow.Core.Mails.Audience;

namespace ProjectFlow.Core.Credentials;

/// <summary>Whom an event of a credential concerns: what is due, and what came to an end.</summary>
public static class CredentialEffects
{
    public static IReadOnlyList<Effect> Of(Book book, Credential after, CredentialEvent e) => e switch
    {
        Events.ReminderRaised r when r.Kind == "report-overdue" => [Mail(book, after, r.Kind, r.DueAt) with { To = [Editors, Signatories, Owner], OnlyWhile = after.StateName }],
        Events.ReminderRaised r => [Mail(book, after, r.Kind, r.DueAt) with { OnlyWhile = after.StateName }],
        Events.Expired or Events.Revoked => [Mail(book, after, after.StateName, e.At)],
        _ => [],
    };

    private static Effect.SendMail Mail(Book book, Credential c, string kind, DateTimeOffset due) => new("E23", [Editors, Owner], new Dictionary<string, string>
    {
        ["number"] = c.CertificateNo ?? c.Number ?? "",
        ["title"] = c.Title,
        ["org"] = c.Org.Value,
        ["programme"] = book.Programme.NameZh,
        ["reason"] = kind,
        ["due"] = ChinaTime.DateOf(due).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    });
}

/// <summary>Where a credential shows up.</summary>
public static class CredentialProjection
{
    public static IReadOnlyList<Projection> Of(Book book, Credential state)
    {
        var newest = (DateTimeOffset.MaxValue.UtcTicks - state.CreatedAt.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        var shown = new CaseLine(state.Id, state.CertificateNo ?? state.Number, state.Title, state.Programme.Id, state.Org.Value, state.StateName, CredentialTimetable.NextDue(book, state), state.Stage == CredentialStage.Active ? "applicant" : "none", state.Officer?.Value);
        var year = state.Year.ToString(CultureInfo.InvariantCulture);
        return [.. new[] { "cases", $"org:{state.Org}", $"credentials:{state.Programme.Id}:{year}" }.Select(list => new Projection.Line(list, newest, shown))];
    }
}

/// <summary>Who sees a credential, and what they may do now (domain.md §6).</summary>
public static class CredentialAccess
{
    private static readonly Role[] Readers = [Role.ApplicantEditor, Role.ApplicantSignatory, Role.Officer, Role.SectionHead, Role.Leader, Role.Auditor, Role.System];

    private static readonly (Type Command, string Name)[] Names =
        [.. typeof(CaseCommand).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>()
            .Where(d => d.DerivedType.IsAssignableTo(typeof(CredentialCommand)) && d.DerivedType != typeof(CredentialCommand.Issue))
            .Select(d => (d.DerivedType, (string)d.TypeDiscriminator!))];

    public static bool CanSee(Book book, Credential state, Actor who) =>
        Readers.Any(r => who.Is(r) && CredentialRoles.Covers(book, state.Org, who, r)) && (who.Org == state.Org || !who.Conflicts.Contains(state.Org));

    /// <summary>Names of the commands that neither this person's role nor the stage rules out.</summary>
    public static IReadOnlyList<string> Permitted(Book book, Credential state, Actor who) => state.Stage != CredentialStage.Active ? []
        : [.. Names.Where(n => CredentialRoles.Refusal(book, state.Org, n.Command, who) is null).Select(n => n.Name)];
}
