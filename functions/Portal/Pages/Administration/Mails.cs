using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Mails;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Month">First day of the month shown (UTC).</param>
public sealed record MailsModel(DateOnly Month, IReadOnlyList<KeptMail> Mails, string? Next);

/// <param name="MaySend">It can be sent once more.</param>
public sealed record MailModel(KeptMail Mail, string Version, bool MaySend, Refusal? Why = null)
{
    public string Address => $"/administration/mail/{Mails.MonthOf(Mail)}/{Uri.EscapeDataString(MailBox.CursorOf(Mail))}";
}

/// <summary>What the system has written to people, and whether it arrived.</summary>
internal static class Mails
{
    private const int PageSize = 50;

    private static Refusal Faster { get; } = new(RefusalKind.NotNow, "stale-version", "该邮件的状态已改变，请核对后再操作", "This mail has changed meanwhile; look at it again before you go on.");

    public static void MapMails(this IEndpointRouteBuilder administration)
    {
        var mails = administration.MapGroup("/mail");
        mails.MapGet("/", ListAsync);
        mails.MapGet("/export", ExportAsync);
        mails.MapGet("/{month}/{key}", SeeAsync);
        mails.MapPost("/{month}/{key}/send", (string month, string key, HttpContext http, MailBox box, MailResends resends, CaseClock clock, CancellationToken ct) =>
            DoAsync(month, key, http, box, mail => resends.ResendAsync(mail.Id, clock.Now, ct), ct));
        mails.MapPost("/{month}/{key}/mark", (string month, string key, HttpContext http, MailBox box, MailMarks marks, CaseClock clock, CancellationToken ct) =>
            DoAsync(month, key, http, box, async mail => await marks.MarkAsync(mail, http.Actor().Id, clock.Now, ct) ? null : Faster, ct));
        mails.MapSuppressed();
    }

    public static string MonthOf(KeptMail mail) => mail.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static async Task<IResult> ListAsync(string? month, string? after, MailBox box, CaseClock clock, CancellationToken ct)
    {
        if (MonthOr(month, clock) is not { } first)
        {
            return QueryRefusals.Month.ToProblem();
        }

        if (QueryRefusals.OfPage(after, null) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var mails = await box.OfMonthAsync(first.Year, first.Month, after ?? "", PageSize + 1, ct);
        return Show.Page<MailsPage>(new MailsModel(first, [.. mails.Take(PageSize)], mails.Count > PageSize ? MailBox.CursorOf(mails[PageSize - 1]) : null));
    }

    private static async Task<IResult> ExportAsync(string? month, string? format, HttpContext http, MailBox box, CaseClock clock, Screen screen, CancellationToken ct) =>
        MonthOr(month, clock) is not { } first ? QueryRefusals.Month.ToProblem()
        : await new Listing(string.Create(CultureInfo.InvariantCulture, $"mail-{first:yyyy-MM}"), [screen["mails.at"], screen["mails.to"], screen["mails.subject"], screen["mails.status"], screen["mails.tries"], screen["mails.note"], screen["trace.case"]],
            AllAsync(box, first, ct).Select(m => (IReadOnlyList<object?>)[Times.Minute(m.At), m.Address, m.Subject, screen.Word("mailStatus", m.Status.ToString()), m.Tries, m.Note, m.Case.Value])).SendAsync(http, format, ct);

    private static async IAsyncEnumerable<KeptMail> AllAsync(MailBox box, DateOnly month, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (string? after = ""; after is not null;)
        {
            var page = await box.OfMonthAsync(month.Year, month.Month, after, RowLimits.MaxAsked, ct);
            foreach (var mail in page)
            {
                yield return mail;
            }

            after = page.Count == RowLimits.MaxAsked ? MailBox.CursorOf(page[^1]) : null;
        }
    }

    private static async Task<IResult> SeeAsync(string month, string key, MailBox box, CancellationToken ct) =>
        await FindAsync(month, key, box, ct) is { } model ? Show.Page<MailPage>(model) : Refusal.NotFound.ToProblem();

    /// <param name="deed">Null when it was done.</param>
    private static async Task<IResult> DoAsync(string month, string key, HttpContext http, MailBox box, Func<KeptMail, Task<Refusal?>> deed, CancellationToken ct)
    {
        if (await FindAsync(month, key, box, ct) is not { } model)
        {
            return Refusal.NotFound.ToProblem();
        }

        var seen = (await http.Request.ReadFormAsync(ct))["version"].ToString();
        var why = seen == model.Version ? await deed(model.Mail) : Faster;
        return why is null ? Show.Next(model.Address) : Show.Again<MailPage>(model with { Why = why }, why);
    }

    private static async Task<MailModel?> FindAsync(string month, string key, MailBox box, CancellationToken ct) =>
        Parse(month) is { } first && await box.FindAsync(first.Year, first.Month, key, ct) is var (mail, version) ? new(mail, version, MailResends.MayBeSentAgain(mail)) : null;

    /// <summary>Without a month, the one that is now.</summary>
    private static DateOnly? MonthOr(string? month, CaseClock clock) => string.IsNullOrEmpty(month) ? new(clock.Now.UtcDateTime.Year, clock.Now.UtcDateTime.Month, 1) : Parse(month);

    private static DateOnly? Parse(string month) => DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;
}
