using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Ledger;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Ledger;

/// <summary>An enterprise's R&amp;D ledger, a year at a time.</summary>
public sealed class LedgerBook(RegisterShelf registers, PeopleDirectory directory, OrgRecords records)
{
    /// <returns>Null when the ledger is not there for this person.</returns>
    public async Task<LedgerYear?> OfAsync(OrgId org, int year, Actor who, CancellationToken ct)
    {
        if (registers.Newest(LedgerFacts.Register) is not { } register || !RecordAccess.Reads(register, org, null, who) || await directory.OrgAsync(org, ct) is not { } known)
        {
            return null;
        }

        var rows = await records.AllAsync(RecordProjection.OfYear(org, LedgerFacts.Register, year), ct);
        return LedgerFacts.Year(year, known.Name, org, [.. rows.Select(r => r.Facts)]);
    }
}
