using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Adapters.Mail;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Tests.Mail;

public sealed class SendGridMailerTests
{
    private const string Refusal = """{"errors":[{"message":"The to array is invalid.","field":"personalizations.0.to","help":null},{"message":"No."}]}""";

    private static readonly OutgoingMail Mail = new("a-00000000000000000000000000:s:0000000006-00:editor", "li@example.org", "李某", "申报截止提醒", "您好：\n请于 3 月 31 日前提交。\n完");

    private static readonly DateTimeOffset Noon = new(2023, 3, 6, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_is_sent_under_the_id_SendGrid_gave()
    {
        await using var server = await TinySendGrid.StartAsync(202, "", ("X-Message-Id", "abc.123"));

        Assert.Equal(new MailOutcome.Sent("abc.123"), await Send(server));

        Assert.Equal(["POST /v3/mail/send"], server.Paths);
        Assert.Equal("Bearer SG.secret", server.Authorization);
    }

    [Fact]
    public async Task SendGrid_is_told_recipient_text_and_effect_and_nothing_else()
    {
        await using var server = await TinySendGrid.StartAsync(202);

        await Send(server);

        const string Expected =
            """
            {"from":{"name":"科技局","email":"noreply@kj.example"},
             "personalizations":[{"to":[{"name":"李某","email":"li@example.org"}],"subject":"申报截止提醒","headers":{"Auto-Submitted":"auto-generated"},
               "custom_args":{"effect":"a-00000000000000000000000000:s:0000000006-00:editor"}}],
             "content":[{"type":"text/plain","value":"您好：\n请于 3 月 31 日前提交。\n完"}],
             "categories":["projectflow"],
             "tracking_settings":{"click_tracking":{"enable":false,"enable_text":false},"open_tracking":{"enable":false}}}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Expected).RootElement, server.Asked!.RootElement), server.Asked.RootElement.GetRawText());
    }

    [Theory]
    [InlineData(400, Refusal, "400 The to array is invalid.; No.")]
    [InlineData(413, "<html>too large</html>", "413 <html>too large</html>")]
    [InlineData(404, "", "404")]
    public async Task What_is_refused_for_good_fails_with_the_reason(int status, string body, string reason)
    {
        await using var server = await TinySendGrid.StartAsync(status, body);

        Assert.Equal(new MailOutcome.Failed(reason), await Send(server));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task What_may_pass_or_be_mended_is_tried_again(int status)
    {
        await using var server = await TinySendGrid.StartAsync(status, "not now", ("Location", "http://127.0.0.1:1/"));

        Assert.Equal(new MailOutcome.Delayed($"{status} not now"), await Send(server));
        Assert.Single(server.Paths);
    }

    [Theory]
    [InlineData(429, "90", 90)]
    [InlineData(503, "1", 1)]
    [InlineData(429, "Mon, 06 Mar 2023 12:02:00 GMT", 120)]
    [InlineData(429, "Mon, 06 Mar 2023 12:00:00 GMT", null)]
    [InlineData(429, "soon", null)]
    public async Task SendGrid_says_how_long_to_wait(int status, string retryAfter, int? seconds)
    {
        await using var server = await TinySendGrid.StartAsync(status, "", ("Retry-After", retryAfter));

        Assert.Equal(seconds, Assert.IsType<MailOutcome.Delayed>(await Send(server)).After?.TotalSeconds);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_leaves_the_outcome_unknown()
    {
        await using var server = await TinySendGrid.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal(new MailOutcome.Unknown("SendGrid did not answer in time"), await Send(server, TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public async Task A_connection_that_is_reset_leaves_the_outcome_unknown_and_is_not_tried_again()
    {
        await using var server = await TinySendGrid.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        Assert.IsType<MailOutcome.Unknown>(await Send(server));
        Assert.Single(server.Paths);
    }

    [Fact]
    public async Task Once_the_status_is_said_an_end_in_the_middle_of_the_words_changes_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = SayHalfAsync(listener, "HTTP/1.1 202 Accepted\r\nX-Message-Id: abc\r\nContent-Length: 100\r\n\r\nhalf");
        using var mailer = new SendGridMailer(Options(new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")), new At(Noon));

        Assert.Equal(new MailOutcome.Sent("abc"), await mailer.SendAsync(Mail, Ct));
        mailer.Dispose();
        await serving;
    }

    [Fact]
    public async Task A_program_asked_to_stop_while_it_waits_does_not_know()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await TinySendGrid.StartAsync(http =>
        {
            stop.Cancel(); // the mail has arrived: only now is it not known what became of it
            return Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var mailer = new SendGridMailer(Options(server.Address), new At(Noon));

        Assert.Equal(new MailOutcome.Unknown("the program was asked to stop"), await mailer.SendAsync(Mail, stop.Token));
    }

    [Fact]
    public async Task A_program_asked_to_stop_before_has_sent_nothing()
    {
        await using var server = await TinySendGrid.StartAsync(202);
        using var mailer = new SendGridMailer(Options(server.Address), new At(Noon));

        Assert.IsType<MailOutcome.Delayed>(await mailer.SendAsync(Mail, new CancellationToken(canceled: true)));
        Assert.Empty(server.Paths);
    }

    [Fact]
    public async Task A_SendGrid_that_is_not_there_delays()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var mailer = new SendGridMailer(Options(new($"http://127.0.0.1:{port}")), new At(Noon));

        Assert.IsType<MailOutcome.Delayed>(await mailer.SendAsync(Mail, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("李@example.org")]
    public async Task What_is_no_address_fails_without_asking_anybody(string address)
    {
        await using var server = await TinySendGrid.StartAsync(202);

        Assert.IsType<MailOutcome.Failed>(await Send(server, mail: Mail with { ToAddress = address }));
        Assert.Empty(server.Paths);
    }

    [Fact]
    public async Task A_subject_stays_one_line_and_within_its_length()
    {
        await using var server = await TinySendGrid.StartAsync(202);

        await Send(server, mail: Mail with { Subject = "x\r\nBcc: evil@example.org " + new string('y', 200) });

        var subject = server.Asked!.RootElement.GetProperty("personalizations")[0].GetProperty("subject").GetString()!;
        Assert.StartsWith("x  Bcc: evil@example.org y", subject, StringComparison.Ordinal);
        Assert.Equal(201, subject.Length);
    }

    [Fact]
    public void The_key_is_not_printed() => Assert.DoesNotContain("secret", Options(SendGridOptions.World).ToString(), StringComparison.Ordinal);

    private static async Task SayHalfAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Ct);
        var (stream, buffer) = (client.GetStream(), new byte[4096]);
        await stream.ReadAtLeastAsync(buffer, 1, cancellationToken: Ct);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), Ct);
        client.Client.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(buffer, Ct) > 0)
        {
        }
    }

    private static SendGridOptions Options(Uri address) => new("SG.secret", address, "noreply@kj.example", "科技局");

    private static async Task<MailOutcome> Send(TinySendGrid server, TimeSpan? timeout = null, OutgoingMail? mail = null)
    {
        using var mailer = new SendGridMailer(Options(server.Address) with { Timeout = timeout ?? TimeSpan.FromSeconds(30) }, new At(Noon));
        return await mailer.SendAsync(mail ?? Mail, Ct);
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
