using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Tests.Shared;

/// <summary>
/// Judges a data folder by its rows alone, without the code that wrote them: events chained and without gaps, states the fold
/// of their events, every posting once, balances and figures equal to what lies behind them, one mail per event and recipient.
/// </summary>
public sealed partial class Checker
{
    private readonly Dictionary<string, SortedDictionary<string, byte[]>> _partitions = [];
    private readonly List<string> _faults = [];

    private Checker(string folder)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "rows.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        db.Open();
        Expect(Scalar(db, "PRAGMA integrity_check") as string == "ok", "the database is damaged");
        foreach (var (partition, key, body) in Rows(db))
        {
            if (!_partitions.TryGetValue(partition, out var rows))
            {
                _partitions[partition] = rows = new(StringComparer.Ordinal);
            }

            rows[key] = body;
        }
    }

    public int Cases => _partitions.Keys.Count(p => CaseId.TryParse(p, out _));

    public int RowCount => _partitions.Values.Sum(r => r.Count);

    /// <summary>Reads the whole store; nobody may be writing.</summary>
    public static Checker Read(string folder) => new(folder);

    /// <returns>Every fault found; empty when all is well.</returns>
    public IReadOnlyList<string> Faults()
    {
        foreach (var (partition, rows) in _partitions.Where(p => CaseId.TryParse(p.Key, out _)))
        {
            CheckCase(partition, rows);
        }

        foreach (var (partition, rows) in _partitions)
        {
            if (partition.StartsWith("ledger:", StringComparison.Ordinal))
            {
                CheckLedger(partition, rows);
            }
            else if (partition == "metrics")
            {
                CheckFigures(rows);
            }
        }

        return _faults;
    }

    /// <summary>Whether a command of that id was accepted by the case.</summary>
    public bool HasOperation(string partition, string operation) => _partitions.TryGetValue(partition, out var rows) && rows.ContainsKey("o:u:" + operation);

    private void CheckCase(string partition, SortedDictionary<string, byte[]> rows)
    {
        CaseState? folded = null;
        var (version, head) = (0L, "");
        foreach (var (key, body) in Under(rows, "e:"))
        {
            var stored = CaseJson.Read<StoredEvent>(body);
            version++;
            Expect(key == CaseKeys.Event(version), $"{partition}: event {version} is missing, found {key}");
            Expect(stored.Prev == head, $"{partition}: the chain breaks at {key}");
            Expect(rows.ContainsKey("o:" + stored.Operation), $"{partition}: {key} belongs to no recorded command");
            folded = Lifecycle.Evolve(folded, stored.Event);
            head = StoredEvent.HashOf(body);
        }

        if (!rows.TryGetValue("s", out var row))
        {
            Expect(version == 0, $"{partition}: events without a state");
            return;
        }

        var state = CaseJson.Read<StoredState>(row);
        Expect(state.Version == version && state.Head == head, $"{partition}: the state stands at {state.Version}, the events at {version}");
        Expect(JsonSerializer.Serialize(state.State, CaseJson.Options) == JsonSerializer.Serialize(folded, CaseJson.Options), $"{partition}: the state is not the fold of its events");
        foreach (var (key, body) in Under(rows, "m:"))
        {
            Expect(CaseJson.Read<KeptMail>(body).Status != MailStatus.SentAgain, $"{partition}: {key} was sent twice");
        }
    }

    private void CheckLedger(string partition, SortedDictionary<string, byte[]> rows)
    {
        var balances = new Dictionary<string, long>();
        foreach (var (key, body) in Under(rows, "p:"))
        {
            var posting = CaseJson.Read<Posting>(body);
            Expect(key == "p:" + posting.Id, $"{partition}: {key} holds another posting");
            balances[posting.Debit] = balances.GetValueOrDefault(posting.Debit) + posting.Amount.Fen;
            balances[posting.Credit] = balances.GetValueOrDefault(posting.Credit) - posting.Amount.Fen;
        }

        var kept = Under(rows, "b:").ToDictionary(r => r.Key[2..], r => CaseJson.Read<Money>(r.Value).Fen);
        Expect(kept.Count == balances.Count && kept.All(b => balances.GetValueOrDefault(b.Key) == b.Value), $"{partition}: a balance is not the sum of its postings");
        Expect(kept.Values.Sum() == 0, $"{partition}: debits and credits differ");
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Under(SortedDictionary<string, byte[]> rows, string prefix) =>
        rows.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal));

    // Keys are ASCII here, so their bytes are UTF-8.
    private static List<(string Partition, string Key, byte[] Body)> Rows(SqliteConnection db)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT pk, rk, body FROM rows";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string, byte[])>();
        while (reader.Read())
        {
            rows.Add((Encoding.UTF8.GetString((byte[])reader[0]), Encoding.UTF8.GetString((byte[])reader[1]), (byte[])reader[2]));
        }

        return rows;
    }

    private static object? Scalar(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
