using ProjectFlow.Core.Common;

namespace ProjectFlow.Server.Demo;

/// <summary>How an application of the demo year ends, or where it stands at the end.</summary>
internal enum DemoPath
{
    Approved,
    RejectedAbove,
    AtAuthority,
    WithdrawnAbove,
    ObjectionUpheld,

    // None of the following ever went up.
    Drafted,
    InGuidance,
    Returned,
    FormallyRejected,
    NotRecommended,
    OnReserve,
    WithdrawnEarly,
    Lapsed,
    LapsedByBureau,
    Extended,
}

/// <summary>What becomes of the grant.</summary>
internal enum DemoLife
{
    /// <summary>Contract, and money as it comes.</summary>
    Running,

    /// <summary>Amended, checked, accepted and closed.</summary>
    Accepted,

    /// <summary>Terminated; 54 075.27 yuan come back (domain.md §7.7).</summary>
    ClawedBack,

    /// <summary>Fast lane: paid once and closed.</summary>
    Reward,
}

/// <param name="No">Of the case among all; fixes organisation and people.</param>
internal sealed record DemoCase(int No, string Programme, DemoPath Path, Money Award, DemoLife Life = DemoLife.Running)
{
    public string Key => $"{Programme}-{No:D3}";

    public int Enterprise => ((No - 1) % DemoPeople.Enterprises) + 1;

    public string Leader => DemoPeople.NameOf(No) + (No / 100 > 0 ? "一" : "");

    public string Title => Programme == "hnte" ? DemoPeople.NameOfEnterprise(Enterprise) : Subjects[No % Subjects.Length] + Aims[No % Aims.Length];

    private static readonly string[] Subjects = ["高强铝合金型材", "生物基可降解薄膜", "智能分拣机械臂", "低温余热回收机组", "高纯石英器件", "大蒜深加工", "光伏边框", "特种纸基材料", "车载传感器", "水处理膜组件", "精密减速器"];
    private static readonly string[] Aims = ["关键技术研发", "产业化示范", "绿色制造工艺开发", "检测方法与标准研究", "性能提升与应用"];
}

/// <summary>The year 2023 of domain.md §8 as data.</summary>
internal static class DemoPlan
{
    public static readonly Money Clawback = Money.FromYuan(54_075.27m);

    public static IReadOnlyList<DemoCase> Cases { get; } = Number(
    [
        .. Upward("key-rd", [200, 200, 200, 200, 200], rejected: 4, pending: 2, withdrawn: 1),
        .. Upward("result-conversion", [500, 500], rejected: 2),
        .. Upward("platform", [200, 100]),
        .. Upward("iur", [0, 0, 0, 0, 0, 0, 0, 0, 0], rejected: 2, pending: 1),
        .. Upward("vice-president", [0, 0, 0], rejected: 2, withdrawn: 1),
        .. Upward("shuangchuang", [150, 150, 150], rejected: 4),
        .. Upward("city-plan", [150, 150, 120, 120, 100, 100, 88, 80], rejected: 1, pending: 1, upheld: 1),
        .. Never(),
        Local("county-plan", 300, DemoLife.ClawedBack), Local("county-plan", 100, DemoLife.Accepted), Local("county-plan", 20, DemoLife.Running),
        .. new[] { 30m, 20m, 20m, 10m, 5m }.Select(award => Local("county-reward", award, DemoLife.Reward)),
        .. Recognised(),
    ]);

    /// <summary>108 sent up, 86 recognised.</summary>
    private static IEnumerable<DemoCase> Recognised() => [.. Many("hnte", DemoPath.Approved, 86), .. Many("hnte", DemoPath.RejectedAbove, 22)];

    private static IEnumerable<DemoCase> Upward(string programme, decimal[] awards, int rejected = 0, int pending = 0, int withdrawn = 0, int upheld = 0) =>
    [
        .. awards.Select(a => new DemoCase(0, programme, DemoPath.Approved, Money.FromWanyuan(a))),
        .. Many(programme, DemoPath.RejectedAbove, rejected), .. Many(programme, DemoPath.AtAuthority, pending),
        .. Many(programme, DemoPath.WithdrawnAbove, withdrawn), .. Many(programme, DemoPath.ObjectionUpheld, upheld),
    ];

    private static IEnumerable<DemoCase> Never() =>
    [
        .. Many("county-reward", DemoPath.Drafted, 3), .. Many("county-reward", DemoPath.Returned, 2),
        .. Many("key-rd", DemoPath.InGuidance, 1), .. Many("iur", DemoPath.InGuidance, 1),
        .. Many("key-rd", DemoPath.FormallyRejected, 2), .. Many("city-plan", DemoPath.FormallyRejected, 1),
        .. Many("key-rd", DemoPath.NotRecommended, 2), .. Many("city-plan", DemoPath.NotRecommended, 1), .. Many("city-plan", DemoPath.OnReserve, 1), .. Many("key-rd", DemoPath.OnReserve, 1),
        .. Many("iur", DemoPath.WithdrawnEarly, 1), .. Many("shuangchuang", DemoPath.WithdrawnEarly, 1),
        .. Many("key-rd", DemoPath.Lapsed, 1), .. Many("iur", DemoPath.Lapsed, 1), .. Many("vice-president", DemoPath.Lapsed, 1),
        .. Many("city-plan", DemoPath.LapsedByBureau, 1), .. Many("iur", DemoPath.LapsedByBureau, 1), .. Many("key-rd", DemoPath.Extended, 1), .. Many("city-plan", DemoPath.Extended, 1),
    ];

    private static IEnumerable<DemoCase> Many(string programme, DemoPath path, int count) => Enumerable.Repeat(new DemoCase(0, programme, path, Money.Zero), count);

    private static DemoCase Local(string programme, decimal wanyuan, DemoLife life) => new(0, programme, DemoPath.Approved, Money.FromWanyuan(wanyuan), life);

    private static IReadOnlyList<DemoCase> Number(IReadOnlyList<DemoCase> cases) => [.. cases.Select((c, i) => c with { No = i + 1 })];
}
