using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Rules;

/// <summary>What an enterprise is told it lacks, over the shipped rule packs.</summary>
public class Gaps
{
    private static readonly DateOnly Today = new(2023, 6, 1);
    private static readonly RuleHead Head = new("r", Severity.Block, "规则", "Rule", null);
    private static readonly Expression N = new Expression.Path("a.n");
    private static readonly Operand NewYear = new(new DateOnly(2023, 1, 1).DayNumber, "2023-01-01") { IsDate = true };
    private static readonly FormDefinition Small = new([new("a", "甲", "A", [new("n", FieldType.Int, "数", "N") { Unit = "件" }, new("m", FieldType.Int, "他", "M"), new("d", FieldType.Date, "日", "D")])]);

    [Fact]
    public void Nothing_is_missing_where_a_rule_passes() => Assert.Null(Sme("""{"basic":{"staff":500}}""", "staff"));

    [Theory]
    [InlineData("""{"basic":{"staff":501}}""", "staff", "「职工总数」超出 1 人", "\"All staff\" is 1 persons too much")]
    [InlineData("""{"fin":{"sales":20000.5}}""", "sales", "「销售收入」超出 0.5 万元", null)]
    [InlineData("{}", "staff", "缺少数据：职工总数", "Data missing: All staff")]
    public void A_figure_beyond_its_limit_says_by_how_much(string form, string rule, string zh, string? en)
    {
        var gap = Sme(form, rule)!;

        Assert.Equal(zh, gap.Zh);
        Assert.Equal(en ?? gap.En, gap.En);
    }

    [Fact]
    public void A_ratio_says_how_much_the_numerator_lacks()
    {
        var gap = Hnte("""{"basic":{"staff":99,"techStaff":9}}""", "staff")!;

        Assert.Contains("还差 1 人", gap.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiered_ratio_goes_by_the_tier_of_the_latest_year()
    {
        var gap = Hnte("""{"fin":{"years":[{"sales":4000,"rdTotal":100},{"sales":5000,"rdTotal":200},{"sales":6000,"rdTotal":250}]}}""", "rd")!;

        Assert.Contains("还差 50 万元", gap.Zh, StringComparison.Ordinal); // 4 % of 15 000 is 600
    }

    [Fact]
    public void An_age_says_the_day_on_which_it_is_reached()
    {
        var gap = Hnte("""{"basic":{"estDate":"2022-06-11"}}""", "age")!;

        Assert.Equal("至 2023-06-11 才满 365 天，还差 10 天", gap.Zh);
        Assert.Equal("365 days are full on 2023-06-11, 10 days from now", gap.En);
    }

    [Fact]
    public void A_count_says_how_many_are_missing_and_a_double_which()
    {
        Assert.Contains("还差 1 项", Hnte("""{"ip":{"ip":[]}}""", "ip")!.Zh, StringComparison.Ordinal);
        Assert.Equal("重复填报：ZL1", Hnte("""{"ip":{"ip":[{"no":"ZL1"},{"no":"zl1"}]}}""", "ipUnique")!.Zh);
    }

    [Fact]
    public void Of_several_ways_each_is_named_with_what_it_lacks()
    {
        var gap = Sme("""{"basic":{"staff":100,"techStaff":10},"fin":{"rd":300,"sales":10000,"cost":9000},"ip":{"class1":0,"class2":4}}""", "score")!;

        Assert.Equal("满足其一即可：估算得分 48，要求 ≥ 60；或 缺少数据：符合的直通车条件", gap.Zh);
    }

    [Fact]
    public void A_part_that_must_score_is_named_as_the_reason()
    {
        var gap = Sme("""{"basic":{"staff":100,"techStaff":9},"fin":{"rd":600,"sales":10000,"cost":9000},"ip":{"class1":1,"class2":0}}""", "score")!;

        Assert.StartsWith("满足其一即可：有一项必须得分的指标为 0 分", gap.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_decides_is_said_to_be_so()
    {
        Assert.Equal("须人工判断：前一年内无重大安全、质量事故或严重环境违法", Hnte("{}", "conduct")!.Zh);
        Assert.Contains("核心技术须属于规定领域", Hnte("""{"basic":{"field8":"新材料"}}""", "field")!.Zh, StringComparison.Ordinal);
        Assert.StartsWith("「", Hnte("""{"basic":{"field8":"茶"}}""", "field")!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_threshold_by_kind_of_enterprise_needs_to_know_the_enterprise()
    {
        var institution = Files.Read("rd-institution-2024");
        var form = FormWorld.Content("""{"five":{"revenue":1500}}""");
        Gap? Of(OrgFacts? org) => RuleEvaluator.Evaluate(institution, form, org, Today).Single(r => r.RuleId == "revenue").Missing;

        Assert.Equal("缺少企业登记信息", Of(null)!.Zh);
        Assert.Contains("还差 500 万元", Of(Enterprise("industrial"))!.Zh, StringComparison.Ordinal);
        Assert.Null(Of(Enterprise("service")));
    }

    [Fact]
    public void Every_op_says_what_is_missing()
    {
        Assert.Equal("「数」还差 2 件", Missing(new Rule.Between(Head, N, Number(5), Number(10)), """{"a":{"n":3}}"""));
        Assert.Equal("「数」超出 2 件", Missing(new Rule.Between(Head, N, Number(5), Number(10)), """{"a":{"n":12}}"""));
        Assert.Equal("「数」应为 5 件", Missing(new Rule.Compare(Head, N, Comparison.Eq, Number(5)), """{"a":{"n":3}}"""));
        Assert.Equal("「数」须高于现值", Missing(new Rule.Compare(Head, N, Comparison.Gt, Number(5)), """{"a":{"n":5}}"""));
        Assert.Equal("「日」应晚于 2023-01-01", Missing(new Rule.Compare(Head, new Expression.Path("a.d"), Comparison.Gte, NewYear), """{"a":{"d":"2022-12-31"}}"""));
        Assert.Equal("「日」应早于 2023-01-01", Missing(new Rule.Compare(Head, new Expression.Path("a.d"), Comparison.Lt, NewYear), """{"a":{"d":"2023-01-01"}}"""));
        Assert.Equal("「数」3 与「他」5 相差 2 件", Missing(new Rule.SumEquals(Head, N, new Expression.Path("a.m")), """{"a":{"n":3,"m":5}}"""));
        Assert.Equal("不符合：规则", Missing(new Rule.Not(Head, new Rule.Compare(Head, N, Comparison.Gte, Number(5))), """{"a":{"n":5}}"""));
        Assert.Equal("无法计算：规则", Missing(new Rule.RatioGte(Head, N, new Expression.Path("a.m"), 0.1m), """{"a":{"n":5,"m":0}}"""));
        Assert.Equal("缺少企业登记信息", Missing(new Rule.RegistryHas(Head, "ban-list", true), "{}"));
    }

    [Fact]
    public void A_registry_is_named()
    {
        Assert.Equal("不得列入「ban-list」", Missing(new Rule.RegistryHas(Head, "ban-list", true), "{}", Enterprise("ban-list")));
        Assert.Equal("须已登记「hnte」", Missing(new Rule.RegistryHas(Head, "hnte", false), "{}", Enterprise("ban-list")));
    }

    private static Gap? Sme(string form, string rule) => Of("sme-2023", form, rule);

    private static Gap? Hnte(string form, string rule) => Of("hnte-2023", form, rule);

    private static Gap? Of(string file, string form, string rule) => RuleEvaluator.Evaluate(Files.Read(file), FormWorld.Content(form), null, Today).Single(r => r.RuleId == rule).Missing;

    private static OrgFacts Enterprise(string flag) => new(new("91320381DEMA00013G"), "enterprise", "town-01", true, new HashSet<string> { flag });

    private static Operand Number(decimal value) => new(value, $"{value}");

    private static string? Missing(Rule rule, string form, OrgFacts? org = null) =>
        RuleEvaluator.Evaluate(Files.Read("hnte-2023") with { Form = Small, Rules = [rule] }, FormWorld.Content(form), org, Today).Single().Missing?.Zh;
}
