using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Portal.Pages.Parts;

/// <summary>Organisations by name: as the register of enterprises has it, else as they registered, else their credit code.</summary>
internal sealed class OrgNames(CaseReader reader, PeopleDirectory directory)
{
    public async Task<string> OfAsync(OrgId org, Actor who, DateTimeOffset at, CancellationToken ct) =>
        await reader.FindAsync(CaseId.Record("enterprises", org.Value), who, at, ct) is { State: RegisterRecord { RemovedOn: null, Title.Length: > 0 } record } ? record.Title
        : (await directory.OrgAsync(org, ct))?.Name ?? org.Value;

    /// <summary>Two reads for each at most, all at once: for the lines of a page, not of a list.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AllAsync(IEnumerable<string> orgs, Actor who, DateTimeOffset at, CancellationToken ct)
    {
        var named = await Task.WhenAll(orgs.Where(o => o.Length > 0).Distinct().Select(async o => (Org: o, Name: await OfAsync(new(o), who, at, ct))));
        return named.ToDictionary(n => n.Org, n => n.Name);
    }
}
