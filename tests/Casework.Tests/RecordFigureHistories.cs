using System.Globalization;
using System.Text;
using CsCheck;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using ProjectFlow.Tests.Shared;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests;

/// <summary>
/// Whatever is put on registers, moved, taken off and put back, by commands through the desk: kept figures of every kind are those
/// counted anew, and those a plain look at the records gives.
/// </summary>
public sealed class RecordFigureHistories
{
    private static readonly MetricCatalogue Figures = MetricCatalogue.Of([.. new Dictionary<string, string>
    {
        ["rd"] = """ "kind":"flow","source":"register:monthly-figures","date":"figures.month","value":"sum(figures.rd)","monthly":true """,
        ["above"] = """ "kind":"flow","source":"register:monthly-figures","where":["figures.aboveScale = true"],"date":"figures.month" """,
        ["months"] = """ "kind":"flow","source":"register:monthly-figures","date":"figures.month" """,
        ["reporters"] = """ "kind":"flow","source":"register:monthly-figures","date":"figures.month","value":"distinct(org)" """,
        ["standing"] = """ "kind":"stock","source":"register:rd-institutions","from":"institution.filedOn","to":["entered.revoked"] """,
        ["owners"] = """ "kind":"stock","source":"register:rd-institutions","from":"institution.filedOn","to":["entered.revoked"],"value":"distinct(org)" """,
        ["share"] = """ "kind":"ratio","num":"above","den":"months" """,
        ["perOwner"] = """ "kind":"ratio","num":"standing","den":"owners","percent":false """,
    }.Select(f => Parse(f.Key, f.Value))], []).Value!;

    private static readonly string[] Orgs = ["91320381DEMA00013G", "91320381DEMA00022B"];

    /// <param name="What">0–3 puts a month, 4–6 puts an institution, 7 revokes one, 8 removes a month, 9 removes an institution.</param>
    private sealed record Step(int What, int Org, int Which, int Value, bool Flag);

    private static readonly Gen<Step> Steps =
        from what in Gen.Int[0, 9]
        from org in Gen.Int[0, 1]
        from which in Gen.Int[0, 3]
        from value in Gen.Int[0, 5]
        from flag in Gen.Bool
        select new Step(what, org, which, value, flag);

    [Fact]
    public async Task Kept_is_counted_and_is_what_the_records_say() => await Steps.Array[1, 20].SampleAsync(
        async steps =>
        {
            using var bureau = new Bureau(registers: new(All), metrics: Figures);
            var said = new Said();
            for (var n = 0; n < steps.Length; n++)
            {
                await DoAsync(bureau, steps[n], n);
                said.Do(steps[n]);
                if (n % 3 == 2) // several steps may meet in one refresh
                {
                    await bureau.Sweep.RunAsync(Monday, Ct);
                    Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
                }
            }

            await bureau.Sweep.RunAsync(Monday, Ct);
            await AssertSaysAsync(bureau, said);
            await bureau.Rebuild.RebuildAsync(Ct);
            await AssertSaysAsync(bureau, said);
            Assert.Empty(Checker.Read(bureau.Folder).FigureFaults());
        },
        iter: 40, threads: 1);

    private static async Task AssertSaysAsync(Bureau bureau, Said said)
    {
        Assert.Empty(await bureau.Rebuild.CheckAsync(Ct));
        var read = (await bureau.Board.ReadAsync(2023, ChinaTime.StartOf(new(2023, 3, 6)), null, Ct)).ToDictionary(m => m.Id, m => m.Value);
        var (months, standing) = (said.Months.Where(m => m.Key.Month / 12 == 2023).Select(m => (m.Key.Org, m.Value.Rd, m.Value.Above)).ToList(), said.Institutions.Where(i => !i.Value).Select(i => i.Key.Org).ToList());
        Assert.Equal((months.Count, months.Count(m => m.Above), months.Select(m => m.Org).Distinct().Count()), (read["months"], read["above"], read["reporters"]));
        Assert.Equal((standing.Count, standing.Distinct().Count()), (read["standing"], read["owners"]));
        Assert.Equal(months.Count == 0 ? null : Rounded(100m * months.Count(m => m.Above) / months.Count), read["share"]);
        Assert.Equal(standing.Count == 0 ? null : Rounded((decimal)standing.Count / standing.Distinct().Count()), read["perOwner"]);
        Assert.Equal(months.Sum(m => m.Rd), read["rd"]);
    }

    private static decimal? Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    private static async Task DoAsync(Bureau bureau, Step step, int n)
    {
        var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"history-{n:D3}"));
        var (org, desk) = (Orgs[step.Org], new RegisterDesk(bureau.Desk, new(All)));
        Task<Answer> On(CaseId id, RecordCommand command) => bureau.Desk.HandleAsync(id, command with { By = Head, At = Monday }, operation, null, Ct);
        _ = step.What switch // a refusal, such as of a record that is not there, is part of the history
        {
            <= 3 => await desk.PutAsync("monthly-figures", MonthOf(step, org), null, Officer, Monday, operation, null, Ct),
            <= 6 => await desk.PutAsync("rd-institutions", InstitutionOf(step, org), null, Officer, Monday, operation, null, Ct),
            7 => await On(CaseId.Record("rd-institutions", $"{org}/{NameOf(step)}"), new MoveRecord("revoke", Today, "撤销")),
            8 => await On(CaseId.Record("monthly-figures", $"{org}/{TextOf(step)}"), new RemoveRecord("误报")),
            _ => await On(CaseId.Record("rd-institutions", $"{org}/{NameOf(step)}"), new RemoveRecord("误报")),
        };
    }

    /// <summary>December 2022 to March 2023.</summary>
    private static int MonthNumber(Step step) => (2022 * 12) + 11 + step.Which;

    private static string TextOf(Step step) => string.Create(CultureInfo.InvariantCulture, $"{MonthNumber(step) / 12:D4}-{(MonthNumber(step) % 12) + 1:D2}");

    private static string NameOf(Step step) => string.Create(CultureInfo.InvariantCulture, $"中心{step.Which}");

    private static FormContent MonthOf(Step step, string org) =>
        Json($$$"""{"figures":{"uscc":"{{{org}}}","month":"{{{TextOf(step)}}}","kind":"industrial","aboveScale":{{{(step.Flag ? "true" : "false")}}},"revenue":1000,"rd":{{{step.Value.ToString(CultureInfo.InvariantCulture)}}}}}""");

    private static FormContent InstitutionOf(Step step, string org) =>
        Json($$$"""{"institution":{"uscc":"{{{org}}}","name":"{{{NameOf(step)}}}","level":"provincial","filedOn":"202{{{step.Value % 3}}}-05-01"},"five":{"site":true,"staff":true,"equipment":true,"funds":true,"projects":{{{(step.Flag ? "true" : "false")}}}}}""");

    private static Filed<MetricDefinition> Parse(string id, string rest)
    {
        var unit = id is "rd" ? "yuan" : "records";
        var parsed = MetricFile.Parse(id + ".json", Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","nameZh":"数","nameEn":"Number","unit":"{{unit}}","level":"must",{{rest}}}"""), RegisterSources.Of(All));
        return parsed.Value ?? throw new InvalidOperationException(string.Join('\n', parsed.Problems));
    }

    /// <summary>What the records must say after the same steps, kept the plain way.</summary>
    private sealed class Said
    {
        public Dictionary<(string Org, int Month), (decimal Rd, bool Above)> Months { get; } = [];

        /// <summary>Whether it is revoked.</summary>
        public Dictionary<(string Org, string Name), bool> Institutions { get; } = [];

        public void Do(Step step)
        {
            var (month, institution) = ((Orgs[step.Org], MonthNumber(step)), (Orgs[step.Org], NameOf(step)));
            switch (step.What)
            {
                case <= 3:
                    Months[month] = (step.Value, step.Flag);
                    break;
                case <= 6:
                    Institutions.TryAdd(institution, false);
                    break;
                case 7 when Institutions.ContainsKey(institution):
                    Institutions[institution] = true;
                    break;
                case 8:
                    Months.Remove(month);
                    break;
                case 9:
                    Institutions.Remove(institution);
                    break;
            }
        }
    }
}
