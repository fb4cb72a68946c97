using System.Collections.Frozen;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Rules;
using ProjectFlow.Core.Tests.Forms;
using ProjectFlow.Core.Tests.Programmes;

namespace ProjectFlow.Core.Tests.Rules;

/// <summary>Technology-based SMEs by the shipped programme (domain.md §7.5): a filled form in, what stands in the way out.</summary>
public sealed class SmallEnterprise
{
    private const string None = "不适用";
    private const string Certificate = "有效期内的高新技术企业证书";

    [Theory]
    [InlineData(100, 30, 600, 10_000, 9_000, 1, 0, None, "")] // 20 + 50 + 30 = 100
    [InlineData(100, 10, 300, 10_000, 9_000, 0, 4, None, "score")] // 4 + 20 + 24 = 48
    [InlineData(100, 9, 600, 10_000, 9_000, 1, 0, None, "score")] // 0 + 50 + 30 = 80, but nothing for staff
    [InlineData(100, 20, 200, 10_000, 2_000, 0, 2, None, "score")] // 12 + 10 + 12 = 34
    [InlineData(100, 20, 200, 10_000, 2_000, 0, 2, Certificate, "")]
    [InlineData(501, 300, 600, 10_000, 9_000, 1, 0, Certificate, "staff")] // art. 6(2) comes first
    [InlineData(500, 150, 1_200, 20_000, 20_000, 1, 0, None, "")]
    public void The_vectors_of_the_evaluation_come_out(int staff, int tech, int rd, int sales, int cost, int one, int two, string route, string fails) =>
        Assert.Equal(fails, Failing(Form(staff, tech, rd, sales, assets: 20_000, cost, one, two, route)));

    [Theory]
    [InlineData(500, "20000", "20000", "")]
    [InlineData(501, "20000", "20000", "staff")]
    [InlineData(500, "20000.000001", "20000", "sales")]
    [InlineData(500, "20000", "20000.000001", "assets")]
    public void Size_is_kept_up_to_and_with_the_limit(int staff, string sales, string assets, string fails) =>
        Assert.Equal(fails, Failing(Form(staff, staff, 5_000, sales, assets, 20_000, 1, 0, None)));

    [Theory]
    [InlineData(10, 600, 0, 1, "")] // 4 + 50 + 6 = 60
    [InlineData(10, 500, 0, 1, "score")] // 4 + 40 + 6 = 50
    [InlineData(15, 600, 0, 0, "score")] // 8 + 50 + 0 = 58
    public void Sixty_points_are_enough(int tech, int rd, int one, int two, string fails) =>
        Assert.Equal(fails, Failing(Form(100, tech, rd, 10_000, 10_000, 10_000, one, two, None)));

    [Fact]
    public void Each_of_the_four_fast_tracks_stands_for_the_score()
    {
        var routes = Files.Read("sme-2023").Form.Find("fast.route")!.Options;
        Assert.Equal(["score", "", "", "", ""], routes.Select(r => Failing(Form(100, 0, 0, 10_000, 10_000, 9_000, 0, 0, r))));
    }

    [Fact]
    public void Without_figures_the_score_is_unknown_and_a_fast_track_still_passes()
    {
        Assert.Equal(RuleOutcome.Unknown, Of("score", FormContent.Empty));
        Assert.Equal(RuleOutcome.Pass, Of("score", FormWorld.Content($$$"""{"fast":{"route":"{{{Certificate}}}"}}""")));
    }

    [Fact]
    public void What_only_a_person_can_see_is_left_to_a_person() =>
        Assert.Equal(["resident", "products", "conduct", "lists"], Results(FormContent.Empty).Where(r => r.Outcome == RuleOutcome.Manual).Select(r => r.RuleId));

    [Fact]
    public void Every_condition_blocks_and_names_its_article() =>
        Assert.All(Results(FormContent.Empty), r => Assert.Equal((Severity.Block, true), (r.Severity, r.Source!.StartsWith("国科发政〔2017〕115号 第六条", StringComparison.Ordinal))));

    [Theory]
    [InlineData(None, false)]
    [InlineData(Certificate, true)]
    public void A_fast_track_needs_the_number_of_its_evidence(string route, bool asked) =>
        Assert.Equal(asked, FormCheck.Missing(Files.Read("sme-2023").Form, Form(1, 1, 1, 1, 1, 1, 1, 1, route), forGuidance: false).Any(p => p.Path == "fast.evidenceNo"));

    private static FormContent Form(int staff, int tech, int rd, object sales, object assets, int cost, int one, int two, string route) => FormWorld.Content(
        $$$"""{"basic":{"staff":{{{staff}}},"techStaff":{{{tech}}}},"fin":{"sales":{{{sales}}},"assets":{{{assets}}},"cost":{{{cost}}},"rd":{{{rd}}}},"ip":{"class1":{{{one}}},"class2":{{{two}}}},"fast":{"route":"{{{route}}}"}}""");

    private static string Failing(FormContent form) => string.Join(' ', Results(form).Where(r => r.Outcome is RuleOutcome.Fail or RuleOutcome.Unknown).Select(r => r.RuleId));

    private static RuleOutcome Of(string rule, FormContent form) => Results(form).Single(r => r.RuleId == rule).Outcome;

    private static IReadOnlyList<RuleResult> Results(FormContent form) =>
        RuleEvaluator.Evaluate(Files.Read("sme-2023"), form, new OrgFacts(new("91320381DEMA00013G"), "enterprise", null, Verified: true, FrozenSet<string>.Empty), new(2023, 6, 1));
}
