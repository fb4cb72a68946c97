using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Programmes;

/// <summary>What an approval leads to.</summary>
public enum ProgrammeKind
{
    /// <summary>Project: a grant, possibly of zero money.</summary>
    Project,

    /// <summary>Recognition such as HNTE: a credential.</summary>
    Recognition,

    /// <summary>Filing such as an R&amp;D institution: a credential.</summary>
    Filing,
}

public enum DecisionBy
{
    /// <summary>The bureau recommends; another authority decides.</summary>
    External,

    Bureau,
}

public enum Payer
{
    /// <summary>Guiding-plan project: no money.</summary>
    None,

    /// <summary>County money: request, approve, pay, confirm by three persons.</summary>
    Local,

    /// <summary>Money passed down from above: recorded, not approved.</summary>
    External,
}

public enum GuidanceMode
{
    Required,
    Optional,
    None,
}

public enum SelectionMode
{
    None,
    Score,
    Quota,
}

public enum CountingMode
{
    WorkingDays,
    CalendarDays,
    Months,
}

/// <summary>One version of a programme; cases are pinned to it for life (I19).</summary>
public sealed record Programme(ProgrammeRef Ref, string NameZh, string NameEn, ProgrammeKind Kind, DecisionBy DecisionBy, string Level)
{
    /// <summary>The bureau section whose officers handle it.</summary>
    public required string Section { get; init; }

    public required Round Round { get; init; }

    public required Stages Stages { get; init; }

    public IReadOnlyList<ParticipantRule> Participants { get; init; } = [];

    public required FormDefinition Form { get; init; }

    public IReadOnlyList<DocumentRule> Documents { get; init; } = [];

    public IReadOnlyList<Rule> Rules { get; init; } = [];

    public Funding Funding { get; init; } = Funding.None;

    /// <summary>The cultivation pool whose members it is for; null = none.</summary>
    public string? Pool { get; init; }

    /// <summary>How its form is filled from what registers have already.</summary>
    public IReadOnlyList<Fill> Prefill { get; init; } = [];

    /// <summary>Metric ids this programme feeds, such as <c>M20</c>.</summary>
    public IReadOnlyList<string> Dashboards { get; init; } = [];

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Document numbers the definition rests on.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>A programme version, such as <c>key-rd</c> <c>2023.1</c>.</summary>
public sealed record ProgrammeRef(string Id, string Version)
{
    public override string ToString() => $"{Id}@{Version}";
}

/// <summary>
/// One call. All instants are the first moment that is too late (exclusive); a deadline given as a date means
/// the end of that day in Asia/Shanghai, so it is stored as 00:00 of the next day. Null means no such limit.
/// </summary>
public sealed record Round(int Year)
{
    public DateTimeOffset? OpenAt { get; init; }

    public DateTimeOffset? GuidanceBefore { get; init; }

    public DateTimeOffset? SubmitBefore { get; init; }

    public DateTimeOffset? ForwardBefore { get; init; }

    /// <summary>How many the bureau may recommend; null = no limit.</summary>
    public int? Quota { get; init; }

    /// <summary>Live applications per organisation (I16).</summary>
    public int PerOrgLimit { get; init; } = 1;

    /// <summary>Live applications per project leader; null = no limit.</summary>
    public int? PerLeaderLimit { get; init; }

    /// <summary>True for a call accepted all year round: numbers and figures take the year of submission, limits the calendar year.</summary>
    public bool Rolling { get; init; }
}

/// <summary>What a programme's cases pass through; a stage it lacks is passed in the same command.</summary>
public sealed record Stages
{
    public GuidanceMode Guidance { get; init; } = GuidanceMode.Required;

    /// <summary>Working days for the bureau's guidance review.</summary>
    public int GuidanceDays { get; init; } = 5;

    /// <summary>Working days for the applicant's revision.</summary>
    public int RevisionDays { get; init; } = 5;

    public int GuidanceRounds { get; init; } = 3;

    public int FormalRounds { get; init; } = 2;

    /// <summary>Working days for the formal check.</summary>
    public int FormalDays { get; init; } = 5;

    /// <summary>Formal reviewer must differ from guidance reviewer (I11).</summary>
    public bool FourEyes { get; init; } = true;

    public SelectionMode Selection { get; init; } = SelectionMode.None;

    /// <summary>Working days for expert scoring.</summary>
    public int SelectionDays { get; init; } = 10;

    /// <summary>Score sheet: criteria with their maximum; empty unless <see cref="Selection"/> is Score.</summary>
    public IReadOnlyList<Criterion> ScoreSheet { get; init; } = [];

    /// <summary>Working days to forward after the recommendation.</summary>
    public int ForwardDays { get; init; } = 5;

    /// <summary>The bureau's own publicity; null when there is none, or when it is the authority's.</summary>
    public PublicityRule? Publicity { get; init; }

    public bool ContractRequired { get; init; }

    /// <summary>Working days to sign the contract after approval.</summary>
    public int ContractDays { get; init; } = 20;

    public IReadOnlyList<ReportRule> Reports { get; init; } = [];

    /// <summary>A mid-term check is due when the award reaches this; null = never.</summary>
    public Money? MidtermFrom { get; init; }

    public AcceptanceRule? Acceptance { get; init; }

    /// <summary>For recognition and filing.</summary>
    public CredentialRule? Credential { get; init; }
}

public sealed record Criterion(string Id, string Zh, string En, int Max);

/// <param name="IncludeStartDay">True: the day of publication is day 1 (domain.md §0.7).</param>
public sealed record PublicityRule(int Days, CountingMode Mode, bool IncludeStartDay);

public enum ReportKind
{
    Progress,
    Spending,
    Annual,
    Midterm,
    Final,
}

/// <param name="EveryMonths">6 = half-yearly (30 June, 31 December), 12 = yearly (31 December).</param>
/// <param name="DueDays">Calendar days after the period's end.</param>
public sealed record ReportRule(ReportKind Kind, int EveryMonths, int DueDays = 15);

/// <param name="WithinMonths">After the end of the term.</param>
/// <param name="Light">No experts, no audit report.</param>
public sealed record AcceptanceRule(int WithinMonths, int Experts, bool Light);

/// <param name="Years">Validity from the day of decision; null = until <paramref name="UntilMonthDay"/> of the next year, or open-ended.</param>
/// <param name="UntilMonthDay">Such as <c>03-31</c>.</param>
/// <param name="AnnualReportBy">Such as <c>05-31</c>; null = no yearly report.</param>
public sealed record CredentialRule(string Type, int? Years, string? UntilMonthDay, string? AnnualReportBy, int ChangeReportMonths, int? RatingEveryYears);

/// <summary>Who takes part.</summary>
/// <param name="Role"><c>lead</c> or <c>partner</c>.</param>
public sealed record ParticipantRule(string Role, IReadOnlyList<string> OrgTypes, bool Required, int Min, int? Max, bool InArea);

/// <summary>A document slot of the application.</summary>
public sealed record DocumentRule(string Id, string TitleZh, string TitleEn)
{
    public bool Required { get; init; }

    /// <summary>Allowed kinds, of <c>pdf docx xlsx png jpg</c>; empty = all of them.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public int MaxMb { get; init; } = 20;

    public bool VerifyOriginal { get; init; }

    /// <summary>Filled by the bureau, not by the applicant, such as the attachment verification form.</summary>
    public bool ByBureau { get; init; }
}

public enum FundingMode
{
    None,
    Instalments,
    PostSubsidy,

    /// <summary>Fast lane: approved, paid once, settled.</summary>
    Reward,
}

/// <summary>What must have happened before an instalment is due.</summary>
public enum InstalmentTrigger
{
    Approval,
    Contract,
    Date,
    Midterm,
    Acceptance,
    MidtermOrAcceptance,
    Milestone,
}

/// <param name="BasisPoints">Share of the award in 1/100 of a percent; the shares sum to 10 000.</param>
public sealed record InstalmentRule(int BasisPoints, InstalmentTrigger Trigger);

public sealed record Funding(FundingMode Mode, Payer Payer)
{
    public static Funding None { get; } = new(FundingMode.None, Payer.None);

    public IReadOnlyList<InstalmentRule> Instalments { get; init; } = [];

    /// <summary>Own funds ÷ fiscal funds in 1/100 of a percent; 0 = none asked.</summary>
    public int SelfFundMinBasisPoints { get; init; }

    /// <summary>Budget categories, in the order of the form.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>From this award on, acceptance needs an audit report; null = never.</summary>
    public Money? AuditFrom { get; init; }

    /// <summary>Fund the payments are booked on, such as <c>county-sci</c> or <c>reward</c>.</summary>
    public string Fund { get; init; } = "none";
}
