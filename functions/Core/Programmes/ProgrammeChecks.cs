using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Programmes;

/// <summary>What must agree between the parts of one programme file.</summary>
internal static class ProgrammeChecks
{
    public static void Run(DefinitionObject o, Programme p)
    {
        o.Unique("rules", p.Rules.Select(r => r.Id));
        o.Unique("documents", p.Documents.Select(d => d.Id));
        o.Unique("dashboards", p.Dashboards);
        o.Expect(p.Ref.Id.Length is > 0 and <= 40 && p.Ref.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "id", "1 to 40 of a-z, 0-9 and -");
        o.Expect((p.Kind == ProgrammeKind.Project) == (p.Stages.Credential is null), "stages", "a credential for recognition and filing, none for a project");
        o.Expect(p.Kind == ProgrammeKind.Project || p.Funding.Mode == FundingMode.None, "funding", "no funding for recognition and filing");
        o.Expect(p.DecisionBy == DecisionBy.External || p.Stages.Publicity is not null, "stages", "the bureau's publicity when the bureau decides");
        o.Expect(p.Stages.ContractRequired || p.Funding.Instalments.All(i => i.Trigger != InstalmentTrigger.Contract), "funding", "no instalment on the contract unless stages.contractRequired");
        o.Expect(p.EffectiveFrom is null || p.EffectiveTo is null || p.EffectiveFrom <= p.EffectiveTo, "effectiveTo", "not before effectiveFrom");
        o.Expect(p.Participants.Any(r => r.Role == "lead"), "participants", "a lead");
    }
}
