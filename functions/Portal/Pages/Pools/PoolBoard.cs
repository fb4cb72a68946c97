using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Parts;
using ProjectFlow.Portal.Shell;
using Listing = ProjectFlow.Portal.Pages.Administration.Listing;

namespace ProjectFlow.Portal.Pages.Pools;

/// <param name="Lines">The first fifty.</param>
/// <param name="More">Whether there are more than those; the export has them.</param>
public sealed record PoolColumn(RegisterState State, IReadOnlyList<CaseLine> Lines, bool More);

/// <param name="Columns">In the register's order.</param>
/// <param name="Names">Of the enterprises shown, by their credit code.</param>
/// <param name="Town">Only enterprises there; empty = all.</param>
public sealed record PoolModel(PoolName Pool, IReadOnlyList<PoolColumn> Columns, IReadOnlyDictionary<string, string> Names, string Town);

/// <summary>A pool as a board: a column for each state that an entry stands in, in the register's order.</summary>
internal static class PoolBoard
{
    private const string Left = "exited";
    private const int Shown = 50;

    public static IResult Pools(HttpContext http, RegisterShelf shelf) =>
        Known(http, shelf) is { } register ? Show.Page<PoolsPage>(PoolList.Of(register)) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> SeeAsync(string pool, string? town, HttpContext http, RegisterShelf shelf, CaseLists lists, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        if (Find(pool, http, shelf) is not ({ } register, { } named))
        {
            return Refusal.NotFound.ToProblem();
        }

        var there = await TownAsync(town, http, shelf, lists, ct);
        var columns = await Task.WhenAll(Standing(register).Select(s => ColumnAsync(register, pool, s, there, http.Actor(), lists, ct)));
        var known = await names.AllAsync(columns.SelectMany(c => c.Lines).Select(l => l.Org), http.Actor(), clock.Now, ct);
        return Show.Page<PoolPage>(new PoolModel(named, columns, known, town?.Trim() ?? ""));
    }

    /// <summary>The rows of the board, also those a column has no room for.</summary>
    public static async Task<IResult> ExportAsync(string pool, string? town, string? format, HttpContext http, RegisterShelf shelf, CaseLists lists, OrgNames names, CaseClock clock, Screen screen, CancellationToken ct)
    {
        if (Find(pool, http, shelf) is not ({ } register, _))
        {
            return Refusal.NotFound.ToProblem();
        }

        var (who, now) = (http.Actor(), clock.Now);
        var there = await TownAsync(town, http, shelf, lists, ct);
        var rows = Standing(register).ToAsyncEnumerable().SelectMany(s => LinesAsync(register, pool, s, there, who, lists, ct).Select(l => (State: s, Line: l)))
            .Select(async (r, c) => (IReadOnlyList<object?>)[await names.OfAsync(new OrgId(r.Line.Org), who, now, c), r.Line.Org, r.Line.Number, screen.Of(r.State.NameZh, r.State.NameEn)]);
        return await new Listing("pool-" + pool, [screen["supports.org"], screen["pools.code"], screen["registers.key"], screen["registers.state"]], rows).SendAsync(http, format, ct);
    }

    private static async Task<PoolColumn> ColumnAsync(Register register, string pool, RegisterState state, IReadOnlySet<string>? there, Actor who, CaseLists lists, CancellationToken ct)
    {
        var lines = await LinesAsync(register, pool, state, there, who, lists, ct).Take(Shown + 1).ToListAsync(ct);
        return new(state, [.. lines.Take(Shown)], lines.Count > Shown);
    }

    private static IAsyncEnumerable<CaseLine> LinesAsync(Register register, string pool, RegisterState state, IReadOnlySet<string>? there, Actor who, CaseLists lists, CancellationToken ct) =>
        RecordAccess.ListOf(register, who, state.Id, null) is not { } list ? AsyncEnumerable.Empty<CaseLine>()
            : KeyedLines.OfAsync(lists, list, pool, ct).Where(l => l.State == state.Id && there?.Contains(l.Org) != false);

    /// <summary>The enterprises of a town, one read for each thousand; null = of all towns.</summary>
    private static async Task<IReadOnlySet<string>?> TownAsync(string? town, HttpContext http, RegisterShelf shelf, CaseLists lists, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(town))
        {
            return null;
        }

        var who = http.Actor();
        return shelf.Newest("enterprises") is { } register && RecordAccess.ListOf(register, who, null, null) == RecordProjection.Whole("enterprises", null)
            ? (await lists.AllAsync(RecordProjection.OfArea(town.Trim(), "enterprises"), ct)).Select(l => l.Org).ToHashSet() : new HashSet<string>();
    }

    private static IEnumerable<RegisterState> Standing(Register register) => register.States.Where(s => s.Id != Left);

    private static (Register? Register, PoolName? Pool) Find(string pool, HttpContext http, RegisterShelf shelf) =>
        Known(http, shelf) is { } register ? (register, PoolList.Of(register).FirstOrDefault(p => p.Id == pool)) : (null, null);

    private static Register? Known(HttpContext http, RegisterShelf shelf) =>
        shelf.Newest(PoolNames.Register) is { } register && RecordAccess.Knows(register, http.Actor()) ? register : null;
}
