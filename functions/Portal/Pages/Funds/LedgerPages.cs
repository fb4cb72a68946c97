using System.Globalization;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

public sealed record ProgrammeSums(Programme Programme, GrantSums Sums);

/// <param name="Funds">Those this person may open.</param>
public sealed record LedgerListModel(int Year, IReadOnlyList<ProgrammeSums> Programmes, IReadOnlyList<string> Funds);

public sealed record ProgrammeLedgerModel(Programme Programme, int Year, IReadOnlyList<CaseLine> Lines, GrantSums Total, bool MayFund);

/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record FundLedgerModel(string Fund, int Year, IReadOnlyDictionary<string, Money> Balances, IReadOnlyList<Posting> Postings, string? Next);

/// <summary>The books of programmes and funds, year by year.</summary>
internal static class LedgerPages
{
    private const int PageLength = 50;
    private const int ExportLength = 500;

    public static async Task<IResult> ListAsync(int? year, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        var shown = year ?? ChinaTime.DateOf(clock.Now).Year;
        return shown is < 2000 or > 2100 ? QueryRefusals.Year.ToProblem()
            : Show.Page<LedgerListPage>(new LedgerListModel(shown, await SumsAsync(Visible(http.Actor(), shelf), shown, lists, ct), MayFund(http.Actor()) ? FundsOf(shelf) : []));
    }

    public static async Task<IResult> ProgrammeAsync(string id, int year, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct) =>
        await ModelAsync(id, year, http, lists, shelf, ct) is { } model ? Show.Page<ProgrammeLedgerPage>(model) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> ExportAsync(string id, int year, string? format, HttpContext http, CaseLists lists, ProgrammeShelf shelf, Screen t, CancellationToken ct)
    {
        if (await ModelAsync(id, year, http, lists, shelf, ct) is not { } model)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["cases.title"], t["case.number"], t["cases.state"], t["sums.budget"], t["sums.committed"], t["sums.planned"], t["sums.paid"], t["sums.accepted"], t["sums.returned"], t["sums.free"], t["sums.balance"]];
        var rows = model.Lines.Select(l => (Line: l, S: l.Sums ?? GrantSums.Zero))
            .Select(x => (IReadOnlyList<object?>)[x.Line.Title, x.Line.Number, t.Word("stage", x.Line.State), x.S.Budget, x.S.Committed, x.S.Planned, x.S.Paid, x.S.Accepted, x.S.Returned, x.S.Free, x.S.Balance]);
        return await Tables.SendAsync(http, string.Create(CultureInfo.InvariantCulture, $"ledger-{id}-{year}"), format, header, rows, ct);
    }

    public static async Task<IResult> FundAsync(string fund, int year, string? after, LedgerEffects ledger, CancellationToken ct)
    {
        if ((year is < 2000 or > 2100 ? QueryRefusals.Year : QueryRefusals.OfPage(after, null)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (!RowLimits.IsKey(LedgerEffects.PartitionOf(fund, year)))
        {
            return Refusal.NotFound.ToProblem();
        }

        var postings = await ledger.PostingsAsync(fund, year, after ?? "", PageLength + 1, ct);
        var page = postings.Take(PageLength).ToList();
        return Show.Page<FundLedgerPage>(new FundLedgerModel(fund, year, await ledger.BalancesAsync(fund, year, ct), page, postings.Count > PageLength ? page[^1].Id : null));
    }

    public static async Task<IResult> ExportFundAsync(string fund, int year, string? format, HttpContext http, LedgerEffects ledger, Screen t, CancellationToken ct)
    {
        if (year is < 2000 or > 2100 || !RowLimits.IsKey(LedgerEffects.PartitionOf(fund, year)))
        {
            return Refusal.NotFound.ToProblem();
        }

        var all = new List<Posting>();
        while (await ledger.PostingsAsync(fund, year, all.Count == 0 ? "" : all[^1].Id, ExportLength, ct) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        string[] header = [t["ledger.at"], t["ledger.case"], t["ledger.debit"], t["ledger.credit"], t["ledger.amountYuan"], t["ledger.document"]];
        var rows = all.Select(p => (IReadOnlyList<object?>)[Times.Minute(p.At), p.Case.Value, t.Word("account", p.Debit), t.Word("account", p.Credit), p.Amount, p.Document]);
        return await Tables.SendAsync(http, string.Create(CultureInfo.InvariantCulture, $"ledger-{fund}-{year}"), format, header, rows, ct);
    }

    /// <summary>One read for each programme.</summary>
    public static async Task<IReadOnlyList<ProgrammeSums>> SumsAsync(IEnumerable<Programme> programmes, int year, CaseLists lists, CancellationToken ct) =>
        await Task.WhenAll(programmes.Select(async p => new ProgrammeSums(p, Total(await lists.AllAsync(ListOf(p.Ref.Id, year), ct)))));

    /// <summary>The newest version of each programme that leads to grants, as far as this person's sections reach.</summary>
    public static IReadOnlyList<Programme> Visible(Actor who, ProgrammeShelf shelf) =>
        [.. shelf.All.Where(p => p.Kind == ProgrammeKind.Project).GroupBy(p => p.Ref.Id).Select(g => g.Last()).Where(p => who.IsAny(Role.Leader, Role.Auditor, Role.FundAdministrator) || who.Sections.Contains(p.Section))];

    private static async Task<ProgrammeLedgerModel?> ModelAsync(string id, int year, HttpContext http, CaseLists lists, ProgrammeShelf shelf, CancellationToken ct)
    {
        if (year is < 2000 or > 2100 || Visible(http.Actor(), shelf).FirstOrDefault(p => p.Ref.Id == id) is not { } programme)
        {
            return null;
        }

        var lines = await lists.AllAsync(ListOf(id, year), ct);
        return new(programme, year, lines, Total(lines), MayFund(http.Actor()));
    }

    private static string ListOf(string programme, int year) => string.Create(CultureInfo.InvariantCulture, $"grants:{programme}:{year}");

    private static GrantSums Total(IReadOnlyList<CaseLine> lines) => lines.Aggregate(GrantSums.Zero, (sum, l) => sum + (l.Sums ?? GrantSums.Zero));

    private static bool MayFund(Actor who) => who.IsAny(Role.SectionHead, Role.Leader, Role.FundAdministrator, Role.Auditor);

    private static IReadOnlyList<string> FundsOf(ProgrammeShelf shelf) => [.. shelf.All.Where(p => p.Kind == ProgrammeKind.Project).Select(p => p.Funding.Fund).Distinct().Order(StringComparer.Ordinal)];
}
