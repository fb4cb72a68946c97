using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Mails;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Administration;

/// <param name="Stored">Null when the bureau never changed it.</param>
public sealed record WordingLine(string Template, MailWording Wording, StoredWording? Stored);

/// <param name="Seen">The version the form was made from; 0 for none.</param>
/// <param name="Preview">With sample values, Chinese and English; null when it cannot be made.</param>
public sealed record WordingModel(WordingLine Line, MailWording Typed, int Seen, IReadOnlyList<string> Placeholders, IReadOnlyList<(string Subject, string Text)>? Preview, Refusal? Why = null)
{
    public string Address => "/administration/mail-templates/" + Line.Template;
}

/// <summary>How the system words its mails: as shipped, or as the bureau likes.</summary>
internal static class Wordings
{
    private static readonly string[] Languages = ["zh", "en"];

    public static void MapWordings(this IEndpointRouteBuilder administration)
    {
        var wordings = administration.MapGroup("/mail-templates");
        wordings.MapGet("/", async (StoredDefinitions stored, CancellationToken ct) => Show.Page<WordingsPage>(await LinesAsync(stored, ct)));
        wordings.MapGet("/export", ExportAsync);
        wordings.MapGet("/{template}", async (string template, StoredDefinitions stored, CancellationToken ct) =>
            await FindAsync(template, stored, ct) is { } line ? Show.Page<WordingPage>(Model(line, line.Wording)) : Refusal.NotFound.ToProblem());
        wordings.MapPost("/{template}", PutAsync);
        wordings.MapPost("/{template}/reset", ResetAsync);
    }

    private static async Task<IReadOnlyList<WordingLine>> LinesAsync(StoredDefinitions stored, CancellationToken ct)
    {
        var lists = await stored.ReadAsync(ct);
        return [.. MailTemplates.Ids.Order(StringComparer.Ordinal).Select(id => Line(id, lists))];
    }

    private static WordingLine Line(string template, StoredLists lists)
    {
        var stored = lists.Wordings.GetValueOrDefault(template);
        return new(template, stored?.Wording ?? MailTemplates.Shipped(template), stored);
    }

    private static async Task<WordingLine?> FindAsync(string template, StoredDefinitions stored, CancellationToken ct) =>
        MailTemplates.Ids.Contains(template) ? Line(template, await stored.ReadAsync(ct)) : null;

    private static WordingModel Model(WordingLine line, MailWording typed, Refusal? why = null) =>
        new(line, typed, line.Stored?.Version ?? 0, [.. MailTemplates.KeysOf(line.Template).Append("link").Distinct()], Preview(line.Template, typed), why);

    private static IReadOnlyList<(string, string)>? Preview(string template, MailWording typed) => MailTemplates.Problems(template, typed).Count > 0
        ? null : [.. Languages.Select(l => MailTemplates.Render(template, l, MailSamples.In(l), typed))];

    private static async Task<IResult> PutAsync(string template, HttpContext http, StoredDefinitions stored, WordingDefiner definer, CaseClock clock, CancellationToken ct)
    {
        if (await FindAsync(template, stored, ct) is not { } line)
        {
            return Refusal.NotFound.ToProblem();
        }

        var posted = await http.Request.ReadFormAsync(ct);
        var typed = Read(posted);
        if (posted["do"] == "preview")
        {
            var problems = MailTemplates.Problems(template, typed);
            return Show.Page<WordingPage>(Model(line, typed, problems.Count > 0 ? ProgrammeRefusals.Wording with { Problems = problems } : null) with { Seen = SeenIn(posted) });
        }

        return await definer.PutAsync(template, typed, SeenIn(posted), http.Actor().Id, clock.Now, ct) switch
        {
            null => Show.Next("/administration/mail-templates/" + template),
            { Code: "stale-version" } stale => await StaleAsync(template, typed, stale, stored, ct),
            var why => Show.Again<WordingPage>(Model(line, typed, why) with { Seen = SeenIn(posted) }, why),
        };
    }

    private static async Task<IResult> ResetAsync(string template, HttpContext http, StoredDefinitions stored, WordingDefiner definer, CaseClock clock, CancellationToken ct)
    {
        if (await FindAsync(template, stored, ct) is not { } line)
        {
            return Refusal.NotFound.ToProblem();
        }

        var seen = SeenIn(await http.Request.ReadFormAsync(ct));
        return await definer.PutAsync(template, null, seen, http.Actor().Id, clock.Now, ct) is { } why
            ? await StaleAsync(template, line.Wording, why, stored, ct) : Show.Next("/administration/mail-templates/" + template);
    }

    /// <summary>What is stored now stands at each entry that differs, and saving again is meant.</summary>
    private static async Task<IResult> StaleAsync(string template, MailWording typed, Refusal why, StoredDefinitions stored, CancellationToken ct)
    {
        var line = (await FindAsync(template, stored, ct))!;
        var differ = Entries(line.Wording).Zip(Entries(typed)).Where(e => e.First.Text != e.Second.Text).Select(e => new Problem(e.First.At, "changed-elsewhere", $"现存内容：{e.First.Text}", $"Stored now: {e.First.Text}"));
        var stale = why with { Problems = [.. differ] };
        return Show.Again<WordingPage>(Model(line, typed, stale), stale);
    }

    private static IEnumerable<(string At, string Text)> Entries(MailWording w) => [("subjectZh", w.SubjectZh), ("bodyZh", w.BodyZh), ("subjectEn", w.SubjectEn), ("bodyEn", w.BodyEn)];

    /// <summary>Browsers send line ends of two characters.</summary>
    private static MailWording Read(IFormCollection posted)
    {
        return new(Of("subjectZh"), Of("bodyZh"), Of("subjectEn"), Of("bodyEn"));

        string Of(string name) => posted[name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }

    private static int SeenIn(IFormCollection posted) => int.TryParse(posted["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : -1;

    private static async Task<IResult> ExportAsync(string? format, HttpContext http, StoredDefinitions stored, Screen screen, CancellationToken ct)
    {
        var rows = (await LinesAsync(stored, ct)).Select(l => (IReadOnlyList<object?>)[l.Template, l.Stored?.Version ?? 0, l.Wording.SubjectZh, l.Wording.BodyZh, l.Wording.SubjectEn, l.Wording.BodyEn]);
        return await new Listing("mail-templates", [screen["mails.template"], screen["versions.version"], screen["wordings.subjectZh"], screen["wordings.bodyZh"], screen["wordings.subjectEn"], screen["wordings.bodyEn"]], rows.ToAsyncEnumerable()).SendAsync(http, format, ct);
    }
}
