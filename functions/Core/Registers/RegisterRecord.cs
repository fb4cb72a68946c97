using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Core.Registers;

/// <summary>
/// One record of a register. A record that others point at before it was ever put exists as a mere stub that remembers them:
/// it has no content, is in no list and no figure, and is there for nobody until it is put.
/// </summary>
public sealed record RegisterRecord : CaseState
{
    public const string Removed = "removed";

    /// <summary>The version it was last put under.</summary>
    public required RegisterRef Register { get; init; }

    /// <summary>The natural key, its parts joined by <c>/</c>.</summary>
    public required string Key { get; init; }

    public string Title { get; init; } = "";

    public OrgId? Org { get; init; }

    public string? Area { get; init; }

    public FormContent Content { get; init; } = FormContent.Empty;

    /// <summary>Of the register's states; empty for a stub.</summary>
    public string RecordState { get; init; } = "";

    /// <summary>The state it began in.</summary>
    public string FirstState { get; init; } = "";

    /// <summary>The day it began in it.</summary>
    public DateOnly BegunOn { get; init; }

    /// <summary>The day each state was last entered.</summary>
    public IReadOnlyDictionary<string, DateOnly> Entered { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>The day it was put on record; null for a stub.</summary>
    public DateOnly? CreatedOn { get; init; }

    public DateOnly? RemovedOn { get; init; }

    /// <summary>Which records point here and count, by their register, sorted.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CaseId>> Linked { get; init; } = new Dictionary<string, IReadOnlyList<CaseId>>();

    /// <summary>Where it points itself.</summary>
    public IReadOnlyList<RecordTarget> PointsAt { get; init; } = [];

    /// <summary>Where the content came from, such as <c>import:2023-11.xlsx</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Who put the content as it stands.</summary>
    public PersonId WrittenBy { get; init; }

    /// <summary>Until then only <see cref="WrittenBy"/> reads the content; null = open.</summary>
    public DateTimeOffset? SealedUntil { get; init; }

    /// <summary>The day the years of keeping were over.</summary>
    public DateOnly? RetentionEndedOn { get; init; }

    [JsonIgnore]
    public bool IsStub => CreatedOn is null;

    [JsonIgnore]
    public override string StateName => IsStub ? "absent" : RemovedOn is not null ? Removed : RecordState;
}

/// <summary>A record of another register, by its key and so by its id, whether or not it was ever put.</summary>
public sealed record RecordTarget(string Register, string Key)
{
    [JsonIgnore]
    public CaseId Case => CaseId.Record(Register, Key);
}
