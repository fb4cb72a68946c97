using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>What a person reads: the gap lists of six enterprises, in full.</summary>
public sealed class GapLists
{
    [Fact]
    public void Ready_for_recognition_but_for_what_people_decide() => Reads("hnte-2023", Six.Ready, RuleOutcome.Manual, """
        待判断 知识产权是否对主要产品核心技术发挥支持作用
        待判断 核心技术须属于规定领域
        缺数据 企业创新能力评价应高于70分（估算）：缺少数据：成果转化
        待判断 前一年内无重大安全、质量事故或严重环境违法
        """);

    [Fact]
    public void Short_of_research_and_rights() => Reads("hnte-2023", Six.Short, RuleOutcome.Fail, """
        不符合 须拥有知识产权（0，要求 ≥ 1）：「知识产权」还差 1 项
        待判断 知识产权是否对主要产品核心技术发挥支持作用
        待判断 核心技术须属于规定领域
        不符合 科技人员占比不低于10%（6.43 %，要求 ≥ 10 %）：「科技人员数」还差 5 人
        不符合 近三年研发费用占销售收入之比达到规定（2.65 %，要求 ≥ 5 %）：「研发费用总额」还差 230 万元
        缺数据 企业创新能力评价应高于70分（估算）：缺少数据：成果转化
        待判断 前一年内无重大安全、质量事故或严重环境违法
        """);

    [Fact]
    public void One_person_too_many_for_a_small_enterprise() => Reads("sme-2023", Six.TooMany, RuleOutcome.Fail, """
        待判断 须为中国境内（不含港澳台地区）注册的居民企业
        不符合 职工总数不超过500人（501，要求 ≤ 500）：「职工总数」超出 1 人
        待判断 产品和服务不属于国家规定的禁止、限制和淘汰类
        待判断 上一年及当年内未发生重大安全、重大质量事故和严重环境违法、科研严重失信行为
        待判断 未列入经营异常名录和严重违法失信企业名单
        """);

    [Fact]
    public void A_certificate_stands_for_the_score() => Reads("sme-2023", Six.FastTrack, RuleOutcome.Manual, """
        待判断 须为中国境内（不含港澳台地区）注册的居民企业
        待判断 产品和服务不属于国家规定的禁止、限制和淘汰类
        待判断 上一年及当年内未发生重大安全、重大质量事故和严重环境违法、科研严重失信行为
        待判断 未列入经营异常名录和严重违法失信企业名单
        """);

    [Fact]
    public void Four_of_the_five_haves() => Reads("rd-institution-2024", Six.FourOfFive, RuleOutcome.Fail, """
        不符合 研发场所面积不少于200平方米（180，要求 ≥ 200）：「研发场所面积」还差 20 ㎡
        """);

    [Fact]
    public void Almost_no_data_is_unknown_and_nothing_fails() => Reads("hnte-2023", Six.Blank, RuleOutcome.Unknown, """
        缺数据 须拥有知识产权：缺少数据：知识产权
        缺数据 知识产权不得重复填报：缺少数据：授权号
        待判断 知识产权是否对主要产品核心技术发挥支持作用
        缺数据 核心技术须属于规定领域：缺少数据：技术领域；须人工判断：核心技术须属于规定领域
        缺数据 科技人员占比不低于10%：缺少数据：科技人员数、职工总数
        缺数据 近三年研发费用占销售收入之比达到规定：缺少数据：研发费用总额、销售收入
        缺数据 境内研发费用占比不低于60%：缺少数据：境内研发费用、研发费用总额
        缺数据 高新技术产品收入占总收入不低于60%：缺少数据：近一年高新技术产品（服务）收入、总收入
        缺数据 企业创新能力评价应高于70分（估算）：缺少数据：类别、成果转化、年度、净资产、销售收入
        待判断 前一年内无重大安全、质量事故或严重环境违法
        """);

    private static void Reads(string programme, IReadOnlyList<CaseFacts> facts, RuleOutcome outcome, string gaps)
    {
        Assert.Equal(gaps.ReplaceLineEndings("\n"), Six.Gaps(programme, facts));
        Assert.Equal(outcome, Six.Check(programme, facts).Outcome);
    }
}
