using System.Globalization;
using ProjectFlow.Core.Mails;

namespace ProjectFlow.Core.Tests.Mails;

public class MailTemplateTests
{
    public static TheoryData<string> Templates => [.. Enumerable.Range(1, 25).Select(n => "E" + n.ToString("D2", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_mail_of_the_list_exists_in_both_languages_and_leaves_no_gap(string template)
    {
        var values = MailTemplates.KeysOf(template).Append("link").ToDictionary(k => k, k => "<" + k + ">");
        var (zh, en) = (MailTemplates.Render(template, "zh", values), MailTemplates.Render(template, "en", values));
        Assert.All([zh.Subject, zh.Text, en.Subject, en.Text], t => Assert.DoesNotContain("{", t, StringComparison.Ordinal));
        Assert.StartsWith("【", zh.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(en.Subject + en.Text, c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Contains("<link>", zh.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_payment_and_clawback_tell_an_amount() =>
        Assert.Equal(["E16", "E20"], MailTemplates.Ids.Where(t => MailTemplates.KeysOf(t).Contains("amount")));

    [Fact]
    public void The_subject_is_that_of_the_list() => Assert.Equal(
        "【退回修改】《新材料》请于 2023-03-08 前修改后重新提交",
        MailTemplates.Render("E04", "zh", new Dictionary<string, string> { ["title"] = "新材料", ["due"] = "2023-03-08", ["programme"] = "重点研发", ["link"] = "x" }).Subject);

    [Theory]
    [InlineData("submit-7d", "en", "the signatory should submit before the deadline")]
    [InlineData("submit-7d", "zh", "请在截止前由授权签署人正式提交")]
    [InlineData("lapsed", "en", "the deadline has passed and the case has lapsed")]
    [InlineData("单位申请延迟", "en", "单位申请延迟")]
    [InlineData("submit late", "en", "submit late")]
    public void Codes_are_worded_and_what_people_wrote_stays(string reason, string language, string shown) =>
        Assert.Contains(shown, MailTemplates.Render("E23", language, new Dictionary<string, string> { ["number"] = "", ["title"] = "t", ["due"] = "d", ["programme"] = "p", ["reason"] = reason, ["link"] = "x" }).Text, StringComparison.Ordinal);

    [Fact]
    public void No_value_breaks_out_of_the_subject() =>
        Assert.Equal("【未通过】《a Bcc: b》审查结果", MailTemplates.Render("E08", "zh", new Dictionary<string, string> { ["number"] = "", ["title"] = "a\r\nBcc: b", ["reason"] = "r", ["programme"] = "p", ["link"] = "x" }).Subject);

    [Fact]
    public void A_missing_value_or_template_is_a_defect()
    {
        Assert.Throws<ArgumentException>(() => MailTemplates.Render("E08", "zh", new Dictionary<string, string>()));
        Assert.Throws<ArgumentException>(() => MailTemplates.Render("E99", "zh", new Dictionary<string, string>()));
    }
}
