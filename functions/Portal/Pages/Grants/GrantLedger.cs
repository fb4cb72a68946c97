using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>One posting of a grant, and what the grantee then held.</summary>
/// <param name="Balance">Of the account of advances: paid and neither accounted for nor given back.</param>
public sealed record GrantPosting(DateTimeOffset At, int Year, string Debit, string Credit, Money Amount, string Document, Money Balance);

/// <summary>The books of one grant, worked out from its history as those of its fund are.</summary>
internal static class GrantLedger
{
    private const string Advances = "advances";

    public static IReadOnlyList<GrantPosting> Of(Book book, IReadOnlyList<HistoryEntry> entries)
    {
        var (postings, balance) = (new List<GrantPosting>(), Money.Zero);
        CaseState? state = null;
        foreach (var e in entries.Select(x => x.Event))
        {
            state = Lifecycle.Evolve(state, e);
            foreach (var p in Lifecycle.Effects(book, state, e).OfType<Effect.PostLedger>())
            {
                balance += (p.Debit == Advances ? p.Amount : Money.Zero) - (p.Credit == Advances ? p.Amount : Money.Zero);
                postings.Add(new(e.At, p.Year, p.Debit, p.Credit, p.Amount, p.Document, balance));
            }
        }

        return postings;
    }
}
