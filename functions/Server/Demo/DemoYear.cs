using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Accounts;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Server.Demo;

/// <summary>
/// Fills an empty store with the year 2023 of domain.md §8: every command goes over the desk, as the right person, at its
/// time. Operation ids are fixed, so a run that was cut off goes on where it stopped and a second run changes nothing.
/// </summary>
internal sealed class DemoYear(IRows rows, IDocuments documents, Desk desk, CaseFlow flow, PeopleDirectory directory, ProgrammeShelf shelf, RegisterShelf registers, DemoSheets sheets, DemoRatings ratings, MetricRebuild figures, UserManager<Account> accounts)
{
    private const string Settings = "settings";
    private const string Done = "demo";
    private const string Begun = "demo-begun";
    private const int AtOnce = 64;

    private static readonly DateTimeOffset End = new(2023, 12, 29, 9, 0, 0, ChinaTime.Offset);

    public static DemoYear Of(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<DemoYear>(services, ActivatorUtilities.CreateInstance<DemoSheets>(services), ActivatorUtilities.CreateInstance<DemoRatings>(services));

    /// <param name="say">Shows one line of progress.</param>
    /// <param name="registers">With the files and records of the registers too; without, applications and grants only.</param>
    public async Task FillAsync(Action<string> say, CancellationToken ct, bool registers = true)
    {
        var settings = await rows.FindAsync(Settings, [Done, Begun, "first-administrator"], ct);
        if (!settings.ContainsKey(Done))
        {
            if (!settings.ContainsKey(Begun) && settings.Count > 0)
            {
                throw new ConfigurationException("demo", "true", "a data folder that is empty or was filled by --demo");
            }

            await PutAsync(Begun, true, ct);
            await RunAsync(say, registers, ct);
            await PutAsync("clock", End - DateTimeOffset.UtcNow, ct);
            await PutAsync(Done, true, ct);
        }

        foreach (var account in DemoPeople.Accounts)
        {
            say($"demo account: {account.Role} {account.Email} {account.Password}");
        }

        say("demo year ready");
    }

    private async Task RunAsync(Action<string> say, bool withRegisters, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await figures.CatchUpAsync(ct); // while there is nothing to count: the server would count it all anew
        await RegisterAsync(ct);
        say($"demo: people and organisations ({watch.Elapsed.TotalSeconds:F1} s)");
        var papers = new DemoPapers();
        var steps = DemoPlan.Cases.SelectMany(c => StepsOf(c, papers)).Concat(withRegisters ? new DemoRecords(registers, shelf.Calendar, papers).Write() : []).Where(s => s.At < End).ToLookup(s => ChinaTime.DateOf(s.At));
        await papers.StoreAsync(documents, ct);
        say($"demo: documents ({watch.Elapsed.TotalSeconds:F1} s)");
        var days = steps.Select(d => d.Key).Concat(withRegisters ? DemoSheets.All.Select(s => s.On).Append(DemoRatings.On) : []).Distinct().Order();
        foreach (var month in days.GroupBy(d => d.Month))
        {
            var rowsRead = 0L;
            foreach (var day in month)
            {
                rowsRead += await DayAsync(day, [.. steps[day]], withRegisters, ct);
            }

            say($"demo: 2023-{month.Key:D2}, {month.Sum(d => steps[d].Count())} commands, {rowsRead} rows of files ({watch.Elapsed.TotalSeconds:F1} s)");
        }

        await AdvanceAsync(End, ct);
    }

    /// <returns>How many rows of files were brought in.</returns>
    private async Task<long> DayAsync(DateOnly day, IReadOnlyList<DemoStep> steps, bool withRegisters, CancellationToken ct)
    {
        await AdvanceAsync(ChinaTime.StartOf(day), ct);
        var brought = withRegisters ? await sheets.ImportAsync(day, ct) : 0;
        await AdvanceAsync(ChinaTime.StartOf(day).AddHours(8), ct);
        if (withRegisters && day == DemoRatings.On)
        {
            await ratings.RateAsync(ct);
        }

        await Parallel.ForEachAsync(steps.GroupBy(s => s.Operation.Value.Split(':')[1]), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (c, token) => await HandAsync([.. c], token));
        return brought;
    }

    private IReadOnlyList<DemoStep> StepsOf(DemoCase of, DemoPapers papers)
    {
        var programme = shelf.All.FirstOrDefault(p => p.Ref.Id == of.Programme && p.Round.Year == 2023)
            ?? throw new ConfigurationException("demo", of.Programme, "a programme file of that name for 2023");
        var script = new DemoScript(of, programme, shelf.Calendar, StartOf(of, programme));
        new ApplicationScript(script, papers).Write();
        if (of.Path == DemoPath.Approved && programme.Kind == ProgrammeKind.Project)
        {
            script.Days(1);
            new GrantScript(script, papers).Write();
        }

        return script.Steps;
    }

    private static DateOnly StartOf(DemoCase of, Programme programme) =>
        of.Path is DemoPath.Drafted or DemoPath.Returned ? new(2023, 12, 21)
        : ChinaTime.DateOf(programme.Round.OpenAt ?? new DateTimeOffset(2023, 1, 3, 0, 0, 0, ChinaTime.Offset)).AddDays(of.Programme switch { "county-reward" => 60 + of.No, "hnte" => 20 + (of.No * 5 % 90), _ => 1 + (of.No % 4) });

    private async Task RegisterAsync(CancellationToken ct)
    {
        var sections = shelf.All.Select(p => p.Section).Distinct().Order(StringComparer.Ordinal).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(DemoPeople.Organisations(), parallel, async (o, token) => await directory.SaveAsync(o, token));
        await Parallel.ForEachAsync(DemoPeople.Persons(sections), parallel, async (p, token) => await directory.SaveAsync(p, token));
        foreach (var account in DemoPeople.Accounts)
        {
            if (await accounts.FindByIdAsync(account.Id.Value) is null)
            {
                var made = await accounts.CreateAsync(new Account { Id = account.Id.Value, UserName = account.Email, Email = account.Email, EmailConfirmed = true }, account.Password);
                if (!made.Succeeded)
                {
                    throw new InvalidOperationException($"Demo account {account.Email}: {made}");
                }
            }
        }
    }

    /// <summary>Everything that time itself brings up to that moment, at the moment it is due.</summary>
    private async Task AdvanceAsync(DateTimeOffset until, CancellationToken ct)
    {
        while (await rows.DueAsync(until, 500, ct) is { Count: > 0 } due)
        {
            var cases = due.GroupBy(d => d.Partition).Select(g => (Case: CaseId.Parse(g.Key), At: g.Min(d => d.Due))).ToList();
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (c, token) => await flow.RunAsync(c.Case, c.At, token));
        }
    }

    private async Task HandAsync(IReadOnlyList<DemoStep> steps, CancellationToken ct)
    {
        foreach (var step in steps)
        {
            var by = await directory.ActorAsync(step.By, step.At, ct) ?? throw new InvalidOperationException($"Nobody is {step.By}.");
            if (await desk.HandleAsync(step.Case, step.Command with { By = by, At = step.At }, step.Operation, null, ct) is Answer.Refused refused)
            {
                throw new InvalidOperationException($"{step.Operation} at {step.At:u}: {refused.Why.Code} {refused.Why.En} {string.Join("; ", refused.Why.Problems.Select(p => p.Path + " " + p.Code + " " + p.En))}");
            }
        }

        foreach (var id in steps.Select(s => s.Case).Distinct())
        {
            await flow.RunAsync(id, steps[^1].At, ct);
        }
    }

    private Task<CommitResult> PutAsync<T>(string key, T value, CancellationToken ct) =>
        rows.CommitAsync(Settings, [new Write.Put(new(key, JsonSerializer.SerializeToUtf8Bytes(value)))], Guid.NewGuid().ToString("N"), ct);
}
