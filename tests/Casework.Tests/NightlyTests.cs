using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Nightly;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Tests.Applications;
using ProjectFlow.Tests.Shared;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests;

/// <summary>What is done once a day: seals, the mail of the morning, the end of what is kept.</summary>
public sealed class NightlyTests
{
    private static readonly DateOnly Day = new(2023, 3, 7);

    private static readonly DateTimeOffset Morning = World.Monday.AddHours(20);

    [Fact]
    public void Its_time_begins_at_six_in_China()
    {
        Assert.False(NightlyWork.IsTime(DateTimeOffset.Parse("2023-03-06T21:59:59Z", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(NightlyWork.IsTime(DateTimeOffset.Parse("2023-03-06T22:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_seal_names_the_end_of_each_history_and_follows_on_the_day_before()
    {
        using var office = await Night.OpenAsync();
        await office.WaitingCaseAsync();
        var first = await office.Seals.SealAsync(Day, Morning, Ct);
        Done(await office.Bureau.DoAsync(World.Editor, new Core.Applications.ApplicationCommand.Comment("请看"), "comment-01"));
        var second = await office.Seals.SealAsync(Day.AddDays(1), Morning.AddDays(1), Ct);

        var state = CaseRows.State(World.Case, (await office.Bureau.Rows.FindAsync(World.Case.Value, [CaseKeys.State], Ct))[CaseKeys.State]);
        Assert.Equal(("", first.Hash, 1, 0), (first.Before, second.Before, second.Cases, second.Unread));
        Assert.Equal($"2023-03-08 {first.Hash}\n{World.Case} {state.Version} {state.Head}\n", await office.TextAsync(second));
        Assert.Equal(second.Hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await office.TextAsync(second)))));
        Assert.Equal([second, first], await office.Seals.LatestAsync(Day.AddDays(9), 10, Ct));
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_is_counted_as_such_and_stops_no_seal()
    {
        using var office = await Night.OpenAsync();
        await office.WaitingCaseAsync();
        await office.Bureau.Rows.CommitAsync(World.Case.Value, [new Write.Put(new(CaseKeys.State, "{}"u8.ToArray()))], "damage", Ct);
        var seal = await office.Seals.SealAsync(Day, Morning, Ct);
        Assert.Equal((0, 1), (seal.Cases, seal.Unread));
        Assert.Single(await office.Bureau.Quarantine.ListAsync(Ct));
    }

    [Fact]
    public async Task Those_for_whom_something_waits_are_told_once_a_working_day()
    {
        using var office = await Night.OpenAsync();
        await office.WaitingCaseAsync();
        Assert.Equal(2, await office.Digest.SendAsync(Day, Morning, Ct)); // the officer who has it, and the head of the section
        Assert.Equal(["【今日待办】共 1 件", "【今日待办】共 1 件"], office.Mailer.Sent.Select(m => m.Subject));
        Assert.Equal(["head@demo.example", "officer@demo.example"], office.Mailer.Sent.Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.All(office.Mailer.Sent, m => Assert.Contains("/queue", m.Text, StringComparison.Ordinal));

        Assert.Equal(0, await office.Digest.SendAsync(Day, Morning, Ct));
        Assert.Equal(0, await office.Digest.SendAsync(new(2023, 3, 11), Morning, Ct)); // a Saturday
        Assert.Equal(2, await office.Digest.SendAsync(new(2023, 5, 6), Morning, Ct)); // a Saturday that is worked
    }

    [Fact]
    public async Task Who_does_not_want_it_or_has_nothing_waiting_or_cannot_be_reached_gets_none()
    {
        using var office = await Night.OpenAsync();
        await office.WaitingCaseAsync();
        var head = (await office.Bureau.People.PersonAsync(World.Head.Id, Ct))!;
        await office.Bureau.People.SaveAsync(head with { NoDigest = true }, Ct);
        var officer = (await office.Bureau.People.PersonAsync(World.Officer.Id, Ct))!;
        await office.Bureau.People.SaveAsync(officer with { Active = false }, Ct);
        Assert.Equal(0, await office.Digest.SendAsync(Day, Morning, Ct));
        Assert.Empty(office.Mailer.Sent);
    }

    [Fact]
    public async Task A_second_run_on_the_same_day_does_nothing()
    {
        using var office = await Night.OpenAsync();
        await office.WaitingCaseAsync();
        var first = await office.Work.RunAsync(Morning, Ct);
        Assert.Equal((2, Day), (first.Digests, first.Seal!.Day));
        Assert.Equal(new NightlyReport(0, null, 0), await office.Work.RunAsync(Morning.AddHours(3), Ct));
        Assert.Equal(Day.AddDays(1), (await office.Work.RunAsync(Morning.AddDays(1), Ct)).Seal!.Day);
    }

    [Theory]
    [InlineData("mail:202101", "20210131235959999:x", true)]
    [InlineData("mail:202103", "20210301000000000:x", false)]
    [InlineData("mail:202102", "20210228000000000:x", true)]
    [InlineData("digest:202301", "31:officer", true)]
    [InlineData("digest:202302", "01:officer", false)]
    [InlineData("nightly", "20230131:seal", true)]
    [InlineData("nightly", "20230201:seal", false)]
    public async Task Lists_of_mail_go_after_two_years_and_marks_after_a_month(string partition, string key, bool gone)
    {
        using var office = await Night.OpenAsync();
        await office.Bureau.Rows.CommitAsync(partition, [new Write.Put(new(key, "true"u8.ToArray()))], "old", Ct);
        Assert.Equal(gone ? 1 : 0, await office.Retention.RemoveAsync(Day, Ct));
        Assert.Equal(gone ? 0 : 1, (await office.Bureau.Rows.FindAsync(partition, [key], Ct)).Count);
    }

    private sealed class Night(Bureau bureau) : IDisposable
    {
        private readonly FolderDocuments documents = FolderDocuments.Open(Path.Combine(bureau.Folder, "documents"));

        public Bureau Bureau => bureau;

        public Heard Mailer { get; } = new();

        public DailySeals Seals => new(bureau.Rows, documents, bureau.Rebuild, bureau.Lists, bureau.Quarantine);

        public DailyDigest Digest => new(bureau.Rows, bureau.People, bureau.Lists, new([TestProgrammes.Upward], World.Calendar), bureau.Suppressions, Mailer, new MailLinks("http://127.0.0.1:5080"));

        public Retention Retention => new(bureau.Rows);

        public NightlyWork Work => new(bureau.Rows, Seals, Digest, Retention);

        public static async Task<Night> OpenAsync() => new(await Bureau.OpenAsync());

        /// <summary>A draft whose guidance waits for the officer.</summary>
        public async Task WaitingCaseAsync()
        {
            await bureau.DraftAsync();
            Done(await bureau.DoAsync(World.Editor, new Core.Applications.ApplicationCommand.RequestGuidance(), "guide-0001"));
            Done(await bureau.DoAsync(World.Head, new Core.Applications.ApplicationCommand.Assign(World.Officer.Id), "assign-001"));
            await bureau.Flow.RunAsync(World.Case, World.Monday, Ct);
        }

        public async Task<string> TextAsync(DailySeal seal)
        {
            using var reader = new StreamReader((await documents.OpenAsync(seal.Hash, Ct))!);
            return await reader.ReadToEndAsync(Ct);
        }

        public void Dispose() => bureau.Dispose();
    }

    /// <summary>A mailer that takes everything.</summary>
    private sealed class Heard : IMailer
    {
        public List<OutgoingMail> Sent { get; } = [];

        public string Channel => "smtp";

        public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            Sent.Add(mail);
            return Task.FromResult<MailOutcome>(new MailOutcome.Sent(null));
        }
    }
}
