using System.Collections.Frozen;
using System.Text;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>Six invented enterprises as the registers hold them.</summary>
internal static class Six
{
    public const string Code = "91320381DEMA00013G";

    public static readonly DateOnly Day = new(2023, 6, 1);

    private static readonly Dictionary<string, Register> Registers = Directory.EnumerateFiles(Path.Combine(Shipped.Root, "functions", "Registers"), "*.json")
        .Select(f => RegisterFile.Parse(f, File.ReadAllBytes(f)).Value!).ToDictionary(r => r.Ref.Id);

    public static IReadOnlyList<Register> All => [.. Registers.Values];

    /// <summary>Ready for high-tech recognition: 670 ÷ 9 800 = 6.84 %, eight rights of class I.</summary>
    public static IReadOnlyList<CaseFacts> Ready { get; } =
    [
        .. Enterprise("2018-05-08", "\"research\":{\"field8\":\"新材料\"},", Year(2020, 2_400, 150, 100, 12), Year(2021, 3_200, 220, 120, 15), Year(2022, 4_200, 300, 140, 20)),
        .. Enumerable.Range(1, 8).SelectMany(n => Ip(n, "invention", "classOne", "2021-04-01")),
        .. Voucher("RD01", "高强度铝合金"), .. Voucher("RD01", "高强度铝合金"),
    ];

    /// <summary>Short of R&amp;D: 260 ÷ 9 800 = 2.65 % where 5 % is asked, and its one right is not granted yet.</summary>
    public static IReadOnlyList<CaseFacts> Short { get; } =
    [
        .. Enterprise("2018-05-08", "\"research\":{\"field8\":\"新材料\"},", Year(2020, 2_400, 60, 100, 12), Year(2021, 3_200, 80, 120, 15), Year(2022, 4_200, 120, 140, 9)),
        .. Ip(1, "invention", "classOne", null),
    ];

    public static IReadOnlyList<CaseFacts> TooMany { get; } =
        [.. Enterprise("2015-01-05", "", Year(2022, 12_000, 900, 501, 160)), .. Ip(1, "invention", "classOne", "2020-04-01")];

    /// <summary>Scores little, and holds a valid high-tech certificate.</summary>
    public static IReadOnlyList<CaseFacts> FastTrack { get; } =
    [
        .. Enterprise("2015-01-05", "", Year(2022, 10_000, 200, 100, 20)), .. Ip(1, "software", "classTwo", "2020-04-01"), .. Ip(2, "software", "classTwo", "2020-04-01"),
        new("credential", new Dictionary<string, Fact> { ["programme"] = new Fact.Text("hnte"), ["state"] = new Fact.Text("Active"), ["org"] = new Fact.Text(Code) }),
    ];

    /// <summary>All of the five haves but the premises: 180 m².</summary>
    public static IReadOnlyList<CaseFacts> FourOfFive { get; } =
    [
        .. Enterprise("2015-01-05", "\"research\":{\"siteArea\":180,\"equipment\":[{\"name\":\"电子显微镜\",\"value\":86.5}]},", Year(2022, 6_500, 390, 100, 20)),
        .. Ip(1, "invention", "classOne", null), .. Voucher("RD01", "高强度铝合金"),
    ];

    public static IReadOnlyList<CaseFacts> Blank { get; } = Enterprise("2019-03-01", "");

    public static Precheck Check(string programme, IReadOnlyList<CaseFacts> facts) => Check(Files.Read(programme), facts, Day);

    public static Precheck Check(Programme programme, IReadOnlyList<CaseFacts> facts, DateOnly on) =>
        Precheck.Of(programme, new OrgFacts(new(Code), "enterprise", "高流镇", Verified: true, FrozenSet<string>.Empty), facts, on);

    /// <summary>As a person reads it: one line for each condition that does not pass.</summary>
    public static string Gaps(string programme, IReadOnlyList<CaseFacts> facts) => string.Join('\n', Check(programme, facts).Conditions.Where(c => c.Outcome != RuleOutcome.Pass).Select(Line));

    private static string Line(PrecheckCondition c)
    {
        var found = c.Figure is null ? "" : $"（{c.Figure}，要求 {c.Threshold}）";
        return c.Missing!.Zh == "须人工判断：" + c.Zh ? $"{Word(c.Outcome)} {c.Zh}{found}" : $"{Word(c.Outcome)} {c.Zh}{found}：{c.Missing.Zh}";
    }

    public static IReadOnlyList<CaseFacts> Record(string register, string json)
    {
        var (of, content) = (Registers[register], FormContent.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Empty(FormCheck.Types(of.Form, content));
        return RecordFacts.Of(of, new() { Id = ProjectFlow.Core.Common.CaseId.Record(register, json), Register = of.Ref, Key = json, Org = new(Code), Content = content, RecordState = of.Initial, CreatedOn = Day });
    }

    public static IReadOnlyList<CaseFacts> Enterprise(string registered, string more, params string[] years) => Record("enterprises", $$$"""
        {"enterprise":{"uscc":"{{{Code}}}","name":"示范一号","town":"高流镇","registeredOn":"{{{registered}}}"},"size":{"aboveScale":true,"industrial":true,"service":false},{{{more}}}"accounts":{"years":[{{{string.Join(',', years)}}}]}}
        """);

    public static IReadOnlyList<CaseFacts> Ip(int number, string type, string ipClass, string? granted) => Record("ip", $$$"""
        {"ip":{"number":"ZL{{{number}}}","name":"专利{{{number}}}","uscc":"{{{Code}}}","type":"{{{type}}}","ipClass":"{{{ipClass}}}","acquired":"own","appliedOn":"2019-03-01"{{{(granted is null ? "" : $",\"grantedOn\":\"{granted}\"")}}}}}
        """);

    private static IReadOnlyList<CaseFacts> Voucher(string project, string name) => Record("rd-ledger", $$$"""
        {"ledger":{"uscc":"{{{Code}}}","project":"{{{project}}}","projectName":"{{{name}}}","year":2022,"completion":"unfinished","spending":"expensed"}}
        """);

    private static string Year(int year, int sales, int rd, int staff, int tech) => $$"""
        {"year":{{year}},"totalIncome":{{sales}},"sales":{{sales}},"htIncome":{{sales * 7 / 10}},"totalAssets":{{sales}},"netAssets":{{sales / 2}},"cost":{{sales * 9 / 10}},"rd":{{rd}},"rdDomestic":{{rd}},"rdInvestment":{{rd}},"staff":{{staff}},"techStaff":{{tech}},"rdStaff":{{tech}}}
        """;

    private static string Word(RuleOutcome outcome) => outcome switch { RuleOutcome.Fail => "不符合", RuleOutcome.Unknown => "缺数据", _ => "待判断" };
}
