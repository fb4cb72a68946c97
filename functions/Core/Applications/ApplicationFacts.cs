using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Applications;

/// <summary>What an application says of itself to figures. What went up once stays so, also when it was withdrawn later.</summary>
public static class ApplicationFacts
{
    public static CaseFacts Of(Book book, Application a)
    {
        var (programme, facts) = (book.Programme, new FactList());
        facts.Text("programme", programme.Ref.Id).Text("kind", Words.Write(programme.Kind)).Text("level", programme.Level).Text("decisionBy", Words.Write(programme.DecisionBy));
        facts.Text("credentialType", programme.Stages.Credential?.Type).Number("year", a.Year).Text("state", a.StateName).Text("org", a.Org.Value).Text("area", a.Area);
        facts.Number("participants", a.Participants.Distinct().Count()).Day("createdOn", ChinaTime.DateOf(a.CreatedAt)).Day("submittedOn", a.SubmittedAt is { } at ? ChinaTime.DateOf(at) : null);
        facts.Day("forwardedOn", a.Forwarding?.On).Text("decision", a.Stage switch { Stage.Approved => "approved", Stage.Rejected => "rejected", _ => null });
        facts.Day("approvedOn", a.Stage is Stage.Approved approved ? ChinaTime.DateOf(approved.On) : null).Number("awardFen", a.Stage is Stage.Approved ? a.Verdict?.Award?.Fen ?? 0 : null);
        foreach (var stage in a.Passages.GroupBy(p => p.Stage))
        {
            facts.Day("milestone." + Words.Write(stage.Key), stage.Min(p => p.On));
        }

        foreach (var metric in programme.Dashboards)
        {
            facts.Flag("feeds." + metric, true);
        }

        return facts.As("application");
    }
}
