using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Credentials;

/// <summary>What a credential says of itself to figures.</summary>
public static class CredentialFacts
{
    public static CaseFacts Of(Book book, Credential c)
    {
        var (programme, facts) = (book.Programme, new FactList());
        facts.Text("programme", programme.Ref.Id).Text("kind", Words.Write(programme.Kind)).Text("level", programme.Level).Text("type", programme.Stages.Credential?.Type);
        facts.Number("year", c.Year).Text("state", c.StateName).Text("org", c.Org.Value).Day("on", c.On).Day("to", c.To).Day("revokedOn", c.Stage == CredentialStage.Revoked ? c.EndedOn : null);
        return facts.Day("nextYear", c.On.Year < DateOnly.MaxValue.Year ? new(c.On.Year + 1, 1, 1) : null).Day("endsOn", EndsOn(c)).As("credential");
    }

    /// <summary>The first day it is no longer valid: after its last day, or when it was revoked or replaced.</summary>
    private static DateOnly? EndsOn(Credential c)
    {
        DateOnly? over = c.To is { } to && to < DateOnly.MaxValue ? to.AddDays(1) : null;
        return c.EndedOn is { } ended && (over is null || ended < over) ? ended : over;
    }
}
