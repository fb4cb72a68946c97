using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;
using static ProjectFlow.Core.Registers.RecordCommand;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Core.Tests.Registers;

/// <summary>A record of a list of certificates stands for a credential.</summary>
public sealed class Certificates
{
    private static readonly Register List = Named("certificates");

    [Fact]
    public void A_listed_certificate_issues_its_credential_as_the_list_says()
    {
        var story = new RecordStory(List).Put(Officer, Certificate());
        var told = Assert.IsType<Effect.Tell>(Assert.Single(RecordEffects.Of(List, story.Record!, story.History[0])));

        Assert.Equal(CaseId.Credential(story.Record!.Id.Value), told.Case);
        Assert.Equal(new CredentialCommand.Issue(new("hnte", "2023.1"), new("91320381DEMA00013G"), "示范公司", "国科火字〔2021〕1号", 2021, new(2021, 11, 30), story.Record.Id, null, "GR202132000001", new DateOnly(2024, 11, 29)), told.Command);
    }

    [Fact]
    public void Without_a_last_day_the_programme_sets_it() =>
        Assert.Null(Issued(Certificate(to: "null")).To);

    [Fact]
    public void The_kind_of_certificate_chooses_the_programme() =>
        Assert.Equal(new ProgrammeRef("tech-sme", "2023.1"), Issued(Certificate(type: "tech-sme")).Programme);

    [Fact]
    public void The_same_row_again_adds_nothing_and_another_content_is_refused()
    {
        var story = new RecordStory(List).Put(Officer, Certificate());
        Assert.Equal(0, story.Adds(Officer, new PutRecord(List.Ref, Certificate())));
        Assert.Equal("record-locked", story.CodeOfPut(Officer, Certificate(to: "\"2025-01-01\"")));
    }

    [Fact]
    public void What_a_credential_was_issued_by_is_not_taken_out_even_by_a_head() =>
        Assert.Equal("record-locked", new RecordStory(List).Put(Officer, Certificate()).CodeOf(Head, new RemoveRecord("误录")));

    [Fact]
    public void No_other_register_issues_anything() =>
        Assert.Empty(RecordEffects.Of(Figures, new RecordStory(Figures).Put(Officer, Figure()).Record!, new RecordStory(Figures).Put(Officer, Figure()).History[0]));

    [Fact]
    public void Every_programme_named_must_be_there_and_issue_a_credential()
    {
        var problem = Assert.Single(RegisterChecks.Credentials([List with { Credential = List.Credential! with { Programmes = [new("hnte", "2019.1")] } }], []));
        Assert.Equal(("certificates.json", "credential.programmes", "\"hnte@2019.1\""), (problem.File, problem.Field, problem.Found));
    }

    [Theory]
    [InlineData("\"hnte@2023.1\"", "\"hnte\"", "credential.programmes")]
    [InlineData("\"hnte@2023.1\", ", "", "credential")]
    [InlineData("\"locked\": true", "\"locked\": false", "credential")]
    [InlineData("\"on\": \"certificate.on\"", "\"on\": \"certificate.to\"", "credential")]
    [InlineData("\"documentNo\": \"certificate.documentNo\"", "\"documentNo\": \"certificate.uscc\"", "credential")]
    [InlineData("\"certificateNo\": \"certificate.number\"", "\"certificateNo\": \"certificate.on\"", "credential")]
    [InlineData("\"type\": \"certificate.type\"", "\"type\": \"certificate.number\"", "credential")]
    [InlineData("\"to\": \"certificate.to\"", "\"to\": \"certificate.number\"", "credential")]
    [InlineData("\"org\": \"certificate.uscc\"", "\"area\": \"certificate.number\"", "credential")]
    public void A_list_that_could_not_issue_is_told_by_its_file(string right, string wrong, string path)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "certificates.json"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.Contains(RegisterFile.Parse("certificates.json", System.Text.Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))).Problems, p => p.Field.EndsWith(path, StringComparison.Ordinal));
    }

    private static CredentialCommand.Issue Issued(FormContent content)
    {
        var story = new RecordStory(List).Put(Officer, content);
        return (CredentialCommand.Issue)((Effect.Tell)RecordEffects.Of(List, story.Record!, story.History[0]).Single()).Command;
    }

    private static FormContent Certificate(string type = "hnte", string to = "\"2024-11-29\"") => Json(
        $$$"""{"certificate":{"type":"{{{type}}}","number":"GR202132000001","uscc":"91320381DEMA00013G","name":"示范公司","documentNo":"国科火字〔2021〕1号","on":"2021-11-30","to":{{{to}}}}}""");
}
