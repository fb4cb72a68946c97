using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Pools;

/// <summary>What must agree between programme files and register files: pools that are there, and names that are fields.</summary>
public static class FillChecks
{
    private const string PoolPath = "member.pool";

    public static IEnumerable<FileProblem> Across(IReadOnlyList<(string File, Programme Programme)> programmes, IReadOnlyList<Register> registers)
    {
        var sources = RegisterSources.Of(registers);
        var pools = registers.Where(r => r.Ref.Id == PoolNames.Register).SelectMany(r => r.Form.Find(PoolPath)?.Options ?? []).ToHashSet();
        foreach (var (file, programme) in programmes)
        {
            if (programme.Pool is { } pool && !pools.Contains(pool))
            {
                yield return new(file, 1, "pool", "one of " + string.Join(", ", pools.Order(StringComparer.Ordinal)), $"\"{pool}\"");
            }

            foreach (var (line, to, name) in programme.Prefill.SelectMany(f => Wrong(f, sources, registers).Select(n => (f.Line, f.To, n))))
            {
                yield return new(file, line, "prefill." + to, "a field of a register, or a fact of a case", $"\"{name}\"");
            }
        }
    }

    private static IEnumerable<string> Wrong(Fill fill, MetricSources sources, IReadOnlyList<Register> registers) =>
        Names(fill).Where(n => !Knows(n.Source, n.Path, sources, registers)).Select(n => n.Path.Length == 0 ? n.Source : $"{n.Source} {n.Path}").Distinct();

    private static IEnumerable<(string Source, string Path)> Names(Fill fill) => fill switch
    {
        Fill.Value v => v.From.Names().Select(FillNames.Split),
        Fill.Count c => Names(c.Of),
        Fill.Rows r => Names(r.Of).Concat(r.Columns.Select(c => (r.Of.Source, c.From))),
        Fill.First f => f.Words.SelectMany(w => Names(w.Of)),
        _ => [],
    };

    private static IEnumerable<(string Source, string Path)> Names(Selection of) => of.Where.Select(w => (of.Source, w.Path)).Prepend((of.Source, ""));

    private static bool Knows(string source, string path, MetricSources sources, IReadOnlyList<Register> registers) => source.Split('/') is [var register, var table]
        ? registers.Any(r => "register:" + r.Ref.Id == register && r.Form.Find(table) is { Type: FieldType.Table } t && (path.Length == 0 || path.Contains('.', StringComparison.Ordinal) || t.Columns.Any(c => c.Id == path)))
        : sources.Find(source) is { } knows && (path.Length == 0 || knows(path));
}

/// <summary>Names the register of pools goes by.</summary>
public static class PoolNames
{
    public const string Register = "pools";
}
