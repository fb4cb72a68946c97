using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Supports;

namespace ProjectFlow.Casework.Pools;

/// <summary>What the cases about an organisation say of themselves, from its lists: one read for each register, however many records there are.</summary>
public sealed class OrgRecords(IRows rows, CaseLists lists)
{
    /// <param name="sources">As figures name them; of each the first 1000 cases are looked at.</param>
    public async Task<IReadOnlyList<KnownCase>> OfAsync(OrgId org, IEnumerable<string> sources, CancellationToken ct)
    {
        var lists = sources.Select(s => ListOf(org, s)).Distinct().Where(l => ListRows.IsName(l)).ToList();
        var pages = await Task.WhenAll(lists.Select(l => PageAsync(l, "!", ct)));
        return [.. pages.SelectMany(p => p.Cases).Where(c => IsOf(org, c.Facts))];
    }

    /// <summary>All of one list that keeps facts; a read for each 1000.</summary>
    public async Task<IReadOnlyList<KnownCase>> AllAsync(string list, CancellationToken ct)
    {
        var all = new List<KnownCase>();
        for (var from = "!"; from is not null;)
        {
            (var page, from) = await PageAsync(list, from, ct);
            all.AddRange(page);
        }

        return all;
    }

    private async Task<(IReadOnlyList<KnownCase> Cases, string? Next)> PageAsync(string list, string from, CancellationToken ct)
    {
        var found = await rows.LinesAsync(list, from, RowLimits.MaxAsked, ct);
        var cases = (await lists.LinesAsync(list, found, ct)).SelectMany(l => (l.Facts ?? []).Select(f => new KnownCase(l.Case, f)));
        return ([.. cases], found.Count == RowLimits.MaxAsked ? found[^1].Key + "!" : null);
    }

    private static string ListOf(OrgId org, string source) => source.Split(':', '/') is ["register", var register, ..] ? RecordProjection.OfOrg(org, register) : $"org:{org}";

    /// <summary>A partner's list shows the lead's case too.</summary>
    private static bool IsOf(OrgId org, CaseFacts facts) => facts.Values.GetValueOrDefault("org") is Fact.Text t && t.Value == org.Value;
}
