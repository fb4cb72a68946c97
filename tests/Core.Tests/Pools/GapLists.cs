using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Tests.Pools;

/// <summary>What a person reads: the gap lists of six enterprises, in full.</summary>
public sealed class GapLists
{
    [Fact]
    public void Ready_for_recognition_but_for_what_people_decide() => Reads("hnte-2023", Six.Ready, RuleOutcome.Manual, """
        X
        """);

    [Fact]
    public void Short_of_research_and_rights() => Reads("hnte-2023", Six.Short, RuleOutcome.Fail, """
        X
        """);

    [Fact]
    public void One_person_too_many_for_a_small_enterprise() => Reads("sme-2023", Six.TooMany, RuleOutcome.Fail, """
        X
        """);

    [Fact]
    public void A_certificate_stands_for_the_score() => Reads("sme-2023", Six.FastTrack, RuleOutcome.Manual, """
        X
        """);

    [Fact]
    public void Four_of_the_five_haves() => Reads("rd-institution-2024", Six.FourOfFive, RuleOutcome.Fail, """
        X
        """);

    [Fact]
    public void Almost_no_data_is_unknown_and_nothing_fails() => Reads("hnte-2023", Six.Blank, RuleOutcome.Unknown, """
        X
        """);

    private static void Reads(string programme, IReadOnlyList<CaseFacts> facts, RuleOutcome outcome, string gaps)
    {
        Assert.Equal(gaps.ReplaceLineEndings("\n"), Six.Gaps(programme, facts));
        Assert.Equal(outcome, Six.Check(programme, facts).Outcome);
    }
}
