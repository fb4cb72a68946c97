using ProjectFlow.Core.Cases;

namespace ProjectFlow.Core.Applications;

// What follows from an approval.
public static partial class ApplicationEffects
{
    private static IReadOnlyList<Effect> Opens(Book book, Application a, Verdict verdict) => [];
}
