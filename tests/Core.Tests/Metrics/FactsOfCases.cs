using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Tests.Applications;
using P = ProjectFlow.Core.Tests.Applications.TestProgrammes;

namespace ProjectFlow.Core.Tests.Metrics;

public sealed class FactsOfCases
{
    /// <summary>Midnight in Shanghai is 16:00 UTC.</summary>
    [Theory]
    [InlineData("2023-12-31T15:59:59Z", 2023)]
    [InlineData("2023-12-31T16:00:00Z", 2024)]
    public void A_decision_counts_in_the_year_it_is_in_Shanghai(string at, int year)
    {
        var story = Story.Approved(P.Upward);
        var late = story.App with { Stage = new Stage.Approved(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)) };
        var figures = Shares.Of(Shipped.Metrics.All, Lifecycle.Facts(story.Book, late)).Select(s => s.Figure.ToString()).ToList();
        Assert.Contains(FormattableString.Invariant($"M21:d:{year}"), figures);
        Assert.Contains("M21:a:2023", figures);
    }

    [Fact]
    public void A_certificate_counts_until_the_day_after_its_last()
    {
        var (metrics, facts) = (Shipped.Metrics, Facts(Certificate));
        int?[] Standing(string metric, params DateOnly[] days) => [.. days.Select(d => (int?)Figures.Value(metrics, metric, d, facts).Value)];
        Assert.Equal([0, 1, 1, 0], Standing("M05", new(2021, 11, 29), new(2021, 11, 30), new(2024, 11, 29), new(2024, 11, 30)));
        Assert.Equal([0, 1], Standing("M05-earlier", new(2021, 12, 31), new(2022, 1, 1)));
    }

    [Fact]
    public void A_revoked_certificate_counts_until_it_was_revoked()
    {
        var revoked = CredentialDecider.Evolve(Certificate, new CredentialEvent.Revoked("x", "y", "z") { At = ChinaTime.StartOf(new(2023, 6, 1)) });
        var facts = Facts(revoked);
        Assert.Equal([1, 0], new DateOnly[] { new(2023, 5, 31), new(2023, 6, 1) }.Select(d => Figures.Value(Shipped.Metrics, "M05", d, facts).Value));
        Assert.Equal(new Fact.Day(new(2023, 6, 1)), Assert.Single(facts).Values["revokedOn"]);
    }

    private static Credential Certificate => new()
    {
        Id = CaseId.Credential("x"),
        Programme = P.Hnte.Ref,
        Org = World.Acme,
        Title = "x",
        Stage = CredentialStage.Active,
        DocumentNo = "x",
        Year = 2021,
        On = new(2021, 11, 30),
        To = new(2024, 11, 29),
    };

    private static IReadOnlyList<CaseFacts> Facts(Credential c) => Lifecycle.Facts(new(P.Hnte with { Stages = P.Hnte.Stages with { Credential = new("HNTE", 3, null, "05-31", 3, null) } }, World.Calendar), c);
}
