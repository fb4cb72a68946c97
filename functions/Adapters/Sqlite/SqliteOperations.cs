using Microsoft.Data.Sqlite;

namespace ProjectFlow.Adapters.Sqlite;

/// <summary>
/// Which operations were committed, so that one that comes again is recognised. They are kept in two tables in turn: when the
/// one written to is old enough, the other is emptied and takes its place. So forgetting costs nothing per commit.
/// </summary>
internal sealed class SqliteOperations : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement[] known, remember;
    private int generation;
    private DateTimeOffset begun;

    public SqliteOperations(SqliteConnection connection)
    {
        this.connection = connection;
        generation = (int)SqliteFile.Number(connection, "SELECT generation FROM counter");
        begun = new(SqliteFile.Number(connection, "SELECT begun FROM counter"), TimeSpan.Zero);
        known = Both("SELECT version, keys FROM operations_{0} WHERE pk = ?1 AND operation = ?2");
        remember = Both("INSERT INTO operations_{0} (pk, operation, version, keys) VALUES (?1, ?2, ?3, ?4)");
    }

    /// <summary>To be called outside a transaction.</summary>
    /// <param name="recognised">How long an operation is recognised, at least; at most about twice as long.</param>
    public void Forget(DateTimeOffset now, TimeSpan recognised)
    {
        if (now - begun > recognised)
        {
            var next = 1 - generation;
            SqliteFile.Execute(connection, $"BEGIN IMMEDIATE; DELETE FROM operations_{next}; UPDATE counter SET generation = {next}, begun = {now.UtcTicks}; COMMIT");
            (generation, begun) = (next, now);
        }
    }

    public (long Version, long Keys)? Find(byte[] pk, string operation) => Find(known[generation], pk, operation) ?? Find(known[1 - generation], pk, operation);

    public void Add(byte[] pk, string operation, long version, long keys) => remember[generation].Run(pk, operation, version, keys);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[.. known, .. remember])
        {
            statement.Dispose();
        }
    }

    private static (long Version, long Keys)? Find(Statement statement, byte[] pk, string operation)
    {
        foreach (var row in statement.Query([pk, operation]))
        {
            return (row.Number(0), row.Number(1));
        }

        return null;
    }

    private Statement[] Both(string sql) => [.. Enumerable.Range(0, 2).Select(g => new Statement(connection, sql.Replace("{0}", $"{g}", StringComparison.Ordinal)))];
}
