using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>The writing connection: one transaction for many requests, and in it one savepoint per request.</summary>
internal sealed class SqliteBatch : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<Statement> statements = [];
    private readonly Statement begin, commit, rollback, save, release, undo;
    private readonly Statement insert, replace, put, delete, deleteAt;
    private readonly Statement known, remember, forget, count;

    /// <summary>The last version given out; one per request. Kept in the database, so that a version never returns after a row is deleted.</summary>
    private long version;

    public SqliteBatch(SqliteConnection connection, long atLeast)
    {
        this.connection = connection;
        version = Math.Max(atLeast, long.Parse(SqliteFile.Scalar(connection, "SELECT version FROM counter")!, CultureInfo.InvariantCulture));
        begin = Prepared("BEGIN IMMEDIATE");
        commit = Prepared("COMMIT");
        rollback = Prepared("ROLLBACK");
        save = Prepared("SAVEPOINT request");
        release = Prepared("RELEASE request");
        undo = Prepared("ROLLBACK TO request");
        insert = Prepared("INSERT INTO rows (pk, rk, body, due, version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", 5);
        replace = Prepared("UPDATE rows SET body = $3, due = $4, version = $5 WHERE pk = $1 AND rk = $2 AND version = $6", 6);
        put = Prepared("INSERT INTO rows (pk, rk, body, due, version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO UPDATE SET body = $3, due = $4, version = $5", 5);
        delete = Prepared("DELETE FROM rows WHERE pk = $1 AND rk = $2", 2);
        deleteAt = Prepared("DELETE FROM rows WHERE pk = $1 AND rk = $2 AND version = $3", 3);
        known = Prepared("SELECT version, keys FROM operations WHERE pk = $1 AND operation = $2", 2);
        remember = Prepared("INSERT INTO operations (version, pk, operation, keys, at) VALUES ($1, $2, $3, $4, $5)", 5);
        forget = Prepared("DELETE FROM operations WHERE version IN (SELECT version FROM (SELECT version, at FROM operations ORDER BY version LIMIT $2) WHERE at < $1)", 2);
        count = Prepared("UPDATE counter SET version = $1", 1);
    }

    public long Version => version;

    public void Limit(long pages) => SqliteFile.Execute(connection, $"PRAGMA max_page_count={pages}");

    public void Begin() => begin.Run();

    /// <summary>When this returns, everything applied since <see cref="Begin"/> is on the disk.</summary>
    public void Commit()
    {
        count.Run(version);
        commit.Run();
    }

    /// <summary>SQLite itself has already rolled back after some errors, such as a full disk.</summary>
    public void Abandon()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollback.Run();
        }
    }

    /// <summary>Applies one request wholly or, when a row is not as expected, not at all.</summary>
    /// <returns>Null when the operation was used before for other rows: "committed" would lose these without a word.</returns>
    public CommitResult? Apply(string partition, IReadOnlyList<Write> writes, string operation, DateTimeOffset now)
    {
        var pk = KeyBytes.From(partition);
        var keys = Fingerprint(writes);
        if (Recognised(pk, operation) is { } earlier)
        {
            return earlier.Keys == keys ? Committed(writes, earlier.Version) : null;
        }

        save.Run();
        version++;
        if (writes.FirstOrDefault(write => !Apply(pk, write)) is { } stale)
        {
            undo.Run();
            release.Run();
            return new CommitResult.Conflict(stale.Key);
        }

        remember.Run(version, pk, operation, keys, now.UtcTicks);
        release.Run();
        return Committed(writes, version);
    }

    /// <param name="before">Operations older than this are forgotten, the oldest first.</param>
    public void Forget(DateTimeOffset before, int max) => forget.Run(before.UtcTicks, max);

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    private bool Apply(byte[] pk, Write write)
    {
        var rk = KeyBytes.From(write.Key);
        return write switch
        {
            Write.Insert w => insert.Run(pk, rk, Bytes(w.Row), Due(w.Row), version) == 1,
            Write.Replace w => replace.Run(pk, rk, Bytes(w.Row), Due(w.Row), version, Number(w.Version)) == 1,
            Write.Put w => put.Run(pk, rk, Bytes(w.Row), Due(w.Row), version) == 1,
            Write.Delete { Version: null } => delete.Run(pk, rk) >= 0,
            Write.Delete w => deleteAt.Run(pk, rk, Number(w.Version)) == 1,
            _ => throw new InvalidOperationException($"Unknown write {write.GetType().Name}."),
        };
    }

    private (long Version, long Keys)? Recognised(byte[] pk, string operation)
    {
        using var reader = known.Query(pk, operation);
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    private static CommitResult.Committed Committed(IReadOnlyList<Write> writes, long version)
    {
        var text = version.ToString(CultureInfo.InvariantCulture);
        return new(writes.Where(write => write is not Write.Delete).ToDictionary(write => write.Key, _ => text, StringComparer.Ordinal));
    }

    private static long Fingerprint(IReadOnlyList<Write> writes)
    {
        var keys = string.Join('\n', writes.Select(write => write.Key));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(keys)));
    }

    /// <summary>A version that is not one of ours matches no row.</summary>
    private static long Number(string? version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static byte[] Bytes(Row row) =>
        MemoryMarshal.TryGetArray(row.Body, out var part) && part is { Offset: 0 } && part.Count == part.Array!.Length ? part.Array : row.Body.ToArray();

    private static long? Due(Row row) => row.Due?.UtcTicks;

    private Statement Prepared(string sql, int parameters = 0)
    {
        var statement = new Statement(connection, sql, parameters);
        statements.Add(statement);
        return statement;
    }
}
