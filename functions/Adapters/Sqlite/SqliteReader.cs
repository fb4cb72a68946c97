using System.Globalization;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>One connection for reading with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<int, Statement> finds = [];
    private readonly Statement range;
    private readonly Statement due;
    private readonly Statement every;

    public SqliteReader(SqliteConnection connection)
    {
        this.connection = connection;
        range = new(connection, "SELECT rk, body, due, version FROM rows WHERE pk = ?1 AND rk >= ?2 AND rk < ?3 ORDER BY rk LIMIT ?4");
        due = new(connection, "SELECT pk, rk, due FROM rows WHERE due IS NOT NULL AND due <= ?1 ORDER BY due LIMIT ?2");
        every = new(connection, "SELECT rk, body, due, version, pk FROM rows WHERE (pk, rk) > (?1, ?2) ORDER BY pk, rk LIMIT ?3");
    }

    /// <summary>All rows as of one moment, for which one statement is enough.</summary>
    public Dictionary<string, StoredRow> Find(string partition, IReadOnlyCollection<string> keys)
    {
        object?[] asked = [KeyBytes.From(partition), .. keys.Select(KeyBytes.From)];
        return Rows(FindOf(keys.Count).Query(asked)).ToDictionary(row => row.Key, StringComparer.Ordinal);
    }

    public List<StoredRow> Range(string partition, string from, string to, int max) =>
        [.. Rows(range.Query([KeyBytes.From(partition), KeyBytes.From(from), KeyBytes.From(to), max]))];

    public List<DueRow> Due(DateTimeOffset until, int max) =>
        [.. due.Query([until.UtcTicks, max]).Select(row => new DueRow(Key(row, 0), Key(row, 1), Instant(row, 2)))];

    /// <param name="partition">Of the last row before them; empty for the first rows of all.</param>
    /// <param name="key">Of the last row before them.</param>
    public List<PlacedRow> Every(string partition, string key, int max) =>
        [.. every.Query([KeyBytes.From(partition), KeyBytes.From(key), max]).Select(row => new PlacedRow(Key(row, 4), RowOf(row).Row))];

    public void Dispose()
    {
        foreach (var statement in (Statement[])[.. finds.Values, range, due, every])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private Statement FindOf(int keys)
    {
        if (!finds.TryGetValue(keys, out var statement))
        {
            var named = string.Join(", ", Enumerable.Range(2, keys).Select(n => $"?{n}"));
            statement = finds[keys] = new(connection, $"SELECT rk, body, due, version FROM rows WHERE pk = ?1 AND rk IN ({named})");
        }

        return statement;
    }

    private static IEnumerable<StoredRow> Rows(IEnumerable<Statement> rows) => rows.Select(RowOf);

    private static StoredRow RowOf(Statement row)
    {
        DateTimeOffset? due = row.IsNull(2) ? null : Instant(row, 2);
        return new StoredRow(new(Key(row, 0), row.Bytes(1).ToArray(), due), row.Number(3).ToString(CultureInfo.InvariantCulture));
    }

    private static string Key(Statement row, int column) => KeyBytes.ToKey(row.Bytes(column));

    private static DateTimeOffset Instant(Statement row, int column) => new(row.Number(column), TimeSpan.Zero);
}
