using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Pools;

/// <summary>Looks at an enterprise through the rules of the pools, with nothing typed that a register has.</summary>
public sealed class Prechecks(ProgrammeShelf shelf, RegisterShelf registers, PeopleDirectory directory, OrgRecords records)
{
    private const string Enterprises = "enterprises";

    private static readonly string[] Always = [$"register:{Enterprises}", "credential"];

    /// <summary>The newest version of each programme whose pool it is, in the order of ids.</summary>
    /// <param name="pool">Null = of all pools.</param>
    public IReadOnlyList<Programme> Programmes(string? pool) =>
        [.. shelf.All.Where(p => p.Pool is not null && (pool is null || p.Pool == pool)).GroupBy(p => p.Ref.Id).Select(g => g.MaxBy(p => p.Ref.Version, StringComparer.Ordinal)!).OrderBy(p => p.Ref.Id, StringComparer.Ordinal)];

    /// <returns>Null when the enterprise is not there for this person.</returns>
    public async Task<IReadOnlyList<Precheck>?> OfAsync(OrgId org, string? pool, Actor who, DateOnly on, CancellationToken ct)
    {
        var programmes = Programmes(pool);
        var known = records.OfAsync(org, programmes.SelectMany(p => p.Prefill).SelectMany(f => f.Sources).Concat(Always), ct);
        var facts = (await directory.OrgFactsAsync([org], ct)).GetValueOrDefault(org);
        IReadOnlyList<CaseFacts> said = [.. (await known).Select(k => k.Facts)];
        return (facts is null && said.Count == 0) || registers.Newest(Enterprises) is not { } register || !RecordAccess.Reads(register, org, facts?.Area ?? AreaOf(said), who) ? null
            : [.. programmes.Select(p => Precheck.Of(p, facts, said, on))];
    }

    /// <summary>The form of a programme as far as the registers know it on that day.</summary>
    public async Task<FormContent> PrefilledAsync(Programme programme, OrgId org, DateOnly on, CancellationToken ct)
    {
        var known = await records.OfAsync(org, programme.Prefill.SelectMany(f => f.Sources), ct);
        return Prefilled.Of(programme, [.. known.Select(k => k.Facts)], on);
    }

    private static string? AreaOf(IReadOnlyList<CaseFacts> facts) =>
        facts.FirstOrDefault(f => f.Source == $"register:{Enterprises}")?.Values.GetValueOrDefault("area") is Fact.Text t ? t.Value : null;
}
