using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Administration;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Rounds;

/// <summary>What is recommended, as it goes up on paper.</summary>
/// <param name="Bureau">The name above the seal.</param>
/// <param name="To">Whom it is for, as typed; may be empty.</param>
/// <param name="No">Its document number 文号, as typed; may be empty.</param>
/// <param name="Cases">Those asked for; none = all that wait.</param>
public sealed record LetterModel(RoundView Round, IReadOnlyList<CaseLine> Lines, string Bureau, DateOnly On, string To, string No, IReadOnlyList<string> Cases);

/// <summary>A round as tables and on paper.</summary>
internal static class RoundTables
{
    /// <summary>Every row of the round, read and written as it goes.</summary>
    public static async Task<IResult> RoundAsync(string id, int year, string? format, HttpContext http, RoundDesk desk, Screen t, CancellationToken ct)
    {
        if (desk.ProgrammeOf(http.Actor(), id, year) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["case.number"], t["cases.title"], t["case.org"], t["round.orgCode"], t["cases.state"], t["round.turn"], t["cases.due"], t["round.askedYuan"], t["round.rank"], t["round.average"], t["round.at"], t["case.receipt"], t["round.forwardedOn"]];
        return await new Listing(Name("round", id, year), header, RowsAsync(id, year, http.Actor(), desk, t, ct)).SendAsync(http, format, ct);
    }

    public static async Task<IResult> ScoresAsync(string id, int year, string? format, HttpContext http, RoundDesk desk, Screen t, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, year, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        var most = found.Lines.Select(l => ScoreFigures.Seen(l.Round, t.Now).Count).DefaultIfEmpty().Max();
        string[] header = [t["case.number"], t["cases.title"], t["case.org"], t["round.average"], t["round.spread"], .. Enumerable.Range(1, most).Select(n => t["round.expert", n])];
        var rows = Ranking.ByScore(found, t.Now).Select(l => (IReadOnlyList<object?>)
            [l.Number, l.Title, found.NameOf(l), ScoreFigures.Average(l.Round, t.Now), ScoreFigures.Spread(l.Round, t.Now), .. ScoreFigures.Seen(l.Round, t.Now).Select(s => (object?)s)]);
        return await new Listing(Name("scores", id, year), header, rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    public static async Task<IResult> SelectionAsync(string id, int year, string? format, HttpContext http, RoundDesk desk, Screen t, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, year, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["round.rank"], t["case.number"], t["cases.title"], t["case.org"], t["round.askedYuan"], t["round.average"], t["round.choice"], t["cases.state"]];
        var rows = Ranking.Decided(found).Select(l => (IReadOnlyList<object?>)
            [l.Round?.Rank, l.Number, l.Title, found.NameOf(l), l.Round?.Asked, ScoreFigures.Average(l.Round, t.Now), t.Word("choice", Ranking.ChoiceOf(l)), t.Word("stage", l.State)]);
        return await new Listing(Name("selection", id, year), header, rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }

    /// <summary>汇总表.</summary>
    /// <param name="case">Only these; none = all that wait to be forwarded.</param>
    public static async Task<IResult> SummaryAsync(string id, int year, string? format, string[]? @case, HttpContext http, RoundDesk desk, Screen t, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, year, ct) is not { } found)
        {
            return Refusal.NotFound.ToProblem();
        }

        string[] header = [t["round.no"], t["case.number"], t["cases.title"], t["case.org"], t["round.orgCode"], t["round.askedYuan"], t["round.rank"]];
        var rows = Ranking.ToForward(found, @case).Select((l, i) => (IReadOnlyList<object?>)[i + 1, l.Number, l.Title, found.NameOf(l), l.Org, l.Round?.Asked, l.Round?.Rank]);
        return await new Listing(Name("recommendation", id, year), header, rows.ToAsyncEnumerable()).SendAsync(http, format ?? "xlsx", ct);
    }

    /// <summary>推荐函.</summary>
    /// <inheritdoc cref="SummaryAsync"/>
    public static async Task<IResult> LetterAsync(string id, int year, string[]? @case, string? to, string? no, HttpContext http, RoundDesk desk, IOptions<PortalOptions> options, CaseClock clock, CancellationToken ct) =>
        await desk.FindAsync(http, id, year, ct) is { } found
            ? Show.Page<LetterPage>(new LetterModel(found, Ranking.ToForward(found, @case), options.Value.BureauName, ChinaTime.DateOf(clock.Now), to?.Trim() ?? "", no?.Trim() ?? "", @case ?? []))
            : Refusal.NotFound.ToProblem();

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(string id, int year, Actor who, RoundDesk desk, Screen t, [EnumeratorCancellation] CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var l in desk.LinesAsync(who, id, year, ct))
        {
            names.TryAdd(l.Org, names.GetValueOrDefault(l.Org) ?? await desk.NameAsync(l.Org, ct));
            yield return [l.Number, l.Title, names[l.Org], l.Org, t.Word("stage", l.State), t.Word("turn", l.Ball), l.DueAt is { } due && l.Ball != "none" ? Times.Until(due) : null, .. Facts(l.Round, t)];
        }
    }

    private static IEnumerable<object?> Facts(RoundFacts? facts, Screen t) =>
        [facts?.Asked, facts?.Rank, ScoreFigures.Average(facts, t.Now), facts?.At is { } at ? t.Word("external", at.ToString()) : null, facts?.Forwarding?.ReceiptNo, facts?.Forwarding?.On];

    private static string Name(string kind, string id, int year) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{id}-{year}");
}

/// <summary>In which order a round's cases stand.</summary>
internal static class Ranking
{
    /// <summary>All that were scored or are to be, the best average first.</summary>
    public static IReadOnlyList<CaseLine> ByScore(RoundView round, DateTimeOffset now) =>
        [.. round.Lines.Where(l => l.Round is { Experts: > 0 }).OrderByDescending(l => ScoreFigures.Average(l.Round, now) ?? -1).ThenBy(l => l.Number, StringComparer.Ordinal)];

    /// <summary>Those still to be chosen from, the best average first.</summary>
    public static IReadOnlyList<CaseLine> Open(RoundView round, DateTimeOffset now) =>
        [.. round.Lines.Where(l => l.State == nameof(Stage.Selection)).OrderByDescending(l => ScoreFigures.Average(l.Round, now) ?? -1).ThenBy(l => l.Number, StringComparer.Ordinal)];

    /// <summary>Those chosen, by rank.</summary>
    public static IReadOnlyList<CaseLine> Chosen(RoundView round) =>
        [.. round.Lines.Where(l => l.Round is { Recommended: true }).OrderBy(l => l.Round!.Rank ?? int.MaxValue).ThenBy(l => l.Number, StringComparer.Ordinal)];

    /// <summary>Those something was decided for in the selection: chosen by rank, then the reserve list, then those not chosen.</summary>
    public static IReadOnlyList<CaseLine> Decided(RoundView round) =>
        [.. Chosen(round), .. round.Lines.Where(l => l.Round is { OnReserve: true }), .. round.Lines.Where(l => l.Round is { RejectedAt: RejectedAt.Selection })];

    public static string ChoiceOf(CaseLine line) => line.Round switch
    {
        { Recommended: true } => RoundStep.Recommend,
        { OnReserve: true } => RoundStep.Reserve,
        _ => RoundStep.Reject,
    };

    /// <param name="cases">Only these, wherever they stand at the authority; none = all that wait.</param>
    public static IReadOnlyList<CaseLine> ToForward(RoundView round, IReadOnlyList<string>? cases) =>
        [.. Chosen(round).Where(l => cases is { Count: > 0 } ? l.Round!.At is not null && cases.Contains(l.Case.Value) : l.Round!.At == ExternalStage.ToForward)];
}
