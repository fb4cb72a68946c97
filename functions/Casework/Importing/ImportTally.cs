namespace ProjectFlow.Casework.Importing;

/// <summary>Counts what becomes of rows, many at a time, and keeps what is wrong with them.</summary>
internal sealed class ImportTally
{
    /// <summary>Things named as wrong, inclusive; beyond that bad rows are only counted.</summary>
    public const int MaxNamed = 10_000;

    private readonly Lock turn = new();
    private readonly List<BadCell> bad = [];
    private long handled;
    private long made;
    private long changed;
    private long same;
    private long badRows;

    public long Bad => Interlocked.Read(ref badRows);

    public IReadOnlyList<BadCell> Named
    {
        get
        {
            lock (turn)
            {
                return [.. bad];
            }
        }
    }

    public void Add(RowOutcome outcome)
    {
        Interlocked.Increment(ref handled);
        switch (outcome)
        {
            case RowOutcome.New:
                Interlocked.Increment(ref made);
                break;
            case RowOutcome.Changed:
                Interlocked.Increment(ref changed);
                break;
            case RowOutcome.Same:
                Interlocked.Increment(ref same);
                break;
            case RowOutcome.Bad b:
                Name(b.Cells);
                break;
        }
    }

    public ImportJob On(ImportJob job) => job with
    {
        Handled = Interlocked.Read(ref handled),
        New = Interlocked.Read(ref made),
        Changed = Interlocked.Read(ref changed),
        Same = Interlocked.Read(ref same),
        Bad = Bad,
        Named = Count,
    };

    private int Count
    {
        get
        {
            lock (turn)
            {
                return bad.Count;
            }
        }
    }

    private void Name(IReadOnlyList<BadCell> cells)
    {
        Interlocked.Increment(ref badRows);
        lock (turn)
        {
            bad.AddRange(cells.Take(MaxNamed - bad.Count));
        }
    }
}

/// <summary>What became of a row.</summary>
internal abstract record RowOutcome
{
    public sealed record New : RowOutcome;

    public sealed record Changed : RowOutcome;

    public sealed record Same : RowOutcome;

    public sealed record Bad(IReadOnlyList<BadCell> Cells) : RowOutcome;

    private RowOutcome() { }
}
