using ProjectFlow.Core.Mails;

namespace ProjectFlow.Core.Tests.Mails;

public sealed class MailWordingTests
{
    private static readonly MailWording Shipped = MailTemplates.Shipped("E04");

    [Fact]
    public void Every_shipped_wording_keeps_its_own_rules() =>
        Assert.All(MailTemplates.Ids, id => Assert.Empty(MailTemplates.Problems(id, MailTemplates.Shipped(id))));

    [Fact]
    public void Every_mail_can_be_shown_with_sample_values() =>
        Assert.All(MailTemplates.Ids, id => Assert.DoesNotContain("{", MailTemplates.Render(id, "en", MailSamples.In("en")).Text, StringComparison.Ordinal));

    [Fact]
    public void A_mail_is_worded_as_the_bureau_likes() =>
        Assert.Equal("请修改 轻质合金", MailTemplates.Render("E04", "zh", MailSamples.In("zh"), Shipped with { SubjectZh = "请修改 {title}" }).Subject);

    [Theory]
    [InlineData("{amount}", "placeholder-unknown")]
    [InlineData("{Title}", "brace")]
    [InlineData("{title", "brace")]
    [InlineData(" ", "required")]
    [InlineData("a\nb", "one-line")]
    public void What_a_subject_must_not_hold_is_said_at_the_subject(string subject, string code) =>
        Assert.Equal([("subjectZh", code)], MailTemplates.Problems("E04", Shipped with { SubjectZh = subject }).Select(p => (p.Path, p.Code)));

    [Fact]
    public void A_value_that_got_lost_in_one_language_is_said_at_its_text() =>
        Assert.Equal([("bodyEn", "placeholder-missing")], MailTemplates.Problems("E04", Shipped with { SubjectEn = "Back: {title}", BodyEn = "{title} ({programme}) is back." }).Select(p => (p.Path, p.Code)));

    [Theory]
    [InlineData(200, 0)]
    [InlineData(201, 1)]
    public void A_subject_has_at_most_200_characters(int length, int problems) =>
        Assert.Equal(problems, MailTemplates.Problems("E04", Shipped with { SubjectZh = new string('长', length) }).Count);
}
