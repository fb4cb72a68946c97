using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>The writing connection: one transaction for many requests.</summary>
internal sealed class SqliteBatch : IDisposable
{
    private const int VersionsAhead = 4096;

    private readonly SqliteConnection connection;
    private readonly SqliteOperations operations;
    private readonly List<Statement> statements = [];
    private readonly Statement begin, commit, rollback, save, release, undo;
    private readonly Statement insert, replace, put, delete, deleteAt;

    /// <summary>The last version given out; one per request. Never given out again, not even after a row is deleted or the power fails.</summary>
    private long version;

    /// <summary>Versions up to here are the database's word not to begin below; taken many at a time, so that it is rarely written.</summary>
    private long reserved;

    public SqliteBatch(SqliteConnection connection)
    {
        this.connection = connection;
        operations = new(connection);
        version = reserved = SqliteFile.Number(connection, "SELECT reserved FROM counter");
        begin = Prepared("BEGIN IMMEDIATE");
        commit = Prepared("COMMIT");
        rollback = Prepared("ROLLBACK");
        save = Prepared("SAVEPOINT request");
        release = Prepared("RELEASE request");
        undo = Prepared("ROLLBACK TO request");
        insert = Prepared("INSERT INTO rows (pk, rk, body, due, version) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");
        replace = Prepared("UPDATE rows SET body = ?3, due = ?4, version = ?5 WHERE pk = ?1 AND rk = ?2 AND version = ?6");
        put = Prepared("INSERT INTO rows (pk, rk, body, due, version) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET body = ?3, due = ?4, version = ?5");
        delete = Prepared("DELETE FROM rows WHERE pk = ?1 AND rk = ?2");
        deleteAt = Prepared("DELETE FROM rows WHERE pk = ?1 AND rk = ?2 AND version = ?3");
    }

    public void Limit(long pages) => SqliteFile.Execute(connection, $"PRAGMA max_page_count={pages}");

    /// <summary>Begins a transaction for at most <paramref name="requests"/> requests.</summary>
    /// <param name="recognised">How long operations are recognised, at least.</param>
    public void Begin(int requests, DateTimeOffset now, TimeSpan recognised)
    {
        operations.Forget(now, recognised);
        if (version + requests > reserved)
        {
            SqliteFile.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE counter SET reserved = {version + requests + VersionsAhead}"));
            reserved = version + requests + VersionsAhead;
        }

        begin.Run();
    }

    /// <summary>When this returns, everything applied since <see cref="Begin"/> is on the disk.</summary>
    public void Commit() => commit.Run();

    /// <summary>SQLite itself has already rolled back after some errors, such as a full disk.</summary>
    public void Abandon()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollback.Run();
        }
    }

    /// <summary>Applies one request wholly or, when a row is not as expected, not at all.</summary>
    public CommitResult? ApplyOrUndo(string partition, IReadOnlyList<Write> writes, string operation)
    {
        save.Run();
        var result = Apply(partition, writes, operation);
        if (result is CommitResult.Conflict)
        {
            undo.Run();
        }

        release.Run();
        return result;
    }

    /// <summary>Applies one request. After a conflict part of it stands, so the transaction has to be abandoned.</summary>
    /// <returns>Null when the operation was used before for other rows: "committed" would lose these without a word.</returns>
    public CommitResult? Apply(string partition, IReadOnlyList<Write> writes, string operation)
    {
        var pk = KeyBytes.From(partition);
        var keys = Fingerprint(writes);
        if (operations.Find(pk, operation) is { } earlier)
        {
            return earlier.Keys == keys ? Committed(writes, earlier.Version) : null;
        }

        version++;
        foreach (var write in writes)
        {
            if (!Apply(pk, write))
            {
                return new CommitResult.Conflict(write.Key);
            }
        }

        operations.Add(pk, operation, version, keys);
        return Committed(writes, version);
    }

    public void Dispose()
    {
        operations.Dispose();
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

    private Statement Prepared(string sql)
    {
        var statement = new Statement(connection, sql);
        statements.Add(statement);
        return statement;
    }
}
