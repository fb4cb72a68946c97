using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Applications;

// What follows from an approval.
public static partial class ApplicationEffects
{
    /// <summary>A project opens a grant, a recognition or filing a credential: same application, same case.</summary>
    private static IReadOnlyList<Effect> Opens(Book book, Application a, Verdict verdict) => book.Programme.Kind == ProgrammeKind.Project
        ? [new Effect.Tell(CaseId.Grant(a.Id.Value), new GrantCommand.Open(a.Programme, a.Org, a.Title, verdict.Award ?? Money.Zero, verdict.DocumentNo, a.Year, a.Id, a.Number, verdict.ProjectNo, verdict.From, verdict.To, a.Officer))]
        : [new Effect.Tell(CaseId.Credential(a.Id.Value), new CredentialCommand.Issue(a.Programme, a.Org, a.Title, verdict.DocumentNo, a.Year, verdict.From ?? ChinaTime.DateOf(a.StageSince), a.Id, a.Number, verdict.ProjectNo, verdict.To, a.Officer))];
}
