using System.Globalization;
using Microsoft.Data.Sqlite;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Rows;

/// <summary>What is left after the process or the power is gone.</summary>
public sealed class SqliteCrashes : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task After_kill_9_every_acknowledged_commit_is_there_and_none_is_half_there()
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < 20; round++)
        {
            using var process = CrashingWriter.Start(folder.Path);
            acknowledged.Add((await process.StandardOutput.ReadLineAsync(Ct))!);
            await Task.Delay(20 + (17 * round % 130), Ct);
            process.Kill();
            var rest = await process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            acknowledged.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));

            using var rows = SqliteRows.Open(folder.Path);
            var first = await AllAsync(rows, "a:");
            Assert.Equal(first, await AllAsync(rows, "b:"));
            Assert.Empty(acknowledged.Except(first));
        }

        Assert.True(acknowledged.Count > 20);
        Assert.Equal("ok", Query("PRAGMA integrity_check"));
    }

    /// <summary>The page cache survives a kill, but not a power cut: then the end of the log may be missing or torn.</summary>
    [Fact]
    public async Task A_log_cut_anywhere_opens_with_the_commits_before_the_cut_and_no_others()
    {
        using var copy = new TempFolder();
        using (var rows = SqliteRows.Open(folder.Path))
        {
            for (var n = 0; n < 60; n++)
            {
                await rows.CommitAsync("p", [Insert($"a:{n:D4}"), Insert($"b:{n:D4}")], $"op-{n}", Ct);
            }

            File.Copy(folder.File("rows.db"), copy.File("rows.db"));
            File.Copy(folder.File("rows.db-wal"), copy.File("whole"));
        }

        var whole = await File.ReadAllBytesAsync(copy.File("whole"), Ct);
        var random = new Random(20260302);
        var found = new List<int>();
        for (var cut = 0; cut < 100; cut++)
        {
            var length = cut == 0 ? whole.Length : FirstCommits + random.Next(whole.Length - FirstCommits);
            found.Add(await CommitsAfterCut(copy.Path, whole, length, tear: cut % 2 == 1));
        }

        Assert.Equal(60, found[0]);
        Assert.True(found.Min() < 30, "most cuts must fall into the commits");
    }

    /// <summary>The part of the log that makes the tables.</summary>
    private const int FirstCommits = 64 << 10;

    /// <returns>How many commits were found: always the first ones, without a gap.</returns>
    private static async Task<int> CommitsAfterCut(string source, byte[] log, int length, bool tear)
    {
        using var cut = new TempFolder();
        File.Copy(Path.Combine(source, "rows.db"), cut.File("rows.db"));
        var left = log[..length];
        if (tear)
        {
            left.AsSpan(Math.Max(FirstCommits, length - 512)).Fill(0xA5); // the last sector was never written
        }

        await File.WriteAllBytesAsync(cut.File("rows.db-wal"), left, Ct);
        using var rows = SqliteRows.Open(cut.Path);
        var found = await AllAsync(rows, "a:");
        Assert.Equal(Enumerable.Range(0, found.Length).Select(n => n.ToString("D4", CultureInfo.InvariantCulture)), found);
        Assert.Equal(found, await AllAsync(rows, "b:"));
        Assert.IsType<CommitResult.Committed>(await rows.CommitAsync("p", [Insert("c")], "op-after", Ct));
        return found.Length;
    }

    private static Write.Insert Insert(string key) => new(new(key, new byte[300]));

    private static async Task<string[]> AllAsync(SqliteRows rows, string prefix)
    {
        var all = new List<string>();
        for (var from = prefix; ;)
        {
            var page = await rows.RangeAsync("p", from, prefix + "\uffff", 1000, Ct);
            all.AddRange(page.Select(row => row.Key[prefix.Length..]));
            if (page.Count < 1000)
            {
                return [.. all];
            }

            from = page[^1].Key + "\u0001";
        }
    }

    private string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("rows.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }
}
