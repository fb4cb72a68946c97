using System.Globalization;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Identifiers;

namespace ProjectFlow.Server.Demo;

/// <summary>One printed sign-in.</summary>
internal sealed record DemoAccount(string Role, PersonId Id, string Email, string Password);

/// <summary>The bureau and its enterprises; every name is invented.</summary>
internal static class DemoPeople
{
    /// <summary>Those with accounts; the register of enterprises goes on to <see cref="Known"/>.</summary>
    public const int Enterprises = 120;
    public const int Known = 639;
    public const int Universities = 6;

    /// <summary>Eighteen towns and streets, then the parks.</summary>
    public static readonly IReadOnlyList<string> Towns =
    [
        "澄溪镇", "柳堰镇", "望亭岗镇", "岚湖镇", "石梁铺镇", "双荷镇", "沐阳河镇", "枫林渡镇", "稻禾镇", "砚池镇", "白鹭洲镇", "松泉镇", "云桥镇", "荷塘湾镇", "城东街道", "城西街道", "运河街道", "锦湖街道",
        "经济开发区", "高新区",
    ];

    public const int TownsAndStreets = 18;

    private static readonly string[] Surnames = ["沈", "顾", "陆", "邵", "侍", "晁", "臧", "糜", "卞", "戚", "仲", "濮", "庄", "乔", "季", "费", "单", "杭", "宗", "鲍", "虞", "柏", "章"];
    private static readonly string[] Given = ["清远", "书宁", "亦安", "知秋", "景行", "明澈", "望舒", "云起", "若谷", "思齐", "承泽", "静姝", "怀瑾", "嘉言", "修远", "子衿", "以宁", "维桢", "楚翘", "星河", "牧之", "晏如"];
    private static readonly string[] Words =
    [
        "澜科", "锐泽", "恒昱", "云砺", "拓衡", "星沐", "铭川", "禾晟", "翊辰", "巨岚", "沐光", "凌霄", "昊瀚", "臻朴", "泓域", "砺行",
        "旭岑", "朗岳", "嘉穗", "迅羽", "弘砚", "博榆", "晟榕", "骏澜", "尚璞", "启岩", "汇禾", "腾砾", "钧禾", "润岑", "远榕", "聚璞",
    ];

    private static readonly string[] Trades =
    [
        "新材料", "智能装备", "生物科技", "电子", "节能环保", "精密机械", "环境工程", "食品科技", "检测技术", "信息技术", "紧固件", "纤维", "玻璃制品", "光伏科技", "农业科技", "医疗器械", "化工", "包装", "工程设计", "软件",
    ];

    public static readonly PersonId Leader = new("demo-leader");
    public static readonly IReadOnlyList<PersonId> Heads = [new("demo-head"), new("demo-head-2")];
    public static readonly IReadOnlyList<PersonId> Officers = [.. Range("officer", 4)];
    public static readonly IReadOnlyList<PersonId> Funds = [.. Range("fund", 2)];
    public static readonly IReadOnlyList<PersonId> Experts = [.. Range("expert", 5)];

    /// <summary>Kinds of organisations besides enterprises, with how many of each there are.</summary>
    private static readonly (string Type, string Suffix, int Count)[] Institutions = [("university", "大学", Universities), ("institute", "研究院", 4), ("platform", "科技创新平台", 14)];

    public static IReadOnlyList<DemoAccount> Accounts { get; } =
    [
        Account("Leader", Leader), Account("SectionHead", Heads[0]), Account("Officer", Officers[0]), Account("Officer", Officers[1]), Account("FundAdministrator", Funds[0]),
        Account("Auditor", new("demo-auditor")), Account("Administrator", new("demo-administrator")), Account("TownAssistant", new("demo-town")), Account("Expert", Experts[0]),
        Account("ApplicantEditor", Editor(1)), Account("ApplicantSignatory", Signatory(1)),
    ];

    public static PersonId Editor(int enterprise) => new(string.Create(CultureInfo.InvariantCulture, $"demo-editor-{enterprise}"));

    public static PersonId Signatory(int enterprise) => new(string.Create(CultureInfo.InvariantCulture, $"demo-signatory-{enterprise}"));

    public static PersonId UniversityEditor(int n) => new(string.Create(CultureInfo.InvariantCulture, $"demo-university-editor-{n}"));

    public static PersonId UniversitySignatory(int n) => new(string.Create(CultureInfo.InvariantCulture, $"demo-university-signatory-{n}"));

    public static OrgId Enterprise(int n) => Code("91320381DEMA", n);

    /// <summary>Organisations other than enterprises, by type.</summary>
    public static OrgId Institution(string type, int n) => Code(type switch { "university" => "12320300DEMU", "institute" => "12320300DEMW", _ => "12320381DEMB" }, n);

    public static string NameOfEnterprise(int n) => Words[n % Words.Length] + Trades[n / Words.Length % Trades.Length] + "有限公司";

    public static string NameOfInstitution(string type, int n) => Words[(n + 3) % Words.Length] + Institutions.First(k => k.Type == type).Suffix;

    public static string TownOf(int enterprise) => Towns[enterprise % Towns.Count];

    public static string NameOf(int n) => Surnames[n % Surnames.Length] + Given[n % Given.Length];

    public static IEnumerable<Organisation> Organisations() =>
    [
        .. Enumerable.Range(1, Enterprises).Select(n => new Organisation(Enterprise(n), NameOfEnterprise(n), "enterprise", TownOf(n)) { Verified = true, Flags = ["industrial"] }),
        .. Institutions.SelectMany(k => Enumerable.Range(1, k.Count).Select(n =>
            new Organisation(Institution(k.Type, n), NameOfInstitution(k.Type, n), k.Type, k.Type == "platform" ? TownOf(n) : null) { Verified = true })),
    ];

    /// <param name="sections">Those of all programmes; everyone at the bureau's desks serves them all.</param>
    public static IEnumerable<Person> Persons(IReadOnlyList<string> sections) =>
    [
        Bureau(Leader, 1, Role.Leader), Bureau(new("demo-auditor"), 2, Role.Auditor), Bureau(new("demo-administrator"), 3, Role.Administrator),
        .. Heads.Select((id, i) => Bureau(id, 4 + i, Role.SectionHead) with { Sections = sections }),
        .. Officers.Select((id, i) => Bureau(id, 6 + i, Role.Officer) with { Sections = sections }),
        .. Funds.Select((id, i) => Bureau(id, 10 + i, Role.FundAdministrator)),
        .. Experts.Select((id, i) => Bureau(id, 12 + i, Role.Expert)),
        Bureau(new("demo-town"), 17, Role.TownAssistant) with { Areas = [.. Towns.Take(10)] }, Bureau(new("demo-town-2"), 18, Role.TownAssistant) with { Areas = [.. Towns.Skip(10)] },
        .. Enumerable.Range(1, Enterprises).SelectMany(n => new[] { Staff(Editor(n), n, Role.ApplicantEditor, Enterprise(n)), Staff(Signatory(n), n + 40, Role.ApplicantSignatory, Enterprise(n)) }),
        .. Enumerable.Range(1, Universities).SelectMany(n => new[] { Staff(UniversityEditor(n), n + 20, Role.ApplicantEditor, Institution("university", n)), Staff(UniversitySignatory(n), n + 60, Role.ApplicantSignatory, Institution("university", n)) }),
    ];

    private static Person Bureau(PersonId id, int name, Role role) => new(id, NameOf(name), Mail(id), "zh", [role]);

    private static Person Staff(PersonId id, int n, Role role, OrgId org) => new(id, NameOf(n), Mail(id), "zh", [role]) { Org = org };

    private static DemoAccount Account(string role, PersonId id) => new(role, id, Mail(id), "projectflow-" + id.Value);

    private static string Mail(PersonId id) => id.Value + "@demo.example";

    private static IEnumerable<PersonId> Range(string role, int count) =>
        Enumerable.Range(1, count).Select(n => new PersonId(string.Create(CultureInfo.InvariantCulture, $"demo-{role}{(n == 1 ? "" : $"-{n}")}")));

    /// <summary>A synthetic credit code with both check characters right.</summary>
    private static OrgId Code(string prefix, int n)
    {
        var code = prefix + n.ToString("D4", CultureInfo.InvariantCulture);
        code += CreditCode.OrganisationCheck(code);
        return new(code + CreditCode.Check(code));
    }
}
