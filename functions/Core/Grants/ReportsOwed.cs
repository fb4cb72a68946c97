using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Grants;

/// <summary>A report the term asks for.</summary>
/// <param name="PeriodEnd">Last day of the period.</param>
/// <param name="Before">The first moment that is too late.</param>
public sealed record ReportOwed(ReportKind Kind, DateOnly PeriodEnd, DateTimeOffset Before, bool HandedIn);

public static class ReportsOwed
{
    /// <summary>All of the term, in order of time.</summary>
    public static IReadOnlyList<ReportOwed> Of(Book book, Grant g) => [.. GrantDuties.Of(book, g).Select(d => new ReportOwed(d.Kind, d.PeriodEnd, d.Before, GrantDuties.IsHandedIn(g, d)))];
}
