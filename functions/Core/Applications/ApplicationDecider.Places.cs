using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using Why = ProjectFlow.Core.Applications.ApplicationRefusals;

namespace ProjectFlow.Core.Applications;

// Places of which there are only so many across applications (I16, quota).
public static partial class ApplicationDecider
{
    /// <summary>Whether this application still holds a place it once claimed; what went up or was approved counts for good.</summary>
    public static bool Holds(Application state, Claim claim) => claim.Kind switch
    {
        "org-round" => IsLive(state),
        "leader-round" => IsLive(state) && state.Snapshots is [.., { LeaderKey: { } key }] && claim.Key == LeaderPlaceKey(state.Programme.Id, state.Year, key),
        "quota" => IsRecommended(state),
        _ => false,
    };

    internal static bool IsRecommended(Application a) => a.Recommendation is not null && (a.Forwarding is not null || IsLive(a));

    private static bool IsLive(Application a) => a.Stage is not (Stage.Rejected or Stage.Withdrawn or Stage.Lapsed);

    private static Claim OrgPlace(Book book, OrgId org, int year) =>
        new("org-round", $"{book.Programme.Ref.Id}/{year}/{org}", book.Programme.Round.PerOrgLimit, Why.OrgLimitReached);

    private static Claim[] LeaderPlace(Book book, Application a, Snapshot handed) =>
        book.Programme.Round.PerLeaderLimit is { } limit && handed.LeaderKey is { } key
            ? [new("leader-round", LeaderPlaceKey(a.Programme.Id, YearOf(book, a.SubmittedAt ?? handed.At), key), limit, Why.LeaderLimitReached)] : [];

    private static Claim[] QuotaPlace(Book book, Application a) =>
        book.Programme.Round.Quota is { } quota ? [new("quota", $"{a.Programme.Id}/{a.Year}", quota, Why.QuotaReached)] : [];

    private static string LeaderPlaceKey(string programme, int year, string leader) => $"{programme}/{year}/{leader}";
}
