using Microsoft.Extensions.Options;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Publicity;

/// <summary>Reads what is published at this moment.</summary>
internal sealed class PublishedCases(CaseLists lists, ProgrammeShelf shelf, PeopleDirectory directory, CaseClock clock, Screen t, IOptions<PortalOptions> options)
{
    public string ObjectionAddress => options.Value.ObjectionAddress;

    /// <summary>The newest version; null for a programme that is not there.</summary>
    public Programme? Programme(string id) => shelf.All.LastOrDefault(p => p.Ref.Id == id);

    /// <summary>What is over stands before the present moment in the list; what begins later is left out.</summary>
    public async Task<(IReadOnlyList<CaseLine> Lines, string? Next)> PageAsync(string list, string? after, int max, CancellationToken ct)
    {
        var now = clock.Now;
        var page = await lists.PageAsync(list, string.IsNullOrEmpty(after) ? PublicityLists.Sort(now) : after, max, ct);
        return ([.. page.Lines.Where(l => l.DueAt > now && l.From <= ChinaTime.DateOf(now))], page.Next);
    }

    public async Task<IReadOnlyList<Published>> NamedAsync(IReadOnlyList<CaseLine> lines, CancellationToken ct)
    {
        var names = await directory.NamesAsync(lines.Select(l => new OrgId(l.Org)), ct);
        return [.. lines.Select(l => new Published(l.Title, l.Number, names.GetValueOrDefault(l.Org, l.Org), NameOf(l.Programme), l.From!.Value, l.DueAt!.Value))];
    }

    public IReadOnlyList<string> Sections(Programme? of, IReadOnlyList<CaseLine> lines) =>
        [.. (of is null ? lines.Select(l => Programme(l.Programme)) : [of]).OfType<Programme>().Select(p => p.Section).Distinct().Order(StringComparer.Ordinal)];

    private string NameOf(string programme) => Programme(programme) is { } p ? t.Of(p.NameZh, p.NameEn) : programme;
}
