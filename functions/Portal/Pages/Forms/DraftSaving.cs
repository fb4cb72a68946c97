using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>What came of saving one section.</summary>
internal abstract record SaveOutcome
{
    /// <param name="Section">As stored now.</param>
    /// <param name="Problems">Values that were left out, because they cannot be what they should be.</param>
    public sealed record Saved(FormContent Form, JsonObject Section, IReadOnlyList<Problem> Problems) : SaveOutcome;

    /// <summary>Somebody else changed the section since the page was made; nothing was saved.</summary>
    /// <param name="Theirs">As stored now.</param>
    public sealed record Conflict(JsonObject? Theirs) : SaveOutcome;

    public sealed record Refused(Refusal Why) : SaveOutcome;

    private SaveOutcome() { }
}

/// <summary>Saves one section of a draft. Two people may work on two sections at once; on the same one the second is asked.</summary>
internal sealed class DraftSaving(Desk desk, CaseReader reader, CaseClock clock)
{
    private const int Attempts = 4;

    /// <param name="typed">The section as the page had it.</param>
    /// <param name="seen">Hash of the section the page was made from.</param>
    public async Task<SaveOutcome> SaveAsync(HttpContext http, CaseId id, Programme programme, string section, Func<JsonObject?, JsonObject> typed, string seen, OperationId operation, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await TryAsync(http, id, programme, section, typed, seen, operation, ct) is { } outcome)
            {
                return outcome;
            }
        }

        return new SaveOutcome.Refused(Refusal.NotAllowedNow);
    }

    /// <summary>Null when the case moved on in between, be it only by a comment.</summary>
    private async Task<SaveOutcome?> TryAsync(HttpContext http, CaseId id, Programme programme, string section, Func<JsonObject?, JsonObject> typed, string seen, OperationId operation, CancellationToken ct)
    {
        if (await reader.FormAsync(id, http.Actor(), clock.Now, ct) is not { View: { State: Application application } view } found)
        {
            return new SaveOutcome.Refused(Refusal.NotFound);
        }

        var stored = FormEditing.Section(found.Form, section);
        var wanted = typed(stored);
        if (FormEditing.HashOf(wanted) == FormEditing.HashOf(stored))
        {
            return new SaveOutcome.Saved(found.Form, wanted, []);
        }

        // Who may not save at all is told so by the desk.
        if (FormEditing.HashOf(stored) != seen && view.Permitted.Contains("save-draft"))
        {
            return new SaveOutcome.Conflict(stored);
        }

        var problems = FormCheck.Types(programme.Form, FormEditing.With(FormContent.Empty, section, wanted));
        var mended = FormEditing.Mended(wanted, stored, problems);
        var form = FormEditing.With(found.Form, section, mended);
        var save = new ApplicationCommand.SaveDraft(TitleOf(form) ?? application.Title, form) { By = http.Actor(), At = clock.Now };
        return await desk.HandleAsync(id, save, operation, view.Version, ct) switch
        {
            Answer.Refused { Why.Code: "stale-version" } => null,
            Answer.Refused refused => new SaveOutcome.Refused(refused.Why),
            _ => new SaveOutcome.Saved(form, mended, problems),
        };
    }

    /// <summary>Lists show a case by its title; where the form asks for one, that is it.</summary>
    private static string? TitleOf(FormContent form) => FormValues.At(form, "project.title") is { ValueKind: System.Text.Json.JsonValueKind.String } title && title.GetString()!.Trim() is { Length: > 0 and <= 200 } text ? text : null;
}
