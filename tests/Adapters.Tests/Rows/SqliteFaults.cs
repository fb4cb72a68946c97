using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Adapters.Tests.Rows;

public sealed class SqliteFaults : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task On_a_full_disk_writes_are_refused_reads_go_on_and_writes_resume_by_themselves()
    {
        long? pages = null;
        using var rows = SqliteRows.Open(folder.Path, new() { MaxPages = () => pages });
        await Put(rows, "before");

        pages = 1; // SQLite takes the current size instead when that is larger
        var n = 0;
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            for (; n < 100; n++)
            {
                await rows.CommitAsync("p", [Put($"a:{n}"), Put($"b:{n}")], $"op-{n}", Ct);
            }
        });

        Assert.Equal("disk full", refused.Message);
        Assert.Single(await rows.FindAsync("p", ["before"], Ct));
        Assert.Empty(await rows.FindAsync("p", [$"a:{n}", $"b:{n}"], Ct));

        pages = 1_000_000;
        Assert.IsType<CommitResult.Committed>(await rows.CommitAsync("p", [Put($"a:{n}"), Put($"b:{n}")], $"op-{n}", Ct));
        Assert.Equal(n + 1, (await rows.RangeAsync("p", "a:", "a;", 1000, Ct)).Count);
    }

    [Fact]
    public async Task While_another_program_locks_the_database_writes_are_refused_and_go_on_afterwards()
    {
        using var rows = SqliteRows.Open(folder.Path, new() { BusySeconds = 1 });
        using (var other = new SqliteConnection($"Data Source={folder.File("rows.db")};Pooling=False"))
        {
            other.Open();
            using var locking = other.CreateCommand();
            locking.CommandText = "BEGIN IMMEDIATE";
            locking.ExecuteNonQuery();

            var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => Put(rows, "k"));
            Assert.Equal("the database is locked by another program", refused.Message);
            Assert.Empty(await rows.FindAsync("p", ["k"], Ct));
        }

        await Put(rows, "k");
        Assert.Single(await rows.FindAsync("p", ["k"], Ct));
    }

    [Fact]
    public void A_second_server_on_the_same_folder_is_refused_until_the_first_has_gone()
    {
        using (SqliteRows.Open(folder.Path))
        {
            var refused = Assert.Throws<StorageUnavailableException>(() => SqliteRows.Open(folder.Path));
            Assert.Contains("in use by another server", refused.Message, StringComparison.Ordinal);
        }

        SqliteRows.Open(folder.Path).Dispose();
    }

    [Fact]
    public async Task A_clean_end_leaves_no_log_behind()
    {
        using (var rows = SqliteRows.Open(folder.Path))
        {
            await Put(rows, "k");
            await rows.FindAsync("p", ["k"], Ct);
            Assert.True(File.Exists(folder.File("rows.db-wal")));
        }

        Assert.False(File.Exists(folder.File("rows.db-wal")));
    }

    [Fact]
    public void A_database_of_a_newer_release_is_refused_untouched()
    {
        SqliteRows.Open(folder.Path).Dispose();
        Execute("PRAGMA user_version=3");

        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteRows.Open(folder.Path));

        Assert.Contains("newer release", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_reported_as_damaged()
    {
        await File.WriteAllBytesAsync(folder.File("rows.db"), [.. Enumerable.Repeat((byte)7, 8192)], Ct);

        Assert.Equal("the database is damaged", Assert.Throws<StorageUnavailableException>(() => SqliteRows.Open(folder.Path)).Message);
    }

    [Fact]
    public async Task An_operation_used_for_other_rows_is_a_defect_and_hurts_nobody_else()
    {
        using var rows = SqliteRows.Open(folder.Path);
        await rows.CommitAsync("p", [Put("a")], "op", Ct);

        await Assert.ThrowsAsync<ArgumentException>(() => rows.CommitAsync("p", [Put("b")], "op", Ct));

        await Put(rows, "c");
        Assert.Equal(["a", "c"], (await rows.RangeAsync("p", "", "z", 10, Ct)).Select(row => row.Key));
    }

    [Fact]
    public async Task Operations_are_recognised_for_two_days_at_least_and_forgotten_after_four()
    {
        var clock = new FakeTimeProvider();
        using var rows = SqliteRows.Open(folder.Path, new() { Clock = clock });
        await rows.CommitAsync("p", [new Write.Insert(new("first", default))], "op-first", Ct);
        clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromTicks(1));
        await Put(rows, "x");
        Assert.IsType<CommitResult.Committed>(await rows.CommitAsync("p", [new Write.Insert(new("first", default))], "op-first", Ct));

        clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromTicks(1));
        await Put(rows, "y");
        Assert.IsType<CommitResult.Conflict>(await rows.CommitAsync("p", [new Write.Insert(new("first", default))], "op-first", Ct));
    }

    [Fact]
    public async Task Every_call_is_one_round_trip_however_many_rows_it_names()
    {
        using var rows = SqliteRows.Open(folder.Path);
        var counted = new CountingRows(rows);

        await counted.CommitAsync("p", [Put("a"), Put("b")], "op", Ct);
        await counted.FindAsync("p", ["a", "b", "c"], Ct);
        await counted.RangeAsync("p", "a", "z", 10, Ct);
        await counted.DueAsync(DateTimeOffset.UnixEpoch, 10, Ct);

        Assert.Equal((1, 1, 1, 1, 4), (counted.Commits, counted.Finds, counted.Ranges, counted.Dues, counted.Total));
    }

    [Fact]
    public async Task A_caller_who_has_gone_writes_nothing()
    {
        using var rows = SqliteRows.Open(folder.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rows.CommitAsync("p", [Put("k")], "op", new CancellationToken(canceled: true)));

        Assert.Empty(await rows.FindAsync("p", ["k"], Ct));
    }

    private static Write.Put Put(string key) => new(new(key, new byte[900]));

    private static Task<CommitResult> Put(SqliteRows rows, string key) => rows.CommitAsync("p", [Put(key)], Guid.NewGuid().ToString(), Ct);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("rows.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
