using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Grants;

/// <summary>A grant 立项项目 from approval to archive.</summary>
public sealed record Grant : ProgrammeCase
{
    public required string Title { get; init; }

    public required GrantStage Stage { get; init; }

    public required Money Award { get; init; }

    /// <summary>Number of the approval document.</summary>
    public required string DocumentNo { get; init; }

    public required int Year { get; init; }

    /// <summary>The application it follows from; null for a reward nobody applied for.</summary>
    public CaseId? Source { get; init; }

    /// <summary>The application's number.</summary>
    public string? Number { get; init; }

    /// <summary>The authority's project number.</summary>
    public string? ProjectNo { get; init; }

    /// <summary>First day of the term.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the term, as amended.</summary>
    public DateOnly? To { get; init; }

    public PersonId? Officer { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset StageSince { get; init; }

    public Deadline? ContractDue { get; init; }

    /// <summary>Recorded, waiting for the signatory.</summary>
    public Contract? Recorded { get; init; }

    /// <summary>In force; null before, and when no contract was asked for.</summary>
    public Contract? Contract { get; init; }

    public IReadOnlyList<Instalment> Instalments { get; init; } = [];

    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Passed down by the payer above, as announced.</summary>
    public Money Allocated { get; init; }

    public IReadOnlyList<string> Allocations { get; init; } = [];

    public IReadOnlyList<GrantReport> Reports { get; init; } = [];

    /// <summary>Fiscal spending reported and accepted, less what was disallowed later.</summary>
    public Money Spent { get; init; }

    /// <summary>Own funds spent, as accepted.</summary>
    public Money OwnSpent { get; init; }

    /// <summary>Left to the grantee.</summary>
    public Money Retained { get; init; }

    /// <summary>The document by which surplus was last left to the grantee.</summary>
    public string? RetentionDocument { get; init; }

    public Amendment? Amendment { get; init; }

    /// <summary>The term was extended; it may be once.</summary>
    public bool Extended { get; init; }

    public IReadOnlyList<Midterm> Midterms { get; init; } = [];

    public AcceptanceOpinion? Opinion { get; init; }

    /// <summary>Set while what the experts found wanting is put right.</summary>
    public Deadline? Rectification { get; init; }

    public bool Rectified { get; init; }

    public TerminationProposal? TerminationProposal { get; init; }

    public GrantOutcome? Outcome { get; init; }

    public IReadOnlyList<Clawback> Clawbacks { get; init; } = [];

    /// <summary>0 to 100.</summary>
    public int? Performance { get; init; }

    /// <summary>The last reminder raised of each series.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    [JsonIgnore]
    public override string StateName => Stage.ToString();

    /// <summary>Paid and not reversed (I2).</summary>
    [JsonIgnore]
    public Money NetPaid => Payments.Where(p => p.PaidAt is not null && p.State != PaymentState.Reversed).Sum(p => p.Amount);

    [JsonIgnore]
    public Money Repaid => Clawbacks.Sum(c => c.Repaid);

    [JsonIgnore]
    public Money WrittenOff => Clawbacks.Sum(c => c.WrittenOff);

    /// <summary>Fiscal money in the grantee's hands that is neither accounted for nor given back; never negative (I5).</summary>
    [JsonIgnore]
    public Money Balance => NetPaid - Spent - Repaid - Retained - WrittenOff;

    /// <summary>Ordered back and still to come (I8).</summary>
    [JsonIgnore]
    public Money Outstanding => Clawbacks.Sum(c => c.Outstanding);

    /// <summary>What is neither accounted for nor already ordered back.</summary>
    [JsonIgnore]
    public Money Free => Balance - Outstanding;

    [JsonIgnore]
    public bool HasPassed => Outcome is GrantOutcome.Passed or GrantOutcome.PassedAfterRectification;
}
