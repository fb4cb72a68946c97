using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Credentials;

public enum CredentialStage
{
    Active,
    Expired,
    Revoked,
    Superseded,
}

/// <summary>A recognition or filing, with its validity and yearly duties.</summary>
public sealed record Credential : ProgrammeCase
{
    public required string Title { get; init; }

    public required CredentialStage Stage { get; init; }

    public required string DocumentNo { get; init; }

    public required int Year { get; init; }

    /// <summary>Day of the decision, the first of validity.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Last day of validity; null = open-ended.</summary>
    public DateOnly? To { get; init; }

    public CaseId? Source { get; init; }

    public string? Number { get; init; }

    public string? CertificateNo { get; init; }

    public PersonId? Officer { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Years reported on.</summary>
    public IReadOnlyList<int> Reported { get; init; } = [];

    public IReadOnlyList<ReportedChange> Changes { get; init; } = [];

    /// <summary>The day it was revoked or replaced; null while it is valid or when its time simply ran out.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The credential that took its place.</summary>
    public CaseId? Successor { get; init; }

    /// <summary>The last reminder raised of each series.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    [JsonIgnore]
    public override string StateName => Stage.ToString();
}

public sealed record ReportedChange(string Text, DateOnly On, string Document, bool Late);
