using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Definitions;

namespace ProjectFlow.Core.Programmes;

internal static class RoundFile
{
    public static Round Read(DefinitionObject o)
    {
        var round = new Round(o.Int("year", min: 2000, max: 2100))
        {
            OpenAt = Start(o),
            GuidanceBefore = o.OptionalEnd("guidanceBefore"),
            SubmitBefore = o.OptionalEnd("submitBefore"),
            ForwardBefore = o.OptionalEnd("forwardBefore"),
            Quota = o.OptionalInt("quota", 1),
            PerOrgLimit = o.Int("perOrgLimit", 1, 1),
            PerLeaderLimit = o.OptionalInt("perLeaderLimit", 1),
            Rolling = o.Flag("rolling"),
        };
        InOrder(o, ("openAt", round.OpenAt), ("guidanceBefore", round.GuidanceBefore), ("submitBefore", round.SubmitBefore), ("forwardBefore", round.ForwardBefore));
        o.Expect(round.Rolling || o.Has("submitBefore"), "submitBefore", "a closing date, unless the round is rolling");
        o.Expect(!round.Rolling || !o.Has("submitBefore"), "submitBefore", "no closing date in a rolling round");
        o.Done();
        return round;
    }

    /// <summary>An opening day starts at its 00:00, other than a deadline, which ends with its day.</summary>
    private static DateTimeOffset? Start(DefinitionObject o) => o.Node("openAt") is LocatedNode.String { Value.Length: 10 }
        ? o.OptionalDate("openAt") is { } day ? ChinaTime.StartOf(day) : null
        : o.OptionalInstant("openAt");

    private static void InOrder(DefinitionObject o, params (string Name, DateTimeOffset? At)[] dates)
    {
        var given = dates.Where(d => d.At is not null).ToList();
        foreach (var (earlier, later) in given.Zip(given.Skip(1)).Where(p => p.First.At >= p.Second.At))
        {
            o.Report(later.Name, $"a moment after {earlier.Name}");
        }
    }
}
