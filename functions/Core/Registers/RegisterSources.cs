using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Registers;

/// <summary>Which facts the records of registers give, so that a metric file that misspells one is told.</summary>
public static class RegisterSources
{
    private static readonly string[] Standing = ["state", "key", "org", "area", "createdOn"];

    public static MetricSources Of(IReadOnlyList<Register> registers) => new(registers.GroupBy(r => r.Ref.Id).ToDictionary(g => g.Key, g => Knows([.. g], registers)));

    private static Func<string, bool> Knows(IReadOnlyList<Register> versions, IReadOnlyList<Register> all) => path => path.Split('.') switch
    {
        [var word] => Standing.Contains(word),
        ["entered" or "in", var state] => versions.Any(v => v.State(state) is not null),
        ["linked", var other] => all.Any(r => r.Ref.Id == other && r.Links.Any(l => l.Register == versions[0].Ref.Id)),
        [var section, var field, "from" or "to"] => versions.Any(v => v.Form.Find($"{section}.{field}")?.Type == FieldType.Period),
        _ => versions.Any(v => v.Form.Find(path) is { Type: not (FieldType.Table or FieldType.File or FieldType.Person or FieldType.MultiEnum) }),
    };
}
