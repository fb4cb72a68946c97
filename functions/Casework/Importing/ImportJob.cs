using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Importing;

public enum ImportMode
{
    /// <summary>Says what would happen; writes nothing.</summary>
    DryRun,

    /// <summary>Writes nothing unless every row is good.</summary>
    AllOrNothing,

    /// <summary>Writes the good rows and names the others.</summary>
    GoodRows,
}

public enum ImportPhase
{
    Waiting,

    /// <summary>Looking at all rows; nothing is written.</summary>
    Checking,
    Writing,
    Done,

    /// <summary>Nothing was written; <see cref="ImportJob.Why"/> says why.</summary>
    Refused,

    /// <summary>Cut off by a defect of ours; asked for again it goes on.</summary>
    Failed,
}

/// <summary>One import as its person follows it. The same file, register, mode, columns and person make the same import.</summary>
/// <param name="Document">Hash of the uploaded file.</param>
/// <param name="Columns">What the person chose, by header: a path, or empty to leave the column out.</param>
/// <param name="At">When it was last asked for.</param>
public sealed record ImportJob(
    string Id, string Register, PersonId By, string Document, string FileName, ImportMode Mode, IReadOnlyDictionary<string, string> Columns, DateTimeOffset At)
{
    public ImportPhase Phase { get; init; }

    /// <summary>Rows with content below the headers; null until they are counted.</summary>
    public long? Rows { get; init; }

    /// <summary>How many of them this phase is through with.</summary>
    public long Handled { get; init; }

    public long New { get; init; }

    public long Changed { get; init; }

    /// <summary>Rows that say what is on record already; after an interruption also those written before it.</summary>
    public long Same { get; init; }

    /// <summary>Bad rows, all of them, however many are named.</summary>
    public long Bad { get; init; }

    /// <summary>Things named as wrong, at most <see cref="ImportTally.MaxNamed"/>.</summary>
    public int Named { get; init; }

    public IReadOnlyList<SheetNotice> Notices { get; init; } = [];

    public Refusal? Why { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOver => Phase is ImportPhase.Done or ImportPhase.Refused or ImportPhase.Failed;
}
