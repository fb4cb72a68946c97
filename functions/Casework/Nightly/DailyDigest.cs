using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;

namespace ProjectFlow.Casework.Nightly;

/// <summary>
/// Tells officers, heads and leaders on working days how much waits for them (E24, domain.md §3.5). A mail says only what the
/// queue says anyway, so one that could not be sent is not sent later.
/// </summary>
public sealed class DailyDigest(IRows rows, PeopleDirectory people, CaseLists lists, ProgrammeShelf shelf, Suppressions suppressions, IMailer mailer, MailLinks links)
{
    public const string Template = "E24";

    private static readonly Role[] Readers = [Role.Officer, Role.SectionHead, Role.Leader];

    /// <returns>How many people were told.</returns>
    public async Task<int> SendAsync(DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        var told = 0;
        for (var after = shelf.Calendar.IsWorkingDay(day) ? "" : null; after is not null;)
        {
            var page = await people.PageAsync(after, RowLimits.MaxAsked, ct);
            foreach (var person in page.Where(Wants))
            {
                told += await TellAsync(person, day, now, ct) ? 1 : 0;
            }

            after = page.Count == RowLimits.MaxAsked ? page[^1].Id.Value : null;
        }

        return told;
    }

    /// <summary>Whether it is meant for somebody with these roles.</summary>
    public static bool IsFor(Person person) => person.Roles.Any(Readers.Contains);

    private static bool Wants(Person person) => person is { Active: true, NoDigest: false } && IsFor(person);

    private async Task<bool> TellAsync(Person person, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        if (await WaitingAsync(person, ct) is not (> 0 and var waiting) || await suppressions.InForceAsync(person.Email, ct) is not null || !await ClaimAsync(person, day, now, ct))
        {
            return false;
        }

        var values = new Dictionary<string, string> { ["n"] = waiting.ToString(CultureInfo.InvariantCulture), ["link"] = links.BaseUrl + "/queue" };
        var (subject, text) = MailTemplates.Render(Template, person.Language, values, shelf.WordingOf(Template));
        return await mailer.SendAsync(new(IdOf(person, day), person.Email, person.Name, subject, text), ct) is not MailOutcome.Failed;
    }

    /// <summary>Cases in this person's lists whose next step is the bureau's, each once; of a list at most a thousand.</summary>
    private async Task<int> WaitingAsync(Person person, CancellationToken ct)
    {
        var waiting = new HashSet<CaseId>();
        foreach (var list in ListsOf(person))
        {
            waiting.UnionWith((await lists.FirstAsync(list, ct)).Where(l => l.Ball == "bureau").Select(l => l.Case));
        }

        return waiting.Count;
    }

    private static IEnumerable<string> ListsOf(Person person) =>
    [
        .. person.Roles.Contains(Role.Officer) ? [$"officer:{person.Id}"] : Array.Empty<string>(),
        .. person.Roles.Contains(Role.SectionHead) ? person.Sections.Select(s => "queue:" + s) : [],
        .. person.Roles.Contains(Role.Leader) ? ["leaders"] : Array.Empty<string>(),
    ];

    /// <summary>Before it is sent: at most one a day, whatever happens.</summary>
    private async Task<bool> ClaimAsync(Person person, DateOnly day, DateTimeOffset now, CancellationToken ct) =>
        await rows.CommitAsync(PartitionOf(day), [new Write.Insert(new($"{day.Day:D2}:{person.Id}", CaseJson.Write(now)))], Guid.NewGuid().ToString("N"), ct) is CommitResult.Committed;

    internal static string PartitionOf(DateOnly day) => "digest:" + day.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private static string IdOf(Person person, DateOnly day) =>
        "digest-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{day:yyyyMMdd}:{person.Id}")))[..32];
}
