using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Queue;

/// <summary>Filters kept under a name, for oneself.</summary>
internal static class SavedViews
{
    private const int Most = 20;
    private const int MaxName = 40;

    /// <summary>A view of the same name is replaced.</summary>
    public static async Task<IResult> KeepAsync(HttpContext http, QueuePages queue, PeopleDirectory people, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (name, typed) = (form["name"].ToString().Trim(), new QueryCollection(QueryHelpers.ParseQuery(form["query"].ToString())));
        var (model, why) = await queue.ModelAsync(http, typed["list"], typed, null, ct);
        if (model is null)
        {
            return why!.ToProblem();
        }

        var kept = model.Views.Where(v => v.Name != name).ToList();
        if (name.Length is 0 or > MaxName || kept.Count >= Most)
        {
            why = QueueRefusals.View(Most);
            return Show.Again<QueuePage>(model with { Name = name, Why = why }, why);
        }

        var address = model.Filter.Address(model.List);
        return await ChangeAsync(http, people, views => [.. views.Where(v => v.Name != name), new SavedView(name, address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..])], ct)
            ? Show.Next(address) : Refusal.NotFound.ToProblem();
    }

    public static async Task<IResult> RemoveAsync(HttpContext http, PeopleDirectory people, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await ChangeAsync(http, people, views => [.. views.Where(v => v.Name != form["name"])], ct) ? Show.Next("/queue?" + form["query"]) : Refusal.NotFound.ToProblem();
    }

    private static async Task<bool> ChangeAsync(HttpContext http, PeopleDirectory people, Func<IReadOnlyList<SavedView>, IReadOnlyList<SavedView>> change, CancellationToken ct)
    {
        while (await people.StoredAsync(http.Actor().Id, ct) is { } own)
        {
            if (await people.ChangeAsync(own.Person with { Views = change(own.Person.Views) }, own.Version, ct))
            {
                return true;
            }
        }

        return false;
    }
}
