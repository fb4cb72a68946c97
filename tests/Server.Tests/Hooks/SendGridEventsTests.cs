using System.Text;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Portal.Hooks;

namespace ProjectFlow.Server.Tests.Hooks;

/// <summary>What SendGrid says, and what it means here.</summary>
public sealed class SendGridEventsTests
{
    [Theory]
    [InlineData("""{"event":"processed"}""", MailEventKind.Taken, null, null)]
    [InlineData("""{"event":"delivered","response":"250 OK"}""", MailEventKind.Delivered, null, "250 OK")]
    [InlineData("""{"event":"bounce","type":"bounce","reason":"550 no such person","status":"5.1.1"}""", MailEventKind.Returned, SuppressionCause.Returned, "550 no such person")]
    [InlineData("""{"event":"bounce","type":"blocked","reason":"552 box full"}""", MailEventKind.Returned, null, "552 box full")]
    [InlineData("""{"event":"dropped","reason":"Bounced Address"}""", MailEventKind.Dropped, SuppressionCause.Dropped, "Bounced Address")]
    [InlineData("""{"event":"dropped","reason":"Spam Content"}""", MailEventKind.Dropped, null, "Spam Content")]
    [InlineData("""{"event":"spamreport","sg_event_id":"x=="}""", MailEventKind.Complained, SuppressionCause.Complained, null)]
    public void Each_event_has_one_meaning(string told, MailEventKind kind, SuppressionCause? against, string? reason)
    {
        var news = Assert.Single(Read(With(told, """ "effect":"m-1","email":"li@example.org","timestamp":1678104000 """))!);

        Assert.Equal(("m-1", kind, against, reason, "li@example.org"), (news.Mail, news.Kind, news.Against, news.Reason, news.Address));
        Assert.Equal(new DateTimeOffset(2023, 3, 6, 12, 0, 0, TimeSpan.Zero), news.At);
    }

    [Theory]
    [InlineData("deferred")]
    [InlineData("open")]
    [InlineData("click")]
    [InlineData("unsubscribe")]
    [InlineData("something new")]
    public void What_says_nothing_of_where_a_mail_is_is_left_out(string kind) =>
        Assert.Empty(Read(With($$"""{"event":"{{kind}}"}""", """ "effect":"m-1","email":"li@example.org","timestamp":1678104000 """))!);

    [Theory]
    [InlineData(""" "email":"li@example.org","timestamp":1678104000 """)]
    [InlineData(""" "effect":7,"email":"li@example.org","timestamp":1678104000 """)]
    [InlineData(""" "effect":"m-1","timestamp":1678104000 """)]
    [InlineData(""" "effect":"m-1","email":"li@example.org" """)]
    [InlineData(""" "effect":"m-1","email":"li@example.org","timestamp":"now" """)]
    [InlineData(""" "effect":"m-1","email":"li@example.org","timestamp":0 """)]
    [InlineData(""" "effect":"m-1","email":"li@example.org","timestamp":253402300800 """)]
    public void Mail_of_others_and_half_an_event_are_left_out(string rest) => Assert.Empty(Read(With("""{"event":"delivered"}""", rest))!);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[{]")]
    public void What_is_no_array_is_nothing(string body) => Assert.Null(Read(body));

    [Fact]
    public void Odd_members_of_the_array_do_not_hide_the_others() =>
        Assert.Single(Read("""[7, null, "x", [], {"event":"delivered","effect":"m-1","email":"li@example.org","timestamp":1678104000}]""")!);

    /// <summary>SendGrid may give a new id when it posts again, so the id is not what tells events apart.</summary>
    [Fact]
    public void An_event_posted_again_under_another_id_is_the_same()
    {
        var told = Read("""
            [{"event":"delivered","sg_event_id":"a","effect":"m-1","email":"li@example.org","timestamp":1678104000},
             {"event":"delivered","sg_event_id":"b","effect":"m-1","email":"li@example.org","timestamp":1678104000},
             {"event":"delivered","sg_event_id":"c","effect":"m-1","email":"li@example.org","timestamp":1678104001}]
            """)!;

        Assert.Equal(told[0], told[1]);
        Assert.NotEqual(told[0].Id, told[2].Id);
    }

    [Fact]
    public void A_long_reason_is_cut() => Assert.Equal(300, Assert.Single(Read(
        $$"""[{"event":"bounce","reason":"{{new string('x', 301)}}","effect":"m-1","email":"li@example.org","timestamp":1678104000}]""")!).Reason!.Length);

    private static string With(string told, string rest) => $"[{told[..^1]},{rest}}}]";

    private static IReadOnlyList<MailEvent>? Read(string body) => SendGridEvents.Read(Encoding.UTF8.GetBytes(body));
}
