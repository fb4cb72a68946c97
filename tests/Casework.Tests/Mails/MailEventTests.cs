using CsCheck;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests.Mails;

/// <summary>What a provider tells of a mail after it was handed over, and what an administrator does about it.</summary>
public sealed class MailEventTests : IAsyncLifetime
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

    [Theory]
    [InlineData(MailEventKind.Taken, MailStatus.Sent)]
    [InlineData(MailEventKind.Delivered, MailStatus.Delivered)]
    [InlineData(MailEventKind.Returned, MailStatus.Returned)]
    [InlineData(MailEventKind.Dropped, MailStatus.Dropped)]
    [InlineData(MailEventKind.Complained, MailStatus.Complained)]
    public async Task News_says_what_became_of_a_mail_of_unknown_outcome(MailEventKind kind, MailStatus status)
    {
        mailer.Answers(new MailOutcome.Unknown("reset"));
        await RunAsync(Noon);

        await TellAsync("e-1", kind, "why");

        var mail = await MailAsync();
        Assert.Equal((status, "why"), (mail.Status, mail.Note));
        Assert.Equal(mail, Assert.Single(await bureau.Mails.OfMonthAsync(2023, 3, "", 100, Ct), m => m.Id == mail.Id));
    }

    /// <summary>Providers promise no order, and send each event at least once.</summary>
    [Fact]
    public async Task In_whatever_order_and_however_often_news_comes_the_gravest_stays()
    {
        await RunAsync(Noon);
        var all = Enum.GetValues<MailEventKind>();

        await Gen.Shuffle(all.SelectMany(k => Enumerable.Repeat(k, 2)).ToArray()).SampleAsync(async kinds =>
        {
            var run = Guid.NewGuid().ToString("N");
            foreach (var kind in kinds)
            {
                await TellAsync($"{run}-{kind}", kind);
            }

            Assert.Equal(MailStatus.Complained, (await MailAsync()).Status);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public async Task The_same_event_again_writes_nothing()
    {
        await RunAsync(Noon);
        await TellAsync("e-1", MailEventKind.Returned, against: SuppressionCause.Returned);
        var before = await MailAsync();
        await bureau.Suppressions.LiftAsync("editor@demo.example", World.Head.Id, Noon, Ct);
        bureau.Rows.Reset();

        var mail = before.Id;
        for (var copy = 0; copy < 46; copy++)
        {
            await bureau.News.TakeInAsync(new("e-1", MailEventKind.Returned, mail, "editor@demo.example", null, Noon, SuppressionCause.Returned), Ct);
        }

        Assert.Equal(0, bureau.Rows.Commits);
        Assert.Equal(before, await MailAsync());
        Assert.Null(await bureau.Suppressions.InForceAsync("editor@demo.example", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("account-0123456789abcdef")]
    [InlineData("a-00000000000000000000000000:s:0000000099-00:nobody")]
    [InlineData("a-00000000000000000000000000:s")]
    [InlineData("a-00000000000000000000000000:s:/")]
    public async Task News_of_a_mail_without_a_row_speaks_of_the_address_alone(string mail)
    {
        await bureau.News.TakeInAsync(new("e-1", MailEventKind.Complained, mail, "li@example.org", null, Noon, SuppressionCause.Complained), Ct);

        Assert.Equal(SuppressionCause.Complained, (await bureau.Suppressions.InForceAsync("LI@example.org", Ct))!.Cause);
        Assert.Empty(await bureau.Mails.OfCaseAsync(World.Case, Ct));
    }

    [Fact]
    public async Task A_lifted_address_gets_mail_again_until_something_new_happens()
    {
        await SuppressAsync("e-1", Noon);
        Assert.True(await bureau.Suppressions.LiftAsync("EDITOR@demo.example", World.Head.Id, Noon.AddHours(1), Ct));
        Assert.False(await bureau.Suppressions.LiftAsync("editor@demo.example", World.Head.Id, Noon.AddHours(2), Ct));
        Assert.Equal((Noon.AddHours(1), World.Head.Id), Assert.Single(await bureau.Suppressions.PageAsync("", 10, Ct)) is var held ? (held.LiftedAt, held.LiftedBy) : default);

        await SuppressAsync("e-2", Noon.AddHours(1));
        Assert.Null(await bureau.Suppressions.InForceAsync("editor@demo.example", Ct));
        await SuppressAsync("e-3", Noon.AddHours(1).AddSeconds(1));
        Assert.Equal("e-3", (await bureau.Suppressions.InForceAsync("editor@demo.example", Ct))!.Event);
    }

    [Fact]
    public async Task A_mail_of_unknown_outcome_can_be_sent_once_more_two_hours_later_and_says_so()
    {
        mailer.Answers(new MailOutcome.Unknown("reset"));
        await RunAsync(Noon);
        mailer.Answers(new MailOutcome.Sent(null));

        Assert.Equal("mail-outcome-open", await AgainAsync(Noon.AddHours(2).AddTicks(-1)));
        Assert.Null(await AgainAsync(Noon.AddHours(2)));
        Assert.Equal("mail-not-resendable", await AgainAsync(Noon.AddHours(2)));
        await RunAsync(Noon.AddHours(2));

        var mail = await MailAsync();
        Assert.Equal((MailStatus.SentAgain, 2, true), (mail.Status, mail.Tries, mail.MaybeTwice));
        Assert.Equal(2, mailer.Handed.Count(m => m.Id == mail.Id));
        Assert.Equal("mail-not-resendable", await AgainAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_returned_mail_goes_to_the_address_the_person_has_by_now()
    {
        await RunAsync(Noon);
        await TellAsync("e-1", MailEventKind.Returned, against: SuppressionCause.Returned);
        Assert.Equal("address-suppressed", await AgainAsync(Noon));

        await bureau.People.SaveAsync((await bureau.People.PersonAsync(World.Editor.Id, Ct))! with { Email = "new@demo.example" }, Ct);
        Assert.Null(await AgainAsync(Noon));
        await RunAsync(Noon);

        Assert.Equal("new@demo.example", mailer.Handed[^1].ToAddress);
        Assert.Equal((MailStatus.Sent, "new@demo.example", false), await MailAsync() is var mail ? (mail.Status, mail.Address, mail.MaybeTwice) : default);
    }

    [Fact]
    public async Task News_that_comes_while_it_waits_to_be_sent_again_spares_the_repeat()
    {
        mailer.Answers(new MailOutcome.Unknown("reset"));
        await RunAsync(Noon);
        var handed = mailer.Handed.Count;
        Assert.Null(await AgainAsync(Noon.AddHours(2)));

        await TellAsync("e-1", MailEventKind.Delivered);
        await RunAsync(Noon.AddHours(2));

        Assert.Equal(MailStatus.Delivered, (await MailAsync()).Status);
        Assert.Equal(handed, mailer.Handed.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-00000000000000000000000000:s:0000000099-00:nobody")]
    public async Task What_is_no_mail_is_not_found(string id) => Assert.Equal("not-found", (await bureau.Resends.ResendAsync(id, Noon, Ct))!.Code);

    private Task RunAsync(DateTimeOffset now) => bureau.Flow.RunAsync(World.Case, now, Ct);

    private async Task TellAsync(string id, MailEventKind kind, string? reason = null, SuppressionCause? against = null) =>
        await bureau.News.TakeInAsync(new(id, kind, (await MailAsync()).Id, "editor@demo.example", reason, Noon, against), Ct);

    private Task SuppressAsync(string id, DateTimeOffset at) =>
        bureau.News.TakeInAsync(new(id, MailEventKind.Returned, "account-1", "editor@demo.example", null, at, SuppressionCause.Returned), Ct);

    private async Task<string?> AgainAsync(DateTimeOffset now) => (await bureau.Resends.ResendAsync((await MailAsync()).Id, now, Ct))?.Code;

    private async Task<KeptMail> MailAsync() => Assert.Single(await bureau.Mails.OfCaseAsync(World.Case, Ct), m => m.Template == "E03");
}
