using System.Globalization;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>The database file: how connections to it are opened, its tables, and what its errors mean.</summary>
internal sealed class SqliteFile(string path, SqliteSettings settings)
{
    private const int SchemaVersion = 2;

    private const string Schema =
        """
        CREATE TABLE rows (pk BLOB NOT NULL, rk BLOB NOT NULL, body BLOB NOT NULL, due INTEGER, version INTEGER NOT NULL, PRIMARY KEY (pk, rk)) WITHOUT ROWID;
        CREATE INDEX rows_due ON rows (due) WHERE due IS NOT NULL;
        CREATE TABLE operations_0 (pk BLOB NOT NULL, operation TEXT NOT NULL, version INTEGER NOT NULL, keys INTEGER NOT NULL, PRIMARY KEY (pk, operation)) WITHOUT ROWID;
        CREATE TABLE operations_1 (pk BLOB NOT NULL, operation TEXT NOT NULL, version INTEGER NOT NULL, keys INTEGER NOT NULL, PRIMARY KEY (pk, operation)) WITHOUT ROWID;
        CREATE TABLE counter (reserved INTEGER NOT NULL, generation INTEGER NOT NULL, begun INTEGER NOT NULL);
        INSERT INTO counter VALUES (0, 0, 0);
        """;

    /// <summary>Opens the writing connection, and makes the tables when the file is new.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            Execute(connection, $"PRAGMA journal_size_limit={64 << 20}; PRAGMA wal_autocheckpoint=4000; PRAGMA synchronous={(settings.EachCommitOnDisk ? "FULL" : "NORMAL")}");
            Require(connection, "PRAGMA journal_mode=WAL", "wal");
            Require(connection, "PRAGMA synchronous", settings.EachCommitOnDisk ? "2" : "1");
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static long Number(SqliteConnection connection, string sql) => long.Parse(Scalar(connection, sql)!, CultureInfo.InvariantCulture);

    /// <summary>Every error of SQLite means that the store cannot serve now; none of them means that the caller was wrong.</summary>
    public static StorageUnavailableException Unavailable(SqliteException e) => new(
        e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => "disk full",
            SQLitePCL.raw.SQLITE_IOERR => "disk error",
            SQLitePCL.raw.SQLITE_READONLY => "the data folder is read-only",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "the database is locked by another program",
            SQLitePCL.raw.SQLITE_CANTOPEN => "the database cannot be opened",
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => "the database is damaged",
            _ => $"database error {e.SqliteExtendedErrorCode}",
        }, e);

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Pooling would keep handles to the file open after Dispose; the readers have a pool of their own, with prepared statements.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = settings.BusySeconds };
        var connection = new SqliteConnection(text.ToString());
        connection.Open();
        _ = SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle!, settings.BusySeconds * 1000);
        return connection;
    }

    private static void Prepare(SqliteConnection connection)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (version is not 0 and not SchemaVersion)
        {
            var release = version > SchemaVersion ? "a newer release" : "a release before the first";
            throw new StorageUnavailableException($"the database has format {version}, written by {release}; this one knows {SchemaVersion}");
        }

        if (version == 0)
        {
            Execute(connection, $"BEGIN IMMEDIATE; {Schema} PRAGMA user_version={SchemaVersion}; COMMIT");
        }
    }

    private static void Require(SqliteConnection connection, string pragma, string expected)
    {
        var actual = Scalar(connection, pragma);
        if (actual != expected)
        {
            throw new StorageUnavailableException($"{pragma} answered '{actual}' instead of '{expected}': writes here would not be durable");
        }
    }
}

/// <summary>What only tests, the bench and the filling of a demonstration change.</summary>
public sealed record SqliteSettings
{
    /// <summary>Requests made durable by one commit, at most.</summary>
    public int GroupSize { get; init; } = 256;

    /// <summary>False: a power cut may take back the last commits, whole and in their order; nothing else may.</summary>
    public bool EachCommitOnDisk { get; init; } = true;

    /// <summary>Requests that may wait for the writer; further ones are answered as unavailable at once.</summary>
    public int QueueLength { get; init; } = 8192;

    /// <summary>How long another program, such as a backup, may hold the database before a write gives up.</summary>
    public int BusySeconds { get; init; } = 5;

    /// <summary>How long an operation is recognised when it comes again, at least.</summary>
    public TimeSpan Recognised { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Makes the disk look full, asked before every group of writes; null = as large as the disk.</summary>
    public Func<long?> MaxPages { get; init; } = () => null;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
