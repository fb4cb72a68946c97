using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Pages.Accounts;
using ProjectFlow.Portal.Pages.Cases;
using ProjectFlow.Portal.Requests;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Commands;

/// <param name="Command">The name of the API.</param>
/// <param name="Given">As typed; files that have come already by their hash.</param>
/// <param name="Pending">The decision to be confirmed; null for every other command.</param>
public sealed record CommandModel(CaseSubject Case, string Command, IReadOnlyList<CommandInput> Inputs, IReadOnlyDictionary<string, IReadOnlyList<string>> Given, Refusal? Why = null, PendingDecision? Pending = null)
{
    public const string Confirm = "confirm-decision";
}

/// <summary>One page for each command that is asked for by a form. Nobody is shown a form for what they may not do now.</summary>
internal static class CommandPages
{
    private const long MiB = 1024 * 1024;
    private const long MaxFile = 20 * MiB;

    public static void MapCommands(this IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id}/do/{command}", SeeAsync);
        cases.MapPost("/{id}/do/{command}", GiveAsync).WithMetadata(new RequestSizeLimitAttribute(3 * MaxFile));
    }

    private static async Task<IResult> SeeAsync(string id, string command, HttpContext http, CaseDesk desk, PeopleDirectory directory, Decisions decisions, CancellationToken ct)
    {
        if (await desk.SubjectAsync(http, id, ct) is not { } found || CommandForms.Find(command) is not { } form)
        {
            return Refusal.NotFound.ToProblem();
        }

        return found.May(command) && form.IsDue(found)
            ? Show.Page<CommandPage>(new CommandModel(found, command, await InputsAsync(form, found, directory, ct), new Dictionary<string, IReadOnlyList<string>>(), Pending: command == CommandModel.Confirm ? await decisions.PendingAsync(http, found, ct) : null))
            : Refusal.NotAllowedNow.ToProblem();
    }

    private static async Task<IResult> GiveAsync(string id, string command, HttpContext http, CaseDesk desk, PeopleDirectory directory, Uploads uploads, CaseUploads noted, Decisions decisions, CaseClock clock, Proving proving, CancellationToken ct)
    {
        if (await desk.SubjectAsync(http, id, ct) is not { } found || CommandForms.Find(command) is not { } form)
        {
            return Refusal.NotFound.ToProblem();
        }

        if (!found.May(command))
        {
            return Refusal.NotAllowedNow.ToProblem();
        }

        var inputs = await InputsAsync(form, found, directory, ct);
        var posted = await http.Request.ReadFormAsync(ct);
        var given = inputs.SelectMany(i => i.Cells).Where(i => posted.ContainsKey(i.Name)).ToDictionary(i => i.Name, i => (IReadOnlyList<string>)[.. posted[i.Name].Select(v => v ?? "")]);
        var why = await KeepAsync(inputs, posted, given, file => StoreAsync(http, found, uploads, noted, clock, file, ct));
        var values = new CommandValues(given);
        why ??= values.Problems(inputs) is { Count: > 0 } problems ? CommandRefusals.Incomplete(problems) : await desk.GiveAsync(http, found, form.Make(values), posted["operation"], ct);
        if (Proving.IsMissing(why))
        {
            return await proving.AskAsync(http, command, found.Address, given.SelectMany(g => g.Value.Select(v => KeyValuePair.Create(g.Key, v))), posted);
        }

        return why is null ? Show.Next(found.Address) : Show.Again<CommandPage>(new CommandModel(found, command, inputs, given, Placed(why, inputs), command == CommandModel.Confirm ? await decisions.PendingAsync(http, found, ct) : null), why);
    }

    /// <summary>A line of several typed into one field is shown at that field.</summary>
    private static Refusal Placed(Refusal why, IReadOnlyList<CommandInput> inputs) => why with
    {
        Problems = [.. why.Problems.Select(p => p with { Path = inputs.FirstOrDefault(i => i.Kind == InputKind.Text && p.Path.StartsWith(i.Name + "[", StringComparison.Ordinal))?.Name ?? p.Path })],
    };

    /// <summary>Takes the files in; they stay with the case, so that they need not be chosen again when something else is wrong.</summary>
    private static async Task<Refusal?> KeepAsync(IReadOnlyList<CommandInput> inputs, IFormCollection posted, Dictionary<string, IReadOnlyList<string>> given, Func<IFormFile, Task<(string? Hash, Refusal? Why)>> store)
    {
        foreach (var input in inputs.Where(i => i.Kind == InputKind.File))
        {
            if (posted.Files.GetFile(input.Name) is not { Length: > 0 } file)
            {
                continue;
            }

            var (hash, why) = await store(file);
            if (why is not null)
            {
                return why with { Problems = [new(input.Name, why.Code, why.Zh, why.En)] };
            }

            given[input.Name] = [hash!];
        }

        return null;
    }

    private static async Task<(string? Hash, Refusal? Why)> StoreAsync(HttpContext http, CaseSubject found, Uploads uploads, CaseUploads noted, CaseClock clock, IFormFile file, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        var outcome = await uploads.ReceiveAsync(content, MaxFile, [], ct);
        if (outcome is not UploadOutcome.Stored stored)
        {
            return (null, ((UploadOutcome.Refused)outcome).Why);
        }

        await noted.NoteAsync(found.View.Id, new(stored.Hash, stored.Size, stored.Kind, http.Actor().Id, clock.Now), ct);
        return (stored.Hash, null);
    }

    /// <summary>Persons to choose from are known only now.</summary>
    private static async Task<IReadOnlyList<CommandInput>> InputsAsync(CommandForm form, CaseSubject found, PeopleDirectory directory, CancellationToken ct)
    {
        var inputs = new List<CommandInput>();
        foreach (var input in form.Inputs(found))
        {
            inputs.Add(input.Name switch
            {
                "to" => input with { Options = Named(await directory.WithRoleAsync(Role.Officer, found.Programme.Section, ct)) },
                "experts" => input with { Options = Named(await directory.WithRoleAsync(Role.Expert, null, ct)) },
                _ => input,
            });
        }

        return inputs;
    }

    private static IReadOnlyList<(string, string, string)> Named(IReadOnlyList<Person> persons) => [.. persons.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (p.Id.Value, p.Name, p.Name))];
}

internal static class CommandRefusals
{
    public static Refusal Incomplete(IReadOnlyList<Problem> problems) => new(RefusalKind.Invalid, "form-incomplete", "请补齐或修改标出的内容", "Fill in or correct what is marked.") { Problems = problems };
}
