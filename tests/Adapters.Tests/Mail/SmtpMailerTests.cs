using MimeKit;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Mail;

public sealed class SmtpMailerTests
{
    private static readonly OutgoingMail Mail = new("m-1:0", "li@example.org", "李某", "申报截止提醒", "您好：\n请于 3 月 31 日前提交。\n.\n完");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_written()
    {
        await using var server = new TinySmtpServer();

        var sent = Assert.IsType<MailOutcome.Sent>(await Send(server, Mail));
        var message = Read(server);

        Assert.Contains("42", sent.ProviderId!, StringComparison.Ordinal);
        Assert.Contains("RCPT TO:<li@example.org>", server.Commands);
        Assert.Equal(Mail.Subject, message.Subject);
        Assert.Equal(Mail.Text, message.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.Equal("李某", message.To.Mailboxes.Single().Name);
        Assert.Equal("m-1=003a0@kj.example", message.MessageId);
    }

    [Theory]
    [InlineData("greeting", "421 come back later")]
    [InlineData("MAIL", "451 try again")]
    [InlineData("RCPT", "450 greylisted")]
    [InlineData("DATA", "452 full")]
    [InlineData(".", "451 not now")]
    [InlineData("MAIL", "530 sign in first")]
    [InlineData("greeting", null)]
    [InlineData("EHLO", null)]
    [InlineData("RCPT", null)]
    [InlineData("DATA", null)]
    public async Task What_may_pass_is_tried_again(string verb, string? answer) =>
        Assert.IsType<MailOutcome.Delayed>(await Send(verb, answer));

    [Theory]
    [InlineData("RCPT", "550 no such person")]
    [InlineData("MAIL", "553 never from you")]
    [InlineData("DATA", "554 no")]
    [InlineData(".", "552 too large")]
    public async Task What_is_refused_for_good_is_not(string verb, string answer) =>
        Assert.Contains(answer[..3], Assert.IsType<MailOutcome.Failed>(await Send(verb, answer)).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_connection_that_breaks_after_the_body_leaves_the_outcome_unknown() =>
        Assert.IsType<MailOutcome.Unknown>(await Send(".", null));

    [Fact]
    public async Task A_server_that_breaks_at_the_goodbye_has_taken_the_mail() =>
        Assert.IsType<MailOutcome.Sent>(await Send("QUIT", null));

    [Fact]
    public async Task A_server_that_is_not_there_delays()
    {
        await using var gone = new TinySmtpServer();
        var port = gone.Port;
        await gone.DisposeAsync();

        Assert.IsType<MailOutcome.Delayed>(await new SmtpMailer(Options(port)).SendAsync(Mail, Ct));
    }

    [Fact]
    public async Task Without_the_encryption_asked_for_nothing_is_sent()
    {
        await using var server = new TinySmtpServer();

        Assert.IsType<MailOutcome.Delayed>(await new SmtpMailer(Options(server.Port) with { Security = SmtpSecurity.StartTls }).SendAsync(Mail, Ct));

        Assert.DoesNotContain(server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@example.org\r\nRCPT TO:<b@example.org>")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("李@example.org")]
    public async Task What_is_no_address_fails_without_asking_anybody(string address) =>
        Assert.IsType<MailOutcome.Failed>(await new SmtpMailer(Options(1)).SendAsync(Mail with { ToAddress = address }, Ct));

    [Fact]
    public async Task Nothing_a_person_typed_starts_a_header()
    {
        await using var server = new TinySmtpServer();
        const string Evil = "x\r\nBcc: evil@example.org\r\n\r\nbody\u2028y";

        Assert.IsType<MailOutcome.Sent>(await Send(server, Mail with { Id = Evil, Subject = Evil, ToName = Evil }));

        var message = Read(server);
        Assert.Empty(message.Bcc);
        Assert.Single(server.Commands, line => line.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Equal("x  Bcc: evil@example.org    body y", message.Subject);
        Assert.DoesNotContain("\nBcc", server.Message.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_the_time_allowed()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = Options(((System.Net.IPEndPoint)silent.LocalEndpoint).Port) with { Timeout = TimeSpan.FromMilliseconds(200) };

        Assert.IsType<MailOutcome.Delayed>(await new SmtpMailer(options).SendAsync(Mail, Ct));
    }

    [Fact]
    public async Task Without_a_server_mails_are_kept() => Assert.IsType<MailOutcome.Kept>(await new KeptMailer().SendAsync(Mail, Ct));

    [Fact]
    public void The_password_is_not_printed() =>
        Assert.DoesNotContain("secret", (Options(25) with { User = "u", Password = "secret" }).ToString(), StringComparison.Ordinal);

    private static SmtpOptions Options(int port) => new("127.0.0.1", port, SmtpSecurity.None, "noreply@kj.example", "科技局");

    private static async Task<MailOutcome> Send(string verb, string? answer)
    {
        await using var server = new TinySmtpServer(new() { [verb] = answer });
        return await Send(server, Mail);
    }

    private static Task<MailOutcome> Send(TinySmtpServer server, OutgoingMail mail) => new SmtpMailer(Options(server.Port)).SendAsync(mail, Ct);

    private static MimeMessage Read(TinySmtpServer server) =>
        MimeMessage.Load(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(server.Message.ToString().Replace("\n..", "\n.", StringComparison.Ordinal))), Ct);
}
