using ProjectFlow.Casework.Sheets;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Importing;

/// <summary>Goes through all rows of a file once. Of what was read it keeps a record's number and row, nothing else.</summary>
internal sealed class ImportPass(Register register, ImportPlan plan, RowPut put)
{
    /// <summary>Enough to keep the store busy; rows are read one after another.</summary>
    private const int AtATime = 32;

    private const int MostAtOnce = 1 << 20;

    /// <param name="rows">How many there are about, so that the memory for them is asked for once.</param>
    /// <param name="write">False: only says what would happen.</param>
    public Task RunAsync(SheetReader file, long rows, bool write, ImportTally tally, CancellationToken ct) =>
        Parallel.ForEachAsync(Rows(file, rows), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = ct }, async (row, stop) =>
            tally.Add(row.Bad ?? await put.PutAsync(row.Row, row.Record!, write, stop)));

    private IEnumerable<(ImportRow Row, CaseId? Record, RowOutcome.Bad? Bad)> Rows(SheetReader file, long rows)
    {
        var seen = new Dictionary<UInt128, (string Sheet, int Row)>((int)Math.Min(rows, MostAtOnce));
        foreach (var row in file.Rows().Where(r => plan.Sheets.ContainsKey(r.Sheet)).Select(r => ImportRow.Read(plan.Sheets[r.Sheet], r)))
        {
            yield return Judge(row, seen);
        }
    }

    /// <summary>What can be said of a row without the store.</summary>
    private (ImportRow Row, CaseId? Record, RowOutcome.Bad? Bad) Judge(ImportRow row, Dictionary<UInt128, (string Sheet, int Row)> seen)
    {
        var content = row.Over(null);
        var record = RecordKeys.CaseOf(register, content);
        var twice = record is not null && !seen.TryAdd(NumberOf(record), (row.Plan.Head.Sheet, row.Number)) ? seen[NumberOf(record)] : default;
        IEnumerable<BadCell> bad = twice.Sheet is not null ? row.Wrong.Append(Twice(row, twice)) : row.Wrong;
        if (row.Wrong.Count > 0 || record is null)
        {
            bad = bad.Concat(RecordDecider.Refusal(register, content) is { } refusal ? row.Named(refusal) : []);
        }

        return bad.ToList() is { Count: > 0 } named ? (row, record, new(named)) : (row, record, null);
    }

    /// <summary>The id's 130 bits without their last two: told apart all the same.</summary>
    private static UInt128 NumberOf(CaseId id) => id.Value.AsSpan(2, 25).ToString().Aggregate(UInt128.Zero, (n, c) => (n << 5) | (uint)(char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10));

    private BadCell Twice(ImportRow row, (string Sheet, int Row) first) => row.At(
        RecordKeys.PathOf(register.Key[0]), "double-key", $"与工作表「{first.Sheet}」第 {first.Row} 行重复（同一标识）", $"The same record as in sheet '{first.Sheet}', row {first.Row}.");
}
