using CsCheck;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Tests.Shared;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests;

/// <summary>Whatever happens to cases, in whatever order, repeated or cut off: what is kept is what counting anew gives, and what a plain look at the cases gives.</summary>
public sealed class FigureHistories
{
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 3 * 365].Select(n => new DateOnly(2022, 1, 1).AddDays(n));

    /// <summary>A case appears, or is suddenly another: other dates, another holder, revoked.</summary>
    private static readonly Gen<Credential> Steps =
        from n in Gen.Int[0, 5]
        from org in Gen.Int[0, 2]
        from day in Days
        from to in Days.Nullable()
        from revoked in Days.Nullable()
        select Certificates.Of(n, org, day, to) with { EndedOn = revoked, Stage = revoked is null ? CredentialStage.Active : CredentialStage.Revoked };

    [Fact]
    public async Task Kept_is_counted_after_each_step_and_after_repeats() => await Gen.Select(Steps, Gen.Int[1, 2]).Array[1, 12].SampleAsync(
        async history =>
        {
            using var bureau = new Bureau(metrics: Certificates.All);
            var cases = new Dictionary<string, Credential>();
            foreach (var (step, times) in history)
            {
                cases[step.Id.Value] = step;
                for (var i = 0; i < times; i++)
                {
                    await Certificates.CountAsync(bureau, step);
                }

                Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
            }

            await AssertPlainAsync(bureau, [.. cases.Values]);
            Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
        },
        iter: 40, threads: 1);

    [Fact]
    public async Task Cut_off_at_any_call_and_done_again_nothing_counts_twice() => await Gen.Select(Steps.Array[2, 4], Gen.Int[1, 9], Gen.Bool).SampleAsync(
        async (history, call, after) =>
        {
            FailingRows? failing = null;
            using var bureau = new Bureau(null, rows => failing = new(rows), metrics: Certificates.All);
            foreach (var step in history)
            {
                await Certificates.KeepAsync(bureau.Rows, step);
                failing!.Arm(call, after);
                try
                {
                    await bureau.Refresh.PerformAsync(step.Id, Ct);
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                {
                    // the power went; the effect is still there to be done
                }

                failing.Arm(0, false);
                await bureau.Refresh.PerformAsync(step.Id, Ct);
                Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
            }

            Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
        },
        iter: 40, threads: 1);

    [Fact]
    public async Task Many_refreshed_at_once_come_to_the_same()
    {
        using var bureau = new Bureau(metrics: Certificates.All);
        foreach (var round in new[] { 1, 2 })
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 128), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
                await Certificates.CountAsync(bureau, Certificates.Of(n % 64, n % 3, new(2023, (n % 64 % 6) + round, 1))));
            Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
        }

        Assert.Equal((64, 3), ((await Certificates.ValuesAsync(bureau.Board))("valid"), (await Certificates.ValuesAsync(bureau.Board))("holders")));
        Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
    }

    private static async Task AssertPlainAsync(Bureau bureau, List<Credential> cases)
    {
        foreach (var day in new DateOnly[] { new(2023, 1, 31), new(2023, 6, 30), new(2023, 12, 31) })
        {
            var figures = await Certificates.ValuesAsync(bureau.Board, ChinaTime.StartOf(day));
            bool Valid(Credential c) => c.On <= day && (c.To is null || day <= c.To) && (c.EndedOn is null || day < c.EndedOn);
            var issued = cases.Where(c => c.On.Year == day.Year && c.On <= day).ToList();
            Assert.Equal((issued.Count, issued.Count * day.Year), (figures("issued"), figures("years")));
            Assert.Equal(issued.Select(c => c.Org).Distinct().Count(), figures("newHolders"));
            Assert.Equal((cases.Count(Valid), cases.Where(Valid).Select(c => c.Org).Distinct().Count()), (figures("valid"), figures("holders")));
            Assert.Equal(figures("holders"), (await bureau.Board.RowsAsync("holders", day.Year, ChinaTime.StartOf(day), null, null, Ct))!.Select(r => r.Key).Distinct().Count());
            Assert.Equal(figures("years"), (await bureau.Board.RowsAsync("years", day.Year, ChinaTime.StartOf(day), null, null, Ct))!.Sum(r => r.Value));
        }
    }
}
