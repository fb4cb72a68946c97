using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Applications;

/// <summary>All that still stands against handing in, for the person who is filling in; the decision itself asks the same and stops at the first kind.</summary>
public static class Readiness
{
    /// <param name="book">With form.</param>
    public static IReadOnlyList<Problem> ForGuidance(Book book) => [.. FormGate.Types(book, book.Form!), .. FormGate.MissingForGuidance(book)];

    /// <param name="book">With form and the organisation's facts.</param>
    /// <param name="at">The moment rules are judged at.</param>
    public static IReadOnlyList<Problem> ForSubmission(Book book, Application application, DateTimeOffset at) =>
        [.. FormGate.Types(book, book.Form!), .. FormGate.Missing(book), .. FormGate.MissingDocuments(book, application), .. FormGate.BlockingRules(book, at)];
}
