using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Supports;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Parts;
using ProjectFlow.Portal.Pages.Registers;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.OpenBids;

/// <param name="Owner">The enterprise's name.</param>
/// <param name="Bids">Those this person may know of, sealed or not; the first hundred.</param>
/// <param name="Names">Of the bidders, by their credit code.</param>
/// <param name="Agreements">Those that answer the need.</param>
public sealed record NeedModel(RecordContext Of, string Owner, Register Book, IReadOnlyList<CaseLine> Bids, IReadOnlyDictionary<string, string> Names, IReadOnlyList<SupportEvidence> Agreements, bool MayBid);

/// <summary>One need on its way: published, bid for, opened, matched, agreed.</summary>
internal static class NeedPages
{
    public static async Task<IResult> SeeAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, CaseLists lists, OrgRecords records, OrgNames names, CaseClock clock, CancellationToken ct)
    {
        if (await RecordPages.FindAsync(id, http, reader, shelf, clock, ct) is not { Register.Ref.Id: "needs", Record.Org: { } org } found || shelf.Newest("bids") is not { } book)
        {
            return Refusal.NotFound.ToProblem();
        }

        var who = http.Actor();
        var bids = RecordAccess.ListOf(book, who, null, null) is { } list ? await KeyedLines.OfAsync(lists, list, found.Record.Key, ct).Take(CaseLists.MaxPage).ToListAsync(ct) : [];
        var known = await names.AllAsync(bids.Select(b => b.Org), who, clock.Now, ct);
        var agreements = await AgreementsAsync(found.Record, org, who, shelf, records, ct);
        var mayBid = found.Record.RecordState == "published" && RecordAccess.MayWrite(book, who);
        return Show.Page<NeedPage>(new NeedModel(found, await names.OfAsync(org, who, clock.Now, ct), book, bids, known, agreements, mayBid));
    }

    private static async Task<IReadOnlyList<SupportEvidence>> AgreementsAsync(RegisterRecord need, OrgId org, Actor who, RegisterShelf shelf, OrgRecords records, CancellationToken ct) =>
        shelf.Newest("agreements") is { } register && RecordAccess.Reads(register, org, null, who)
            ? [.. (await records.OfAsync(org, ["register:agreements"], ct)).Where(a => Text(a, "agreement.need") == need.Key).Select(a => new SupportEvidence(a.Case, Text(a, "agreement.title") ?? a.Case.Value))] : [];

    private static string? Text(KnownCase c, string path) => c.Facts.Values.GetValueOrDefault(path) is Fact.Text t ? t.Value : null;
}
