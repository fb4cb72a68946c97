using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Server.Tests.Killing;

public sealed class KillTests : IDisposable
{
    private const int Kills = 20;

    /// <summary>More than the lease of an effect, so that what a dead server had begun is taken up while people are at work again.</summary>
    private static readonly TimeSpan PerLife = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-").FullName;
    private readonly string url = ServerProcess.FreeUrl();
    private readonly Random random = new(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_killed_twenty_times_at_work_loses_nothing_acknowledged_and_pays_nothing_twice()
    {
        var grants = await PrepareAsync();
        using var load = new KillLoad(url, Ct);
        IReadOnlyList<Task> people = [];
        for (var life = 1; life <= Kills; life++)
        {
            using var doomed = await StartAsync(life);
            people = people.Count > 0 ? people : await load.StartAsync(grants);
            await AcknowledgedAgainAsync(load, people);
            await Task.Delay(random.Next(100, 401), Ct);
            doomed.Kill();
        }

        using (var last = await StartAsync(Kills + 1))
        {
            load.End();
            await Task.WhenAll(people);
            await AtRestAsync();
            last.Kill();
        }

        var checker = Checker.Read(folder);
        Assert.Empty(checker.Faults());
        Assert.Empty(checker.PaymentFaults());
        Assert.All(load.Acknowledged, a => Assert.True(checker.HasOperation(a.Case, a.Operation), $"{a.Operation} of {a.Case} is lost"));
        Assert.True(checker.Payments > Kills, $"only {checker.Payments} payments");
        TestContext.Current.SendDiagnosticMessage("{0} acknowledged, {1} payments", load.Acknowledged.Count, checker.Payments);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<IReadOnlyList<CaseId>> PrepareAsync()
    {
        await using var workplace = Workplace.Open(folder);
        await workplace.RegisterAsync(Ct);
        var grants = new List<CaseId>();
        foreach (var name in new[] { "one", "two", "three", "four" })
        {
            grants.Add(await workplace.OpenGrantAsync(name, Money.FromYuan(1_000_000), Ct));
        }

        return grants;
    }

    private async Task<ServerProcess> StartAsync(int life)
    {
        await using (var workplace = Workplace.Open(folder))
        {
            await workplace.ShiftClockAsync(life * PerLife, Ct);
        }

        return await ServerProcess.StartAsync(folder, url, Ct);
    }

    private static async Task AcknowledgedAgainAsync(KillLoad load, IReadOnlyList<Task> people)
    {
        for (var before = load.Acknowledged.Count; load.Acknowledged.Count == before; await Task.Delay(5, Ct))
        {
            if (people.FirstOrDefault(p => p.IsFaulted) is { } failed)
            {
                await failed;
            }
        }
    }

    /// <summary>Waits until no effect is left to perform; the rows tell.</summary>
    private async Task AtRestAsync()
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "rows.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await db.OpenAsync(Ct);
        await using var left = db.CreateCommand();
        left.CommandText = $"SELECT count(*) FROM rows WHERE due IS NOT NULL AND CAST(substr(rk, 1, 2) AS TEXT) = '{CaseKeys.Effects}'";
        for (var watch = Stopwatch.StartNew(); (long)(await left.ExecuteScalarAsync(Ct))! > 0; await Task.Delay(100, Ct))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), $"{await left.ExecuteScalarAsync(Ct)} effects are left");
        }
    }
}
