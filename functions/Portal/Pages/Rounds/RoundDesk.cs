using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <param name="Years">The newest first.</param>
public sealed record RoundsModel(IReadOnlyList<(Programme Programme, IReadOnlyList<int> Years)> Rounds);

/// <summary>Finds rounds for the person signed in; what is not of their sections is not there for them, as in the API.</summary>
internal sealed class RoundDesk(CaseLists lists, ProgrammeShelf shelf, PeopleDirectory directory)
{
    /// <summary>One read for the list and one for each organisation in it; null for what is not there.</summary>
    public async Task<RoundView?> FindAsync(HttpContext http, string id, int year, CancellationToken ct)
    {
        if (ProgrammeOf(http.Actor(), id, year) is not { } programme)
        {
            return null;
        }

        var lines = new List<CaseLine>();
        await foreach (var line in LinesAsync(http.Actor(), id, year, ct))
        {
            lines.Add(line);
        }

        return new(programme, year, lines, await directory.NamesAsync(lines.Select(l => new OrgId(l.Org)), ct));
    }

    public Programme? ProgrammeOf(Actor who, string id, int year)
    {
        var versions = shelf.All.Where(p => p.Ref.Id == id).ToList();
        return year is < 2000 or > 2100 || !versions.Any(p => Covers(who, p)) ? null : versions.LastOrDefault(p => p.Round.Year == year) ?? versions[^1];
    }

    /// <summary>Without those of organisations this person declared a relation to (I12).</summary>
    public IAsyncEnumerable<CaseLine> LinesAsync(Actor who, string id, int year, CancellationToken ct) =>
        lists.EachAsync($"programme:{id}:{year}", ct).Where(l => !who.Conflicts.Contains(new(l.Org)) && !(l.Round?.Partners ?? []).Any(who.Conflicts.Contains));

    public async Task<string> NameAsync(string org, CancellationToken ct) => (await directory.OrgAsync(new(org), ct))?.Name ?? org;

    public RoundsModel All(Actor who) => new(
        [.. shelf.All.GroupBy(p => p.Ref.Id).Where(g => g.Any(p => Covers(who, p))).Select(g => (g.Last(), (IReadOnlyList<int>)[.. g.Select(p => p.Round.Year).Distinct().OrderDescending()]))]);

    private static bool Covers(Actor who, Programme programme) => who.IsAny(Role.Leader, Role.Auditor) || who.Sections.Contains(programme.Section);
}
