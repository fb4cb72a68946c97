using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Cases;

/// <summary>What a case shows outside itself: its lines in lists, and its facts.</summary>
internal static class Shown
{
    /// <summary>Whether lists or figures have to be brought in line. Most savings of a draft change neither.</summary>
    /// <param name="before">Null when the case has just begun.</param>
    public static bool Differs(Book book, CaseState? before, CaseState after) =>
        before is null || !Of(book, before).AsSpan().SequenceEqual(Of(book, after));

    private static byte[] Of(Book book, CaseState state) =>
        CaseJson.Write(new { Lines = Lifecycle.Project(book, state).OfType<Core.Projections.Projection.Line>(), Facts = Lifecycle.Facts(book, state) });
}
