using Microsoft.Data.Sqlite;

namespace ProjectFlow.Bench;

/// <summary>
/// The least that makes the same rows durable: a plain connection, the same table and index, prepared statements, one
/// transaction per commit, synced.
/// </summary>
internal sealed class RawRows : IDisposable
{
    private readonly SqliteConnection db;
    private readonly SqliteCommand begin, put, commit;

    public RawRows(string folder)
    {
        db = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "raw.db"), Pooling = false }.ToString());
        db.Open();
        Run("PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        Run("CREATE TABLE rows (pk BLOB NOT NULL, rk BLOB NOT NULL, body BLOB NOT NULL, due INTEGER, version INTEGER NOT NULL, PRIMARY KEY (pk, rk)) WITHOUT ROWID; CREATE INDEX rows_due ON rows (due) WHERE due IS NOT NULL");
        Require("PRAGMA synchronous", "2");
        Require("PRAGMA journal_mode", "wal");
        (begin, put, commit) = (Prepared("BEGIN IMMEDIATE"), Prepared("INSERT INTO rows (pk, rk, body, due, version) VALUES ($pk, $rk, $body, $due, 1) ON CONFLICT DO UPDATE SET body = $body, due = $due"), Prepared("COMMIT"));
        foreach (var name in (string[])["$pk", "$rk", "$body", "$due"])
        {
            put.Parameters.Add(new SqliteParameter(name, null));
        }
    }

    public void Commit(byte[] partition, IReadOnlyList<RawRow> rows)
    {
        begin.ExecuteNonQuery();
        foreach (var row in rows)
        {
            (put.Parameters[0].Value, put.Parameters[1].Value, put.Parameters[2].Value, put.Parameters[3].Value) = (partition, row.Key, row.Body, (object?)row.Due ?? DBNull.Value);
            put.ExecuteNonQuery();
        }

        commit.ExecuteNonQuery();
    }

    public void Dispose()
    {
        begin.Dispose();
        put.Dispose();
        commit.Dispose();
        db.Dispose();
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private void Run(string sql)
    {
        using var command = Prepared(sql);
        command.ExecuteNonQuery();
    }

    private void Require(string pragma, string expected)
    {
        using var command = Prepared(pragma);
        if (Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) is var actual && actual != expected)
        {
            throw new InvalidOperationException($"{pragma} is {actual}: the probe would not be durable");
        }
    }
}

internal sealed record RawRow(byte[] Key, byte[] Body, long? Due);
