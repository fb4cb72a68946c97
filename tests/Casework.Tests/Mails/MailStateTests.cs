using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests.Mails;

/// <summary>What is known of a mail at every moment. The draft's reminder to its editor is the mail looked at.</summary>
public sealed class MailStateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = World.Monday;

    private readonly ScriptedMailer mailer = new();

    private Bureau bureau = null!;

    public async ValueTask InitializeAsync()
    {
        bureau = await OpenAsync(mailer: mailer);
        await bureau.DraftAsync();
        Done(await bureau.DoAsync(World.Editor, new ApplicationCommand.RequestGuidance(), "request-1"));
    }

    public ValueTask DisposeAsync()
    {
        bureau.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_taken_is_sent_under_the_providers_id()
    {
        await RunAsync(Noon);

        var mail = await MailAsync();
        Assert.Equal((MailStatus.Sent, "sg-1", 1), (mail.Status, mail.ProviderId, mail.Tries));
        Assert.Equal(mail, Assert.Single(await MonthAsync(), m => m.Id == mail.Id));
    }

    [Fact]
    public async Task What_was_not_taken_is_tried_again_and_is_no_repeat()
    {
        mailer.Answers(new MailOutcome.Delayed("503"));
        await RunAsync(Noon);
        Assert.Equal((MailStatus.Delayed, "503"), await StatusAsync());

        mailer.Answers(new MailOutcome.Sent(null));
        await RunAsync(Noon.AddSeconds(59));
        Assert.Equal(MailStatus.Delayed, (await MailAsync()).Status);
        await RunAsync(Noon.AddSeconds(60));

        var mail = await MailAsync();
        Assert.Equal((MailStatus.Sent, 2, false, (string?)null), (mail.Status, mail.Tries, mail.MaybeTwice, mail.Note));
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 61)]
    [InlineData(600, 600)]
    [InlineData(86_400, 86_400)]
    [InlineData(9_000_000, 86_400)]
    public async Task The_other_side_says_how_long_to_wait_up_to_a_day(int asked, int waited)
    {
        mailer.Answers(new MailOutcome.Delayed("429", TimeSpan.FromSeconds(asked)));
        await RunAsync(Noon);
        mailer.Answers(new MailOutcome.Sent(null));

        await RunAsync(Noon.AddSeconds(waited).AddTicks(-1));
        Assert.Equal(MailStatus.Delayed, (await MailAsync()).Status);
        await RunAsync(Noon.AddSeconds(waited));
        Assert.Equal(MailStatus.Sent, (await MailAsync()).Status);
    }

    [Fact]
    public async Task Asked_to_wait_nobody_else_of_the_same_effect_is_tried()
    {
        mailer.Answers(new MailOutcome.Delayed("429", TimeSpan.FromSeconds(90)));

        await RunAsync(Noon);

        Assert.Equal(2, mailer.Handed.Count); // E02 goes to three persons, E03 to one
    }

    [Fact]
    public async Task A_mail_of_unknown_outcome_is_not_sent_again_by_itself()
    {
        mailer.Answers(new MailOutcome.Unknown("reset"));
        await RunAsync(Noon);
        var handed = mailer.Handed.Count;

        await RunAsync(Noon.AddDays(1));

        Assert.Equal((MailStatus.Unknown, "reset"), await StatusAsync());
        Assert.Equal(handed, mailer.Handed.Count);
        Assert.Empty(await bureau.Dead.ListAsync(Ct));
    }

    [Fact]
    public async Task Who_dies_while_sending_leaves_a_mail_of_unknown_outcome()
    {
        mailer.Answer = _ => throw new OperationCanceledException("killed");
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(Noon));
        var handed = mailer.Handed.Count;
        Assert.Single(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => m.Status == MailStatus.Sending);

        mailer.Answers(new MailOutcome.Sent(null));
        await RunAsync(Noon.AddMinutes(2));

        var dead = Assert.Single(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => m.Status == MailStatus.Unknown);
        Assert.Equal("the program ended while it was sending", dead.Note);
        Assert.DoesNotContain(mailer.Handed.Skip(handed), m => m.Id == dead.Id);
        Assert.Equal(MailStatus.Unknown, Assert.Single(await MonthAsync(), m => m.Id == dead.Id).Status);
    }

    [Fact]
    public async Task News_that_is_faster_than_the_answer_stays()
    {
        mailer.Answer = async mail =>
        {
            await bureau.News.TakeInAsync(new("e-" + mail.Id, MailEventKind.Delivered, mail.Id, mail.ToAddress, null, Noon), Ct);
            return new MailOutcome.Sent("sg-1");
        };

        await RunAsync(Noon);

        Assert.All(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => Assert.Equal(MailStatus.Delivered, m.Status));
        Assert.All(await MonthAsync(), m => Assert.Equal(MailStatus.Delivered, m.Status));
    }

    [Fact]
    public async Task What_was_answered_503_and_taken_all_the_same_is_not_sent_twice()
    {
        mailer.Answers(new MailOutcome.Delayed("503"));
        await RunAsync(Noon);
        var mail = await MailAsync();
        var handed = mailer.Handed.Count(m => m.Id == mail.Id);

        await bureau.News.TakeInAsync(new("e-1", MailEventKind.Taken, mail.Id, mail.Address, null, Noon), Ct);
        await RunAsync(Noon.AddHours(1));

        Assert.Equal(MailStatus.Sent, (await MailAsync()).Status);
        Assert.Equal(handed, mailer.Handed.Count(m => m.Id == mail.Id));
    }

    [Fact]
    public async Task A_suppressed_address_gets_nothing_and_the_mail_says_why()
    {
        await bureau.News.TakeInAsync(new("e-1", MailEventKind.Returned, "account-1", "Editor@demo.example", "550 no such person", Noon, SuppressionCause.Returned), Ct);

        await RunAsync(Noon);

        Assert.Equal((MailStatus.Suppressed, "Returned 2023-03-06: 550 no such person"), await StatusAsync());
        Assert.DoesNotContain(mailer.Handed, m => m.ToAddress == "editor@demo.example");
        Assert.NotEmpty(mailer.Handed);
    }

    private Task RunAsync(DateTimeOffset now) => bureau.Flow.RunAsync(World.Case, now, Ct);

    private async Task<KeptMail> MailAsync() => Assert.Single(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => m.Template == "E03");

    private async Task<(MailStatus Status, string? Note)> StatusAsync() => await MailAsync() is var mail ? (mail.Status, mail.Note) : default;

    private Task<IReadOnlyList<KeptMail>> MonthAsync() => bureau.Mails.OfMonthAsync(2023, 3, "", 100, Ct);
}
