using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Pools;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Pools;

/// <summary>
/// Starts an application from a pool entry: a draft, filled in from the registers, that the entry then names. Each step is
/// known by what it leaves behind, so a repeat after a crash goes on where it was cut off and never makes a second draft.
/// </summary>
public sealed class PoolApplications(Desk desk, CaseReader reader, PeopleDirectory directory, Prechecks prechecks)
{
    private const int Attempts = 3;

    public static Refusal NoProgramme { get; } = new(RefusalKind.NotNow, "pool-without-programme",
        "该库没有可申报的计划，或入库记录未写明目标计划", "The pool has no programme to apply for, or the entry does not name its target programme.");

    /// <param name="entry">A record of the register <c>pools</c>.</param>
    /// <param name="programme">Of several programmes of the pool the one meant; null = the entry's target, or the only one.</param>
    public async Task<Answer> StartAsync(CaseId entry, string? programme, Actor by, DateTimeOffset at, OperationId operation, CancellationToken ct)
    {
        if (await reader.FindAsync(entry, by, at, ct) is not { State: RegisterRecord { Org: { } org } record } || record.Register.Id != PoolNames.Register)
        {
            return new Answer.Refused(Refusal.NotFound);
        }

        if (record.RemovedOn is not null || record.RecordState == "exited")
        {
            return new Answer.Refused(Refusal.NotAllowedNow);
        }

        return Target(record, programme) is not { } target ? new Answer.Refused(NoProgramme)
            : await DraftAsync(entry, target, org, by, at, operation, ct) is var drafted && drafted is Answer.Refused ? drafted
            : await FinishAsync(entry, target, (Answer.Done)drafted, org, by, at, ct);
    }

    /// <summary>Why the person cannot start it now; null = they can. The rulebook judges the draft that would be made.</summary>
    public async Task<Refusal?> RefusalAsync(CaseId entry, ProgrammeRef target, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        if (await reader.FindAsync(entry, by, at, ct) is not { State: RegisterRecord { Org: { } org } record })
        {
            return Refusal.NotFound;
        }

        var id = CaseId.Application($"pool:{entry}:{target}");
        return record.RemovedOn is not null || record.RecordState == "exited" ? Refusal.NotAllowedNow
            : await reader.FindAsync(id, by, at, ct) is { } draft ? (draft.Permitted.Contains("save-draft") ? null : Refusal.NotAllowedNow)
            : await desk.JudgeAsync(id, new ApplicationCommand.CreateDraft(target, org, target.Id) { By = by, At = at }, ct) is Answer.Refused refused ? refused.Why : null;
    }

    private Programme? Target(RegisterRecord entry, string? programme)
    {
        var open = prechecks.Programmes(Text(entry.Content, "member.pool"));
        var wanted = programme ?? Text(entry.Content, "member.targetProgramme");
        return wanted is not null ? open.FirstOrDefault(p => p.Ref.Id == wanted) : open.Count == 1 ? open[0] : null;
    }

    private async Task<Answer> DraftAsync(CaseId entry, Programme target, OrgId org, Actor by, DateTimeOffset at, OperationId operation, CancellationToken ct)
    {
        var id = CaseId.Application($"pool:{entry}:{target.Ref}");
        if (await reader.FindAsync(id, by, at, ct) is { } known)
        {
            return new Answer.Done(id, known.Version, known.State.StateName, []);
        }

        var name = (await directory.OrgAsync(org, ct))?.Name ?? org.Value;
        return await desk.HandleAsync(id, new ApplicationCommand.CreateDraft(target.Ref, org, $"{name} {target.NameZh}") { By = by, At = at }, operation, null, ct);
    }

    private async Task<Answer> FinishAsync(CaseId entry, Programme target, Answer.Done drafted, OrgId org, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        var answer = drafted;
        if (await reader.FindAsync(drafted.Case, by, at, ct) is { State: Application { FormHash: null, Stage: Stage.Draft } draft } && by.Is(Role.ApplicantEditor))
        {
            var save = new ApplicationCommand.SaveDraft(draft.Title, await prechecks.PrefilledAsync(target, org, ChinaTime.DateOf(at), ct)) { By = by, At = at };
            if (await desk.HandleAsync(drafted.Case, save, OperationId.Parse($"prefill:{drafted.Case}"), null, ct) is Answer.Done saved)
            {
                answer = saved with { Events = [.. drafted.Events, .. saved.Events] };
            }
        }

        await NameAsync(entry, drafted.Case, target, at, ct);
        return answer;
    }

    /// <summary>The system writes into the entry what it led to; again when somebody changed the entry meanwhile.</summary>
    private async Task NameAsync(CaseId entry, CaseId draft, Programme target, DateTimeOffset at, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await reader.FindAsync(entry, Actor.System, at, ct) is not { State: RegisterRecord record } view || Rows(record.Content).Any(r => r?["case"]?.ToString() == draft.Value))
            {
                return;
            }

            var put = new RecordCommand.PutRecord(record.Register, Naming(record.Content, draft, target, at), record.Source) { By = Actor.System, At = at };
            var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"led-to:{draft}:{view.Version}"));
            if (await desk.HandleAsync(entry, put, operation, view.Version, ct) is Answer.Done)
            {
                return;
            }
        }
    }

    private static FormContent Naming(FormContent content, CaseId draft, Programme target, DateTimeOffset at)
    {
        var root = JsonNode.Parse(content.Utf8.Span)!.AsObject();
        var row = new JsonObject { ["case"] = draft.Value, ["programme"] = target.NameZh, ["on"] = ChinaTime.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        root["result"] = new JsonObject { ["applications"] = new JsonArray([.. Rows(content).Select(r => r?.DeepClone()), row]) };
        return FormContent.Parse(JsonSerializer.SerializeToUtf8Bytes(root));
    }

    private static JsonArray Rows(FormContent content) => JsonNode.Parse(content.Utf8.Span)?["result"]?["applications"]?.AsArray() ?? [];

    private static string? Text(FormContent content, string path) => FormValues.At(content, path)?.ToString().Trim() is { Length: > 0 } text ? text : null;
}
