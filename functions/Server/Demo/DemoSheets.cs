using ProjectFlow.Casework.Importing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Demo;

/// <summary>A file of <c>Demo/Files</c>, as somebody imports it.</summary>
/// <param name="File">Without the ending.</param>
internal sealed record DemoSheet(string File, string Register, PersonId By, DateOnly On);

/// <summary>Brings the bureau's own lists in, the way the bureau does: as files, over the importer.</summary>
internal sealed class DemoSheets(IDocuments documents, Imports imports, ImportRunner runner, PeopleDirectory people)
{
    private static readonly DateOnly January = new(2023, 1, 5);
    private static readonly DateOnly December = new(2023, 12, 13);

    public static IReadOnlyList<DemoSheet> All { get; } =
    [
        Sheet("企业名录", "enterprises", January), Sheet("高校院所名录", "universities", January), Sheet("科技队伍名册", "staff", January), Sheet("往年资格证书", "certificates", January),
        Sheet("科创平台名录", "platforms", January), Sheet("企业月度数据2022年1—11月", "monthly-figures", January),
        Sheet("企业技术需求清单", "needs", new(2023, 3, 6)), Sheet("师徒结对登记", "mentors", new(2023, 3, 7)), Sheet("知识产权登记", "ip", new(2023, 3, 8)),
        Sheet("2023年入库科技型中小企业", "certificates", new(2023, 11, 1)), Sheet("创新百强榜单", "honours", new(2023, 11, 20)),
        Sheet("企业研发机构名录", "rd-institutions", December), Sheet("成果推送清单", "achievements", December), Sheet("人才登记", "talent", December), Sheet("产学研合作协议", "agreements", December),
        Sheet("企业月度数据2023年1—11月", "monthly-figures", December), Sheet("科技税收减免", "tax-relief", December), Sheet("培育库成员", "pools", December), Sheet("八帮扶台账", "supports", December),
        Sheet("研发支出辅助账", "rd-ledger", December), new("科技奖励资金兑现", "rewards-paid", DemoPeople.Funds[0], December), Sheet("外部口径数据", "external-statements", new(2023, 12, 26)),
    ];

    /// <returns>How many rows were brought in that day.</returns>
    /// <exception cref="InvalidOperationException">A row was refused: the files and the registers do not agree.</exception>
    public async Task<long> ImportAsync(DateOnly day, CancellationToken ct)
    {
        var jobs = await Task.WhenAll(All.Where(s => s.On == day).Select(s => ImportAsync(s, ct)));
        return jobs.Sum(j => j.Handled);
    }

    private async Task<ImportJob> ImportAsync(DemoSheet sheet, CancellationToken ct)
    {
        var at = ChinaTime.StartOf(sheet.On).AddHours(8);
        var by = await people.ActorAsync(sheet.By, at, ct) ?? throw new InvalidOperationException($"Nobody is {sheet.By}.");
        await using var content = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Demo", sheet.File + ".xlsx"));
        var document = await documents.PutAsync(content, content.Length, ct) ?? throw new InvalidOperationException($"{sheet.File} is too large.");
        var asked = await imports.AskAsync(sheet.Register, document.Hash, sheet.File + ".xlsx", ImportMode.GoodRows, new Dictionary<string, string>(), by, at, ct);
        var job = await runner.RunAsync(asked, () => at, ct);
        return job is { Phase: ImportPhase.Done, Bad: 0 } ? job : throw new InvalidOperationException($"{sheet.File}: {job.Phase} {job.Why?.En}, {job.Bad} of {job.Rows} rows refused.");
    }

    private static DemoSheet Sheet(string file, string register, DateOnly on) => new(file, register, DemoPeople.Officers[0], on);
}
