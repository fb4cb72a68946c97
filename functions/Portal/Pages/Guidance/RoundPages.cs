using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Forms;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Guidance;

/// <summary>One field that differs between two rounds.</summary>
public sealed record FieldChange(FormSection Section, Field Field, JsonNode? Before, JsonNode? After);

/// <param name="From">The round before, counted from 1.</param>
/// <param name="Added">Names of documents that came, and of those that went.</param>
public sealed record RoundsModel(CaseContext Case, int From, int To, IReadOnlyList<FieldChange> Changes, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

/// <summary>What the applicant changed between two times of handing in.</summary>
internal static class RoundPages
{
    /// <param name="to">The later round; the last when absent.</param>
    public static async Task<IResult> SeeAsync(string id, int? to, HttpContext http, CaseDesk desk, IDocuments documents, CancellationToken ct)
    {
        if (await desk.FindAsync(http, id, ct) is not { } found || found.Application.Snapshots.Count < 2)
        {
            return Refusal.NotFound.ToProblem();
        }

        var later = Math.Clamp(to ?? found.Application.Snapshots.Count, 2, found.Application.Snapshots.Count);
        var (before, after) = (found.Application.Snapshots[later - 2], found.Application.Snapshots[later - 1]);
        var changes = Changes(found.Programme.Form, await FormAsync(documents, before, ct), await FormAsync(documents, after, ct));
        return Show.Page<RoundsPage>(new RoundsModel(found, later - 1, later, [.. changes], Names(after.Documents, before.Documents), Names(before.Documents, after.Documents)));
    }

    private static async Task<FormContent> FormAsync(IDocuments documents, Snapshot snapshot, CancellationToken ct)
    {
        await using var content = await documents.OpenAsync(snapshot.FormHash, ct);
        if (content is null)
        {
            return FormContent.Empty;
        }

        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, ct);
        return FormContent.Parse(bytes.ToArray());
    }

    private static IEnumerable<FieldChange> Changes(FormDefinition form, FormContent before, FormContent after) =>
        from section in form.Sections
        let was = FormEditing.Section(before, section.Id)
        let now = FormEditing.Section(after, section.Id)
        from field in section.Fields
        where !JsonNode.DeepEquals(was?[field.Id], now?[field.Id])
        select new FieldChange(section, field, was?[field.Id]?.DeepClone(), now?[field.Id]?.DeepClone());

    private static List<string> Names(IReadOnlyList<Document> some, IReadOnlyList<Document> others) => [.. some.ExceptBy(others.Select(d => (d.Slot, d.Hash)), d => (d.Slot, d.Hash)).Select(d => d.Name)];
}
