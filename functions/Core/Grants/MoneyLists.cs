using System.Globalization;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;

namespace ProjectFlow.Core.Grants;

/// <summary>
/// The lists of the payment desk, <c>money:{view}</c> and <c>money:{view}:{section}</c>: a line for each instalment, payment,
/// report or clawback, the most urgent first, what is over the newest first.
/// </summary>
public static class MoneyLists
{
    /// <summary>In the order money takes.</summary>
    public static IReadOnlyList<string> Views { get; } = ["due", "requested", "approved", "paid", "confirmed", "awaited", "arrived", "reports", "clawbacks"];

    public static string Of(string view, string? section) => section is null ? "money:" + view : $"money:{view}:{section}";

    internal static IEnumerable<Projection.Line> Of(Book book, Grant g, CaseLine shown) => Entries(book, g).SelectMany(e =>
    {
        var line = shown with { Item = e.Item, Amount = e.Amount, DueAt = e.DueAt };
        var sort = $"{e.Sort}:{e.Item}";
        return new[] { new Projection.Line(Of(e.View, null), sort, line), new Projection.Line(Of(e.View, book.Programme.Section), sort, line) };
    });

    private static IEnumerable<Entry> Entries(Book book, Grant g) =>
    [
        .. book.Programme.Funding.Payer switch { Payer.Local => Due(book, g), Payer.External => Awaited(g), _ => [] },
        .. g.Payments.Select(p => OfPayment(book, g, p)).OfType<Entry>(),
        .. Report(book, g),
        .. g.Clawbacks.Where(c => !c.Closed && c.Outstanding > Money.Zero).Select(c => new Entry("clawbacks", c.Id, c.Outstanding, c.Due.Before)),
    ];

    private static IEnumerable<Entry> Due(Book book, Grant g) => !IsPayable(g) || g.Outstanding > Money.Zero ? [] :
        from i in g.Instalments
        let left = Left(g, i)
        let since = i.Trigger == InstalmentTrigger.Date ? i.On : i.TriggeredAt is { } at ? ChinaTime.DateOf(at) : null
        where left > Money.Zero && since is not null
        select new Entry("due", Text(i.No), left, ChinaTime.EndOf(book.Calendar.LastDay(since.Value, GrantTimetable.DisburseWithin, CountingMode.CalendarDays)));

    private static IEnumerable<Entry> Awaited(Grant g) => !IsPayable(g) ? [] :
        g.Instalments.Where(i => Left(g, i) > Money.Zero).Take(1).Select(i => new Entry("awaited", Text(i.No), Left(g, i), i.On is { } on ? ChinaTime.EndOf(on) : null));

    private static Entry? OfPayment(Book book, Grant g, Payment p) => p.State switch
    {
        PaymentState.Requested when book.Programme.Funding.Payer == Payer.External => new("arrived", p.Id, p.Amount, null),
        PaymentState.Requested => new("requested", p.Id, p.Amount, null),
        PaymentState.Approved => new("approved", p.Id, p.Amount, null),
        PaymentState.Paid => new("paid", p.Id, p.Amount, p.ReceiptDue?.Before),
        PaymentState.Confirmed => new("confirmed", p.Id, p.Amount, null) { Sort = GrantProjection.Newest(p.PaidAt ?? g.StageSince) },
        _ => null,
    };

    /// <summary>The first report owed.</summary>
    private static IEnumerable<Entry> Report(Book book, Grant g) => g.Stage is not (GrantStage.Active or GrantStage.Suspended) ? [] :
        GrantDuties.Of(book, g).Where(d => !GrantDuties.IsHandedIn(g, d)).Take(1)
            .Select(d => new Entry("reports", string.Create(CultureInfo.InvariantCulture, $"{d.Kind}-{d.PeriodEnd:yyyyMMdd}"), null, d.Before));

    private static bool IsPayable(Grant g) => g.Stage is GrantStage.Active or GrantStage.Acceptance || (g.Stage == GrantStage.Settlement && g.HasPassed);

    private static Money Left(Grant g, Instalment i) => i.Amount - g.Payments.Where(p => p.Instalment == i.No && p.Counts).Sum(p => p.Amount);

    private static string Text(int no) => no.ToString(CultureInfo.InvariantCulture);

    private sealed record Entry(string View, string Item, Money? Amount, DateTimeOffset? DueAt)
    {
        public string Sort { get; init; } = DueAt is { } at ? GrantProjection.Minute(at) : "999999999999";
    }
}
