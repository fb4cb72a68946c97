using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal;
using ProjectFlow.Server.Demo;
using ProjectFlow.Server.Hosting;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Server.Tests.Demo;

/// <summary>The whole year 2023, filled by commands into a real data folder.</summary>
public sealed class DemoYearTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("projectflow-demo-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_year_gives_the_bureaus_figures_and_a_second_run_adds_nothing()
    {
        await FillAsync(async services =>
        {
            var board = services.GetRequiredService<MetricBoard>();
            var figures = await board.ReadAsync(2023, ChinaTime.EndOf(new(2023, 12, 28)), null, Ct);
            Assert.Equal(["M20 54", "M21 32", "M22 36580000", "M23 59.26", "M31 7", "M33 3"], figures.Where(m => m.Id is "M20" or "M21" or "M22" or "M23" or "M31" or "M33").Select(m => FormattableString.Invariant($"{m.Id} {m.Value:0.##}")));
            Assert.Equal(54, (await board.RowsAsync("M20", 2023, null, null, Ct))!.Count);
            Assert.Empty(await services.GetRequiredService<DeadLetters>().ListAsync(Ct));
            await AssertEndsAsync(services.GetRequiredService<CaseLists>());
            var ledger = services.GetRequiredService<LedgerEffects>();
            Assert.Contains(await ledger.PostingsAsync("county-sci", 2023, "", 1000, Ct), p => p.Amount == Money.FromYuan(54_075.27m));
            Assert.Equal(0, (await ledger.BalancesAsync("county-sci", 2023, Ct)).Values.Sum(m => m.Fen));
        });
        var first = Checker.Read(folder);
        Assert.Empty(first.Faults());

        await FillAsync(_ => Task.CompletedTask);

        Assert.Equal(first.RowCount, Checker.Read(folder).RowCount);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_goes_on_where_it_stopped()
    {
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FillAsync(_ => Task.CompletedTask, cut, until: "2023-01"));
        await FillAsync(async services =>
        {
            var figures = await services.GetRequiredService<MetricBoard>().ReadAsync(2023, ChinaTime.EndOf(new(2023, 12, 28)), null, Ct);
            Assert.Equal([54, 32, 36_580_000], figures.Where(m => m.Id is "M20" or "M21" or "M22").Select(m => m.Value));
        });
        Assert.Empty(Checker.Read(folder).Faults());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task AssertEndsAsync(CaseLists lists)
    {
        var states = new Dictionary<string, int>();
        string? after = "";
        while (after is not null)
        {
            var page = await lists.PageAsync("cases", after, 100, Ct);
            foreach (var line in page.Lines.Where(l => l.Case.Kind == 'a'))
            {
                states[line.State] = states.GetValueOrDefault(line.State) + 1;
            }

            after = page.Next;
        }

        Assert.True(states["Approved"] > 32, "local programmes approve some more");
        Assert.All(["Draft", "GuidanceReview", "Returned", "Rejected", "Withdrawn", "Lapsed", "External"], s => Assert.Contains(s, states.Keys));
        Assert.Equal(4, states["External"]);
        Assert.True(states.Values.Sum() >= 74, $"{states.Values.Sum()} applications");
    }

    /// <param name="until">The line of progress at which the run is cut off.</param>
    private async Task FillAsync(Func<IServiceProvider, Task> look, CancellationTokenSource? cut = null, string? until = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--data", folder], ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddStores(builder.Configuration);
        builder.Services.AddSingleton<IMailer>(new KeptMailer());
        builder.Services.AddPortal();
        builder.Services.AddSingleton(new MailLinks("http://127.0.0.1:5080"));
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await DemoYear.Of(scope.ServiceProvider).FillAsync(
            line =>
            {
                if (until is not null && line.Contains(until, StringComparison.Ordinal))
                {
                    cut!.Cancel();
                }
            },
            cut?.Token ?? Ct);
        await look(app.Services);
    }
}
