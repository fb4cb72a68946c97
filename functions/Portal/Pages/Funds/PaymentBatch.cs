using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Payments;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Pages.Commands;
using ProjectFlow.Portal.Pages.Grants;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Funds;

/// <summary>One line of a batch.</summary>
/// <param name="Why">What stands against it; null when it would be, or was, accepted.</param>
/// <param name="Waits">Its command is still to be given.</param>
public sealed record BatchLine(BatchItem Item, string Title, Refusal? Why, bool Waits = false);

/// <param name="Given">As typed.</param>
/// <param name="Done">The commands were given: <see cref="BatchLine.Why"/> is what the desk answered.</param>
public sealed record BatchModel(string View, IReadOnlyList<BatchLine> Lines, IReadOnlyDictionary<string, IReadOnlyList<string>> Given, bool Done, Refusal? Why = null)
{
    public IReadOnlyList<BatchLine> Good => [.. Lines.Where(l => l.Why is null && !l.Waits)];

    public bool Waits => Lines.Any(l => l.Waits);
}

/// <summary>Many payments moved one step with one check and one click: the check, and the run that is asked for.</summary>
internal static class PaymentBatch
{
    private const int Most = PaymentRun.Most;

    public static async Task<IResult> CheckAsync(HttpContext http, CaseDesk desk, Desk commands, CaseLists lists, ProgrammeShelf shelf, CaseClock clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (PaymentDesk.Find(http.Actor(), form["view"], form["section"]) is not { } found || BatchItem.CommandOf(found.View) is null)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (BatchItem.Read(form["item"]) is not { Count: > 0 and <= Most } items)
        {
            var why = BatchRefusals.Size(Most);
            return Show.Again<PaymentsPage>(await PaymentDesk.ModelAsync(found, null, http, lists, shelf, ct) with { Why = why }, why);
        }

        var judged = await LinesAsync(items, http, desk, async (item, grant) => await JudgeAsync(item, grant, found.View, http, commands, clock, ct), ct);
        return Show.Page<BatchPage>(new BatchModel(found.View, judged, new Dictionary<string, IReadOnlyList<string>>(), false));
    }

    public static async Task<IResult> GiveAsync(HttpContext http, CaseDesk desk, Proving proving, PaymentRuns runs, CaseClock clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var view = form["view"].ToString();
        if (BatchItem.CommandOf(view) is null || BatchItem.Read(form["item"]) is not { Count: > 0 and <= Most } items)
        {
            return Refusal.NotFound.ToProblem();
        }

        var values = new CommandValues(form.Keys.ToDictionary(k => k, k => (IReadOnlyList<string>)[.. form[k].Select(v => v ?? "")]));
        if (values.Problems(BatchItem.Inputs(view, items.Count)) is { Count: > 0 } problems)
        {
            var why = CommandRefusals.Incomplete(problems);
            return Show.Again<BatchPage>(new BatchModel(view, await LinesAsync(items, http, desk, (_, _) => Task.FromResult<Refusal?>(null), ct), values.Given, false, why), why);
        }

        if (Proof.MissingFor(http, items[0].Command(view, values)) is not null)
        {
            return await proving.AskAsync(http, BatchItem.CommandOf(view)!, "/payments?view=" + view, form);
        }

        var run = new PaymentRun(IdOf(http.Actor().Id, form["operation"].ToString()), http.Actor().Id, clock.Now, view, [.. items.Select(i => new RunLine(i.Case, i.Item, i.Amount, i.Command(view, values)))]);
        await runs.AskAsync(run, ct);
        return Show.Next("/payments/runs/" + run.Id);
    }

    /// <summary>Of this person's form: nobody takes another's by naming its operation.</summary>
    private static string IdOf(PersonId by, string operation) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{by}\n{CaseDesk.OperationOf(operation)}")))[..32];

    /// <summary>One after the other: two lines may be of one grant.</summary>
    private static async Task<IReadOnlyList<BatchLine>> LinesAsync(IReadOnlyList<BatchItem> items, HttpContext http, CaseDesk desk, Func<BatchItem, GrantContext, Task<Refusal?>> answer, CancellationToken ct)
    {
        var lines = new List<BatchLine>();
        foreach (var item in items)
        {
            var grant = await desk.GrantAsync(http, item.Case.Value, ct);
            lines.Add(new(item, grant?.Title ?? item.Case.Value, grant is null ? Refusal.NotFound : await answer(item, grant)));
        }

        return lines;
    }

    private static async Task<Refusal?> JudgeAsync(BatchItem item, GrantContext grant, string view, HttpContext http, Desk commands, CaseClock clock, CancellationToken ct)
    {
        var command = item.Command(view, BatchItem.Example(item.Index, clock.Now)) with { By = http.Actor(), At = clock.Now };
        return !grant.May(BatchItem.CommandOf(view)!) ? Refusal.RoleForbidden : (await commands.JudgeAsync(grant.View.Id, command, ct) as Answer.Refused)?.Why;
    }
}

internal static class BatchRefusals
{
    public static Refusal Size(int most) => new(RefusalKind.Invalid, "batch-size", string.Create(CultureInfo.InvariantCulture, $"请选择1至{most}项"), string.Create(CultureInfo.InvariantCulture, $"Choose from 1 to {most} lines."));
}
