using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Rules;

namespace ProjectFlow.Core.Programmes;

/// <summary>A programme file: one version of one programme, as people write it.</summary>
public static class ProgrammeFile
{
    /// <param name="file">The file's name as problems show it.</param>
    public static Parsed<Programme> Parse(string file, ReadOnlySpan<byte> utf8) => DefinitionFile.Parse(file, utf8, Read);

    private static Programme? Read(DefinitionObject o)
    {
        o.OptionalText("$schema");
        var programme = Head(o);
        var round = o.Required("round", RoundFile.Read);
        var stages = o.Required("stages", StagesFile.Read);
        var form = o.Required("form", FormFile.Read);
        var rules = o.Objects("rules", new RuleFile(form ?? FormDefinition.Empty).Read);
        if (round is null || stages is null || form is null)
        {
            return null;
        }

        var whole = programme(new(round, stages, form, rules)) with { Pool = o.OptionalText("pool", 40), Prefill = new FillFile(form).Read(o, "prefill") };
        o.Done();
        ProgrammeChecks.Run(o, whole);
        return whole;
    }

    private static Func<Parts, Programme> Head(DefinitionObject o)
    {
        var reference = new ProgrammeRef(o.Text("id"), o.Text("version"));
        var (zh, en, level) = (o.Text("nameZh"), o.Text("nameEn"), o.Text("level"));
        var (kind, by) = (o.Word<ProgrammeKind>("kind", Words.Of<ProgrammeKind>()), o.Word<DecisionBy>("decisionBy", Words.Of<DecisionBy>()));
        return p => new Programme(reference, zh, en, kind, by, level)
        {
            Section = o.Text("section"),
            Round = p.Round,
            Stages = p.Stages,
            Participants = o.Objects("participants", PartsFile.Participant),
            Form = p.Form,
            Documents = o.Objects("documents", PartsFile.Document),
            Rules = p.Rules,
            Funding = o.Object("funding", PartsFile.Funding) ?? Funding.None,
            Dashboards = o.Texts("dashboards"),
            EffectiveFrom = o.OptionalDate("effectiveFrom"),
            EffectiveTo = o.OptionalDate("effectiveTo"),
            Sources = o.Texts("sources"),
        };
    }

    private sealed record Parts(Round Round, Stages Stages, FormDefinition Form, IReadOnlyList<Rule> Rules);
}
