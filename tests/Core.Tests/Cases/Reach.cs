using System.Collections.Frozen;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Grants;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Core.Tests.Registers;

namespace ProjectFlow.Core.Tests.Cases;

/// <summary>How far each role reaches, over applications, grants and credentials.</summary>
public sealed class Reach
{
    private static readonly Book Book = World.Book(TestProgrammes.Local);
    private static readonly OrgId Other = new("91320381MA1MADEM0X");

    [Theory]
    [InlineData(Role.ApplicantEditor, true, false, false)]
    [InlineData(Role.ApplicantSignatory, true, false, false)]
    [InlineData(Role.Officer, true, true, false)]
    [InlineData(Role.SectionHead, true, true, false)]
    [InlineData(Role.Leader, true, true, true)]
    [InlineData(Role.Auditor, true, true, true)]
    [InlineData(Role.System, true, true, true)]
    [InlineData(Role.Administrator, false, false, false)]
    public void A_role_reaches_own_cases_those_of_others_and_those_of_other_sections(Role role, bool own, bool others, bool outside)
    {
        var (inside, away) = (Who(role, World.Acme, "plan"), Who(role, null, "hightech"));
        Assert.Equal((own, others, outside), (CredentialRoles.Covers(Book, World.Acme, inside, role), CredentialRoles.Covers(Book, Other, inside, role), CredentialRoles.Covers(Book, Other, away, role)));
        Assert.Equal((own, others, outside), (GrantRoles.Covers(Book, World.Acme, inside, role), GrantRoles.Covers(Book, Other, inside, role), GrantRoles.Covers(Book, Other, away, role)));
    }

    [Fact]
    public void The_fund_administrator_reaches_every_grant_and_no_credential()
    {
        var funds = Who(Role.FundAdministrator, null, "plan");
        Assert.True(GrantRoles.Covers(Book, Other, funds, Role.FundAdministrator));
        Assert.False(CredentialRoles.Covers(Book, Other, funds, Role.FundAdministrator));
    }

    [Fact]
    public void A_town_reaches_its_own_applications_and_an_expert_those_assigned()
    {
        var application = Story.Formal(TestProgrammes.Local).App with { Area = "Caoqiao", Experts = [World.Xu] };
        Assert.True(ApplicationRoles.Covers(Book, application, World.Town, Role.TownAssistant));
        Assert.False(ApplicationRoles.Covers(Book, application with { Area = "Gaoliu" }, World.Town, Role.TownAssistant));
        Assert.False(ApplicationRoles.Covers(Book, application with { Area = null }, World.Town, Role.TownAssistant));
        Assert.True(ApplicationRoles.Covers(Book, application, World.Expert, Role.Expert));
        Assert.False(ApplicationRoles.Covers(Book, application, World.Expert2, Role.Expert));
        Assert.False(ApplicationRoles.Covers(Book, application, World.Expert, Role.Administrator));
        Assert.True(ApplicationRoles.Covers(Book, application, World.Auditor, Role.Auditor));
        Assert.False(ApplicationRoles.Covers(Book, application, World.Editor with { Org = Other }, Role.ApplicantEditor));
        Assert.False(ApplicationRoles.Covers(Book, application, World.Officer with { Sections = ["hightech"] }, Role.SectionHead));
    }

    [Fact]
    public void A_book_says_what_it_is_of()
    {
        Assert.Equal("Book of " + TestProgrammes.Local.Ref, Book.ToString());
        Assert.Equal("Book of needs@1", new Book(RecordWorld.Needs, World.Calendar).ToString());
    }

    private static Actor Who(Role role, OrgId? org, string section) => new(new("one"), FrozenSet.Create(role)) { Org = org, Sections = [section] };
}
