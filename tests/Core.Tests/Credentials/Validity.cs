using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Core.Tests.Programmes;
using static ProjectFlow.Core.Credentials.CredentialCommand;
using static ProjectFlow.Core.Tests.Applications.World;
using Events = ProjectFlow.Core.Credentials.CredentialEvent;

namespace ProjectFlow.Core.Tests.Credentials;

public class Validity
{
    private static readonly Programme Hnte = TestProgrammes.Hnte with { Stages = new Stages { Credential = new("hnte", 3, null, "05-31", 3, null) } };
    private static readonly Programme Sme = TestProgrammes.Hnte with { Stages = new Stages { Credential = new("sme", null, "03-31", null, 3, null) } };
    private static readonly Programme Institute = TestProgrammes.Hnte with { Kind = ProgrammeKind.Filing, Stages = new Stages { Credential = new("institute", null, null, "05-31", 3, 3) } };
    private static readonly CaseId Id = CaseId.Credential("demo");
    private static readonly Issue Certificate = new(Hnte.Ref, Acme, "New alloy", "国科发火〔2023〕1号", 2023, new(2023, 3, 6), CaseId.Application("demo"), "320381-hnte-2023-0001", "GR202332000001", Officer: Officer.Id);

    private readonly List<Events> _history = [];
    private readonly List<Effect> _effects = [];
    private Book _book = World.Book(Hnte) with { NewCase = Id };
    private Credential? _state;
    private DateTimeOffset _now = Monday;

    [Fact]
    public void Validity_runs_three_whole_years_or_to_a_fixed_day_or_for_good()
    {
        Assert.Equal(new DateOnly(2026, 3, 5), Issued(Hnte)._state!.To);
        Assert.Equal(new DateOnly(2024, 3, 31), Issued(Sme)._state!.To);
        Assert.Null(Issued(Institute)._state!.To);
        Assert.Equal(new DateOnly(2025, 1, 1), new Validity().With(Hnte).Do(Actor.System, Certificate with { To = new(2025, 1, 1) })._state!.To);
    }

    [Theory]
    [InlineData("2023-03-01", "2024-03-31")]
    [InlineData("2023-12-31", "2024-03-31")]
    [InlineData("2024-01-01", "2025-03-31")]
    public void A_registered_small_enterprise_stays_so_until_31_March_of_the_next_year(string on, string to) =>
        Assert.Equal(to, $"{new Validity().With(Files.Read("sme-2023")).Do(Actor.System, Certificate with { On = DateOnly.ParseExact(on, "yyyy-MM-dd") })._state!.To:yyyy-MM-dd}");

    [Fact]
    public void It_expires_the_moment_its_last_day_is_over()
    {
        var v = Issued(Sme);
        Assert.Equal("Active", v.At(ChinaTime.EndOf(new(2024, 3, 31)).AddSeconds(-1)).Tick()._state!.StateName);
        Assert.Equal("Expired", v.At(ChinaTime.EndOf(new(2024, 3, 31))).Tick()._state!.StateName);
        Assert.Null(Lifecycle.NextDue(v._book, v._state!));
        v.Tick();
        Assert.Equal("not-allowed-now", v.Refusal(Leader, new Revoke("x", "D", Sum)));
    }

    [Fact]
    public void Reports_and_renewal_are_asked_for_in_time()
    {
        var v = Issued(Hnte).Until(new(2024, 6, 2));
        Assert.Equal(["report-31d 2024-04-30", "report-16d 2024-05-15", "report-6d 2024-05-25", "report-overdue 2024-06-01"], v.Raised);
        v.Do(Editor, new FileAnnualReport(2023, Sum)).Do(Editor, new FileAnnualReport(2024, Sum)).Until(new(2026, 3, 6));
        Assert.Equal(["expiry-6m 2025-09-05", "expiry-3m 2025-12-05", "expiry-1m 2026-02-05"], v.Raised.Skip(4));
        Assert.Equal("Expired", v._state!.StateName);
        Assert.Equal(8, v._effects.OfType<Effect.SendMail>().Count(m => m.Template == "E23"));
        Assert.Equal("report-31d 2024-04-30", Issued(Institute).Until(new(2024, 5, 2)).Raised.Single());
    }

    [Fact]
    public void Duties_are_reported_once_and_by_their_own_organisation()
    {
        var v = Issued(Hnte).At(Monday.AddYears(1)).Do(Editor, new FileAnnualReport(2023, Sum));
        Assert.Empty(Assert.IsType<Decision.Accepted>(v.Try(Editor, new FileAnnualReport(2023, OtherSum))).Events);
        Assert.Equal("no-such-report", v.Refusal(Editor, new FileAnnualReport(2022, Sum)));
        Assert.Equal("not-found", v.Refusal(Editor with { Org = Uni }, new FileAnnualReport(2024, Sum)));
        Assert.Equal("command-invalid", v.Refusal(Editor, new FileAnnualReport(2024, "x")));
        Assert.Equal("date-in-future", v.Refusal(Editor, new ReportChange("New name", new(2024, 3, 7), Sum)));
        v.Do(Editor, new ReportChange("New name", new(2023, 12, 6), Sum)).Do(Editor, new ReportChange("New seat", new(2023, 12, 5), OtherSum)).Do(Editor, new ReportChange("New seat", new(2023, 12, 5), OtherSum));
        Assert.Equal([false, true], v._state!.Changes.Select(c => c.Late));
    }

    [Fact]
    public void It_is_revoked_or_superseded_for_good()
    {
        var next = CaseId.Credential("next");
        var v = Issued(Hnte);
        Assert.Equal("no-such-successor", v.Refusal(Head, new Supersede(Id)));
        Assert.Equal("role-forbidden", v.Refusal(Officer, new Revoke("Fraud", "D", Sum)));
        Assert.Equal("conflict-of-interest", v.Refusal(Leader with { Conflicts = [Acme] }, new Revoke("Fraud", "D", Sum)));
        Assert.Equal("Superseded", v.Do(Head, new Supersede(next)).Do(Head, new Supersede(next))._state!.StateName);
        Assert.Equal("Revoked", Issued(Hnte).Do(Leader, new Revoke("Fraud", "D", Sum)).Do(Leader, new Revoke("Fraud", "D", Sum))._state!.StateName);
        Assert.Throws<InvalidOperationException>(() => CredentialDecider.Evolve(v._state, new Events.Expired()));
    }

    [Fact]
    public void A_report_is_for_a_year_of_validity_that_has_begun()
    {
        var v = Issued(Hnte).At(Monday.AddYears(1));
        Assert.Equal("no-such-report", v.Refusal(Editor, new FileAnnualReport(2025, Sum)));
        Assert.Equal("no-such-report", Issued(Sme).Refusal(Editor, new FileAnnualReport(2023, Sum)));
    }

    [Fact]
    public void A_history_that_cannot_be_is_called_corrupt()
    {
        Assert.Throws<InvalidOperationException>(() => CredentialDecider.Evolve(null, new Events.Expired()));
        var v = Issued(Hnte);
        Assert.Throws<InvalidOperationException>(() => CredentialDecider.Evolve(v._state, v._history[0]));
    }

    [Fact]
    public void An_issue_is_repeated_only_by_the_same_decision_and_ends_after_it_begins()
    {
        Assert.Equal("not-allowed-now", Issued(Hnte).Refusal(Actor.System, Certificate with { DocumentNo = "国科发火〔2023〕2号" }));
        Assert.Equal("not-allowed-now", Issued(Hnte).Refusal(Actor.System, Certificate with { Source = CaseId.Application("other") }));
        Assert.Equal("command-invalid", new Validity().With(Hnte).Refusal(Actor.System, Certificate with { To = Certificate.On.AddDays(-1) }));
        Assert.Equal(Certificate.On, new Validity().With(Hnte).Do(Actor.System, Certificate with { To = Certificate.On })._state!.To);
    }

    [Fact]
    public void Roles_reach_as_far_as_their_section_and_no_relation()
    {
        var next = new Supersede(CaseId.Credential("next"));
        Assert.Equal("not-found", Issued(Hnte).Refusal(Head with { Sections = [] }, next));
        Assert.Equal("conflict-of-interest", Issued(Hnte).Refusal(Head with { Conflicts = [Acme] }, next));
        Assert.Equal("role-forbidden", Issued(Hnte).Refusal(Expert, next));
        Issued(Hnte).Do(Editor with { Conflicts = [Acme] }, new FileAnnualReport(2023, Sum));
    }

    [Theory]
    [InlineData("GR202332000001", "320381-hnte-2023-0001", "GR202332000001")]
    [InlineData(null, "320381-hnte-2023-0001", "320381-hnte-2023-0001")]
    [InlineData(null, null, "")]
    public void A_mail_names_it_by_the_best_number_it_has(string? certificate, string? number, string named)
    {
        var v = new Validity().With(Hnte).Do(Actor.System, Certificate with { CertificateNo = certificate, Number = number }).Do(Leader, new Revoke("Fraud", "D", Sum));
        Assert.Equal(named, Assert.Single(v._effects.OfType<Effect.SendMail>()).Values["number"]);
    }

    [Fact]
    public void Only_an_approval_issues_one_and_only_once()
    {
        var v = Issued(Hnte).Do(Actor.System, Certificate);
        Assert.Single(v._history);
        Assert.Equal("not-a-credential", new Validity().With(TestProgrammes.Hnte).Refusal(Actor.System, Certificate));
        Assert.Equal("not-found", new Validity().With(Hnte).Refusal(Leader, new Revoke("x", "D", Sum)));
        Assert.Equal("role-forbidden", new Validity().With(Hnte).Refusal(Officer, Certificate));
    }

    [Fact]
    public void It_is_listed_and_seen_by_those_concerned()
    {
        var v = Issued(Hnte);
        Assert.Equal(["cases", $"org:{Acme}", "credentials:hnte:2023"], Lifecycle.Project(v._book, v._state!).OfType<Projection.Line>().Select(l => l.List));
        Assert.All(new[] { Editor, Officer, Leader, Auditor }, who => Assert.True(Lifecycle.CanSee(v._book, v._state!, who)));
        Assert.All(new[] { Editor with { Org = Uni }, Officer with { Sections = [] }, Officer with { Conflicts = [Acme] }, Expert }, who => Assert.False(Lifecycle.CanSee(v._book, v._state!, who)));
        Assert.Equal(["file-annual-report", "report-change"], Lifecycle.Permitted(v._book, v._state!, Editor).Order(StringComparer.Ordinal));
        Assert.Empty(Lifecycle.Permitted(v._book, v.Do(Leader, new Revoke("x", "D", Sum))._state!, Leader));
    }

    private static Validity Issued(Programme p) => new Validity().With(p).Do(Actor.System, Certificate);

    private IEnumerable<string> Raised => _history.OfType<Events.ReminderRaised>().Select(r => $"{r.Kind} {ChinaTime.DateOf(r.DueAt):yyyy-MM-dd}");

    private Validity With(Programme p)
    {
        _book = _book with { Programme = p };
        return this;
    }

    private Validity At(DateTimeOffset now)
    {
        _now = now;
        return this;
    }

    private Validity Tick() => Do(Actor.System, new Tick());

    private Validity Until(DateOnly day)
    {
        while (Lifecycle.NextDue(_book, _state!) is { } due && due < ChinaTime.StartOf(day).AddSeconds(1))
        {
            At(due).Tick();
        }

        return At(ChinaTime.StartOf(day));
    }

    private Decision Try(Actor who, CredentialCommand command) => Lifecycle.Decide(_book, _state, command with { By = who, At = _now });

    private string Refusal(Actor who, CredentialCommand command) => Assert.IsType<Decision.Refused>(Try(who, command)).Why.Code;

    private Validity Do(Actor who, CredentialCommand command)
    {
        foreach (var e in Assert.IsType<Decision.Accepted>(Try(who, command)).Events.Cast<Events>())
        {
            _state = (Credential)Lifecycle.Evolve(_state, e);
            _history.Add(e);
            _effects.AddRange(Lifecycle.Effects(_book, _state, e));
        }

        return this;
    }
}
