using System.Globalization;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Programmes;

internal static class StagesFile
{
    private static readonly Stages Usual = new();

    public static Stages Read(DefinitionObject o)
    {
        var stages = new Stages
        {
            Guidance = o.Word("guidance", Words.Of<GuidanceMode>(), Usual.Guidance),
            GuidanceDays = o.Int("guidanceDays", Usual.GuidanceDays, 1, 250),
            RevisionDays = o.Int("revisionDays", Usual.RevisionDays, 1, 250),
            GuidanceRounds = o.Int("guidanceRounds", Usual.GuidanceRounds, 1, 20),
            FormalRounds = o.Int("formalRounds", Usual.FormalRounds, 1, 20),
            FormalDays = o.Int("formalDays", Usual.FormalDays, 1, 250),
            FourEyes = o.Flag("fourEyes", Usual.FourEyes),
            Selection = o.Word("selection", Words.Of<SelectionMode>(), Usual.Selection),
            SelectionDays = o.Int("selectionDays", Usual.SelectionDays, 1, 250),
            ScoreSheet = o.Objects("scoreSheet", Criterion),
            ForwardDays = o.Int("forwardDays", Usual.ForwardDays, 1, 250),
            Publicity = o.Object("publicity", Publicity),
            ContractRequired = o.Flag("contractRequired"),
            ContractDays = o.Int("contractDays", Usual.ContractDays, 1, 250),
            Reports = o.Objects("reports", Report),
            MidtermFrom = Yuan(o, "midtermFromYuan"),
            Acceptance = o.Object("acceptance", Acceptance),
            Credential = o.Object("credential", Credential),
        };
        o.Expect((stages.Selection == SelectionMode.Score) == (stages.ScoreSheet.Count > 0), "scoreSheet", "criteria when selection is score, and none otherwise");
        o.Unique("scoreSheet", stages.ScoreSheet.Select(c => c.Id));
        o.Done();
        return stages;
    }

    /// <summary>Whole yuan.</summary>
    public static Money? Yuan(DefinitionObject o, string name)
    {
        var yuan = o.OptionalLong(name, 0);
        o.Expect(yuan is null or <= 1_000_000_000_000, name, "at most 1 000 000 000 000 yuan");
        return yuan is { } y and <= 1_000_000_000_000 ? Money.FromYuan(y) : null;
    }

    private static Criterion Criterion(DefinitionObject o)
    {
        var criterion = new Criterion(o.Text("id"), o.Text("titleZh"), o.Text("titleEn"), o.Int("max", null, 1, 1000));
        o.Done();
        return criterion;
    }

    private static PublicityRule Publicity(DefinitionObject o)
    {
        var rule = new PublicityRule(o.Int("days", null, 1, 60), o.Word("mode", Words.Of<CountingMode>(), CountingMode.WorkingDays), o.Flag("includeStartDay", true));
        o.Done();
        return rule;
    }

    private static ReportRule Report(DefinitionObject o)
    {
        var rule = new ReportRule(o.Word<ReportKind>("kind", Words.Of<ReportKind>()), o.Int("everyMonths", null, 6, 12), o.Int("dueDays", 15, 1, 180));
        o.Expect(rule.EveryMonths is 6 or 12, "everyMonths", "6 or 12");
        o.Done();
        return rule;
    }

    private static AcceptanceRule Acceptance(DefinitionObject o)
    {
        var rule = new AcceptanceRule(o.Int("withinMonths", null, 1, 60), o.Int("experts", 0, 0, 50), o.Flag("light"));
        o.Expect(rule.Light == (rule.Experts == 0), "experts", "at least 1, or 0 when light");
        o.Done();
        return rule;
    }

    private static CredentialRule Credential(DefinitionObject o)
    {
        var rule = new CredentialRule(o.Text("type"), o.OptionalInt("years", 1, 50), MonthDay(o, "untilMonthDay"), MonthDay(o, "annualReportBy"), o.Int("changeReportMonths", 3, 1, 24), o.OptionalInt("ratingEveryYears", 1, 20));
        o.Done();
        return rule;
    }

    private static string? MonthDay(DefinitionObject o, string name)
    {
        var text = o.OptionalText(name);
        o.Expect(text is null || DateOnly.TryParseExact("2023-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), name, "a day of every year, such as 03-31");
        return text;
    }
}
