using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Core.Grants;

/// <summary>What a grant says of itself to figures: once as a whole, and once for each payment that was made and not reversed.</summary>
public static class GrantFacts
{
    public static IReadOnlyList<CaseFacts> Of(Book book, Grant g) =>
    [
        Whole(book, g).As("grant"),
        .. g.Payments.Where(p => p.PaidAt is not null && p.State != PaymentState.Reversed)
            .Select(p => Whole(book, g).Day("paidOn", p.On).Number("amountFen", p.Amount.Fen).Number("instalment", p.Instalment).As("grant/payment")),
    ];

    private static FactList Whole(Book book, Grant g)
    {
        var programme = book.Programme;
        return new FactList().Text("programme", programme.Ref.Id).Text("kind", Words.Write(programme.Kind)).Text("level", programme.Level).Text("fund", programme.Funding.Fund)
            .Number("year", g.Year).Text("state", g.StateName).Text("org", g.Org.Value).Number("awardFen", g.Award.Fen).Day("openedOn", ChinaTime.DateOf(g.CreatedAt))
            .Text("outcome", g.Outcome is { } outcome ? Words.Write(outcome) : null);
    }
}
