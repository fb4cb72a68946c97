using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// A prepared statement whose parameters are <c>?1</c>, <c>?2</c> … Bound by number straight to SQLite, because a command of
/// ADO.NET looks each parameter up by its name every time. Used by one thread at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt prepared;

    /// <exception cref="SqliteException">The database has no such table, or cannot be read.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        db = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(db, sql, out prepared), db);
    }

    /// <returns>How many rows were changed.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            Step();
            return raw.sqlite3_changes(db);
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared); // says again what the step said
        }
    }

    /// <summary>Each row in turn; the cells are read by their number, from 0.</summary>
    public IEnumerable<Statement> Query(object?[] values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
                yield return this;
            }
        }
        finally
        {
            _ = raw.sqlite3_reset(prepared);
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(prepared, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(prepared, column);

    /// <summary>Good until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(prepared, column);

    public void Dispose() => prepared.Dispose();

    /// <returns>Whether there is a row.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(prepared);
        if (code is not raw.SQLITE_ROW and not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, db);
        }

        return code == raw.SQLITE_ROW;
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            SqliteException.ThrowExceptionForRC(Bind(i + 1, values[i]), db);
        }
    }

    private int Bind(int number, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(prepared, number),
        long n => raw.sqlite3_bind_int64(prepared, number, n),
        int n => raw.sqlite3_bind_int64(prepared, number, n),
        string text => raw.sqlite3_bind_text(prepared, number, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(prepared, number, 0), // an empty array would be taken for null
        byte[] bytes => raw.sqlite3_bind_blob(prepared, number, bytes),
        _ => throw new InvalidOperationException($"SQLite holds no {value.GetType().Name}."),
    };
}
