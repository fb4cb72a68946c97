using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Programmes;

/// <summary>Participants, documents and money of a programme file.</summary>
internal static class PartsFile
{
    public static readonly IReadOnlyList<string> OrgTypes = ["enterprise", "university", "institute", "platform"];
    public static readonly IReadOnlyList<string> DocumentTypes = ["pdf", "docx", "xlsx", "png", "jpg"];
    public static readonly IReadOnlyList<string> Roles = ["lead", "partner"];

    public static ParticipantRule Participant(DefinitionObject o)
    {
        var (role, required) = (o.Text("role"), o.Flag("required"));
        var rule = new ParticipantRule(role, o.Texts("orgTypes"), required, o.Int("min", required ? 1 : 0), o.OptionalInt("max", 1), o.Flag("inArea"));
        o.Expect(Roles.Contains(role) || role.Length == 0, "role", "one of " + string.Join(", ", Roles));
        Among(o, "orgTypes", rule.OrgTypes, OrgTypes);
        o.Expect(rule.Max is null || rule.Max >= rule.Min, "max", "not below min");
        o.Done();
        return rule;
    }

    public static DocumentRule Document(DefinitionObject o)
    {
        var rule = new DocumentRule(o.Text("id"), o.Text("titleZh"), o.Text("titleEn"))
        {
            Required = o.Flag("required"),
            Types = o.Texts("types"),
            MaxMb = o.Int("maxMb", 20, 1, 100),
            VerifyOriginal = o.Flag("verifyOriginal"),
            ByBureau = o.Flag("byBureau"),
        };
        Among(o, "types", rule.Types, DocumentTypes);
        o.Done();
        return rule;
    }

    public static Funding Funding(DefinitionObject o)
    {
        var funding = new Funding(o.Word<FundingMode>("mode", Words.Of<FundingMode>()), o.Word<Payer>("payer", Words.Of<Payer>()))
        {
            Instalments = o.Objects("instalments", Instalment),
            SelfFundMinBasisPoints = o.Int("selfFundMinBasisPoints", 0, 0, 100_000),
            Categories = o.Texts("categories"),
            AuditFrom = StagesFile.Yuan(o, "auditFromYuan"),
            Fund = o.Text("fund", "none")!,
        };
        Money(o, funding);
        o.Done();
        return funding;
    }

    private static void Money(DefinitionObject o, Funding funding)
    {
        var shares = funding.Instalments.Sum(i => i.BasisPoints);
        o.Expect((funding.Mode == FundingMode.None) == (funding.Payer == Payer.None), "payer", "none exactly when mode is none");
        o.Expect(funding.Mode != FundingMode.None || funding.Instalments.Count == 0, "instalments", "no instalments when mode is none");
        if (funding.Mode != FundingMode.None && shares != 10_000)
        {
            o.Report("instalments", "shares that sum to 10000 basis points", $"{shares}");
        }

        o.Expect(funding.Payer != Payer.Local || funding.Fund != "none", "fund", "the fund local payments are booked on");
        o.Unique("categories", funding.Categories);
    }

    private static InstalmentRule Instalment(DefinitionObject o)
    {
        var rule = new InstalmentRule(o.Int("basisPoints", null, 1, 10_000), o.Word<InstalmentTrigger>("trigger", Words.Of<InstalmentTrigger>()));
        o.Done();
        return rule;
    }

    private static void Among(DefinitionObject o, string name, IReadOnlyList<string> given, IReadOnlyList<string> known)
    {
        foreach (var other in given.Except(known))
        {
            o.Report(name, "only " + string.Join(", ", known), $"\"{other}\"");
        }
    }
}
