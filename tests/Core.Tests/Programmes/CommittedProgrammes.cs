using ProjectFlow.Core.Common;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Tests.Programmes;

public sealed class CommittedProgrammes
{
    [Fact]
    public void Every_file_is_read_without_a_problem()
    {
        var problems = Files.All.SelectMany(f => ProgrammeFile.Parse(Path.GetFileName(f), File.ReadAllBytes(f)).Problems).Select(p => p.ToString());
        Assert.Equal("", string.Join("\n", problems));
    }

    [Fact]
    public void No_version_stands_twice() =>
        Assert.Equal(15, Files.All.Select(f => Files.Read(Path.GetFileNameWithoutExtension(f)).Ref).Distinct().Count());

    [Fact]
    public void The_county_plan_is_paid_60_on_contract_and_40_on_acceptance_from_the_county_fund()
    {
        var p = Files.Read("county-plan-2023");
        Assert.Equal([new(6000, InstalmentTrigger.Contract), new(4000, InstalmentTrigger.Acceptance)], p.Funding.Instalments);
        Assert.Equal((Payer.Local, "county-sci", Money.FromYuan(150_000), Money.FromYuan(1_000_000)), (p.Funding.Payer, p.Funding.Fund, p.Funding.AuditFrom!.Value, p.Stages.MidtermFrom!.Value));
        Assert.Equal(new PublicityRule(5, CountingMode.WorkingDays, IncludeStartDay: true), p.Stages.Publicity);
    }

    [Fact]
    public void A_deadline_by_day_ends_with_that_day_in_China() =>
        Assert.Equal(new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.FromHours(8)), Files.Read("iur-2025").Round.SubmitBefore);

    [Fact]
    public void An_opening_day_starts_at_its_midnight() =>
        Assert.Equal(new DateTimeOffset(2023, 1, 10, 0, 0, 0, TimeSpan.FromHours(8)), Files.Read("key-rd-2023").Round.OpenAt);
}
