using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Forms;

namespace ProjectFlow.Portal.Pages.Programmes;

/// <summary>A field that need not be typed again.</summary>
/// <param name="Sources">Registers the value stands in; empty = it comes from the earlier case.</param>
public sealed record KnownField(FormSection Section, Field Field, JsonNode? Value, IReadOnlyList<string> Sources);

/// <param name="From">The earlier case; null = none.</param>
public sealed record Beginning(CaseContext? From, FormContent Form, IReadOnlyList<KnownField> Known, IReadOnlyList<LeftOut> LeftOut);

/// <summary>What a new draft need not ask again: what the registers know, and what an earlier case of the organisation said.</summary>
internal sealed class DraftStart(CaseDesk cases, CaseReader reader, CaseLists lists, Desk desk, Prechecks prechecks, RegisterShelf registers, PeopleDirectory directory, CaseClock clock)
{
    private const int MostEarlier = 20;

    /// <summary>The organisation's own cases of the programme, the newest first; of the first thousand in one read.</summary>
    public async Task<IReadOnlyList<CaseLine>> EarlierAsync(OrgId org, string programme, CancellationToken ct) =>
        [.. (await lists.FirstAsync($"org:{org}", ct)).Where(l => l.Case.Kind == 'a' && l.Org == org.Value && l.Programme == programme).Take(MostEarlier)];

    /// <param name="from">Id of the earlier case; null = none.</param>
    /// <returns>Null when there is no such case of this organisation and programme.</returns>
    public async Task<Beginning?> OfAsync(HttpContext http, Programme programme, OrgId org, string? from, CancellationToken ct)
    {
        var earlier = from is null ? null : await cases.FindAsync(http, from, ct);
        if (from is not null && (earlier is null || earlier.Application.Org != org || earlier.Programme.Ref.Id != programme.Ref.Id))
        {
            return null;
        }

        var carried = earlier is null ? new(FormContent.Empty, []) : CarriedOver.Of(earlier.Programme.Form, earlier.Form, programme.Form);
        var fills = await ReadableAsync(http, programme, org, ct);
        var known = await prechecks.PrefilledAsync(programme with { Prefill = fills }, org, ChinaTime.DateOf(clock.Now), ct);
        var form = Over(carried.Form, known);
        return new(earlier, form, [.. Fields(programme, form, known)], [.. carried.LeftOut.Where(l => FormValues.At(form, l.Path) is null)]);
    }

    /// <summary>One draft however often the same operation comes; what it begins with is saved only while nobody has saved anything.</summary>
    public async Task<Answer> BeginAsync(HttpContext http, Programme programme, Beginning beginning, ApplicationCommand.CreateDraft create, OperationId operation, CancellationToken ct)
    {
        // The person is part of the seed, so that nobody meets another's case by guessing an operation.
        var id = CaseId.Application($"{http.Actor().Id}:{operation}");
        var answer = await desk.HandleAsync(id, create with { By = http.Actor(), At = clock.Now }, operation, null, ct);
        if (answer is Answer.Done && await reader.FindAsync(id, http.Actor(), clock.Now, ct) is { State: Application { FormHash: null, Stage: Stage.Draft } draft })
        {
            var save = new ApplicationCommand.SaveDraft(draft.Title, Titled(programme, beginning.Form, draft.Title)) { By = http.Actor(), At = clock.Now };
            await desk.HandleAsync(id, save, OperationId.Parse($"begin:{id}"), null, ct);
        }

        return answer;
    }

    /// <summary>A register this person may not read tells nothing through a form either.</summary>
    private async Task<IReadOnlyList<Fill>> ReadableAsync(HttpContext http, Programme programme, OrgId org, CancellationToken ct)
    {
        var area = (await directory.OrgAsync(org, ct))?.Area;
        return [.. programme.Prefill.Where(f => f.Sources.Select(RegisterOf).All(id => id is null || (registers.Newest(id) is { } r && RecordAccess.Reads(r, org, area, http.Actor()))))];
    }

    private static IEnumerable<KnownField> Fields(Programme programme, FormContent form, FormContent known) =>
        from section in programme.Form.Sections
        from field in section.Fields
        let path = $"{section.Id}.{field.Id}"
        where FormValues.At(form, path) is not null
        select new KnownField(section, field, FormEditing.Section(form, section.Id)?[field.Id], FormValues.At(known, path) is null ? [] : Sources(programme.Prefill.First(f => f.To == path)));

    private static IReadOnlyList<string> Sources(Fill fill) => [.. fill.Sources.Select(s => RegisterOf(s) ?? s).Distinct()];

    /// <summary>Null for what figures count besides registers.</summary>
    private static string? RegisterOf(string source) => source.Split(':', '/') is ["register", var id, ..] ? id : null;

    private static FormContent Over(FormContent form, FormContent known)
    {
        foreach (var section in known.Root.EnumerateObject())
        {
            var fields = FormEditing.Section(form, section.Name) ?? [];
            foreach (var field in section.Value.EnumerateObject())
            {
                fields[field.Name] = JsonNode.Parse(field.Value.GetRawText());
            }

            form = FormEditing.With(form, section.Name, fields);
        }

        return form;
    }

    /// <summary>Where the form asks for the title, that is the one just typed.</summary>
    private static FormContent Titled(Programme programme, FormContent form, string title)
    {
        var fields = FormEditing.Section(form, "project") ?? [];
        fields["title"] = title;
        var titled = FormEditing.With(form, "project", fields);
        return FormCheck.Types(programme.Form, titled).Count == 0 ? titled : form;
    }
}
