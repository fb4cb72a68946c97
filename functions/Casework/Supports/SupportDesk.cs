using System.Globalization;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Identifiers;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Supports;

namespace ProjectFlow.Casework.Supports;

/// <summary>What one person has to do for the enterprises in their care.</summary>
/// <param name="Number">Of the eight, 1 to 8.</param>
public sealed record SupportDuty(string Org, int Number, string Zh, string En, PlannedSupport Planned);

/// <summary>The eight supports: planned as records of the register, shown with what other registers have already.</summary>
public sealed class SupportDesk(RegisterDesk desk, CaseReader reader, RegisterShelf registers, PeopleDirectory directory, OrgRecords records)
{
    private static readonly string[] Sources = [.. SupportKind.All.Select(k => k.Evidence.Source).Append("register:" + SupportPlan.Register).Append("register:enterprises")];

    public static Refusal OwnerUnknown { get; } = new(RefusalKind.Unacceptable, "owner-unknown", "责任人应为系统内有效的账号", "The owner must be the account of somebody active here.");

    public static Refusal NoSuchSupport { get; } = new(RefusalKind.Invalid, "bad-supports", "帮扶事项应为1至8", "The supports are numbered 1 to 8.");

    /// <returns>Null when the enterprise's plan is not there for this person; one that nothing is known of yet is there for who may write its plan.</returns>
    public async Task<IReadOnlyList<SupportLine>?> OfAsync(OrgId org, Actor who, CancellationToken ct)
    {
        if (!Reads(org, who))
        {
            return null;
        }

        var known = await records.OfAsync(org, Sources, ct);
        return known.Count > 0 || (MayPlan(who) && CreditCode.Parse(org.Value) is not CreditCode.Blocked) ? SupportPlan.Of(known) : null;
    }

    /// <summary>Puts those of the eight on record that are not planned yet; what is planned stays as it is.</summary>
    /// <param name="numbers">Which of the eight, 1 to 8; null = all.</param>
    public async Task<Answer> PlanAsync(OrgId org, string owner, DateOnly? dueOn, IReadOnlyList<int>? numbers, Actor by, DateTimeOffset at, OperationId operation, CancellationToken ct)
    {
        if (registers.Newest(SupportPlan.Register) is not { } register || !RecordAccess.Reads(register, org, null, by))
        {
            return new Answer.Refused(Refusal.NotFound);
        }

        if (await directory.PersonAsync(new(owner), ct) is not { Active: true })
        {
            return new Answer.Refused(OwnerUnknown);
        }

        Answer answer = new Answer.Refused(NoSuchSupport);
        foreach (var kind in SupportKind.All.Where(k => numbers?.Contains(k.Number) != false))
        {
            answer = await PlanAsync(register, Content(org, kind, owner, dueOn), by, at, Numbered(operation, kind.Number), ct);
            if (answer is Answer.Refused)
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>The case itself tells whether it is there: a list may not show yet what was put a moment ago.</summary>
    private async Task<Answer> PlanAsync(Register register, FormContent content, Actor by, DateTimeOffset at, OperationId operation, CancellationToken ct) =>
        RecordKeys.CaseOf(register, content) is { } id && await reader.FindAsync(id, by, at, ct) is { State: RegisterRecord { RemovedOn: null } known } view
            ? new Answer.Done(id, view.Version, known.StateName, [])
            : await desk.PutAsync(register.Ref.Id, content, null, by, at, operation, null, ct);

    // An operation id has at most 100 characters.
    private static OperationId Numbered(OperationId operation, int number) =>
        OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"{operation.Value[..Math.Min(98, operation.Value.Length)]}:{number}"));

    /// <summary>Open supports of one owner, by their last day.</summary>
    public async Task<IReadOnlyList<SupportDuty>> OfOwnerAsync(PersonId owner, CancellationToken ct) =>
        [.. (await records.AllAsync(RecordProjection.OfOwner(owner.Value, SupportPlan.Register), ct)).Select(Duty).OfType<SupportDuty>()];

    private static SupportDuty? Duty(KnownCase c) => c.Facts.Values.GetValueOrDefault("support.number") is Fact.Number n && SupportKind.All.FirstOrDefault(k => k.Number == n.Value) is { } kind
        && c.Facts.Values.GetValueOrDefault("org") is Fact.Text org ? new(org.Value, kind.Number, kind.Zh, kind.En, SupportPlan.Planned(c)) : null;

    public bool MayPlan(Actor who) => registers.Newest(SupportPlan.Register) is { } register && RecordAccess.MayWrite(register, who);

    private bool Reads(OrgId org, Actor who) => registers.Newest(SupportPlan.Register) is { } register && RecordAccess.Reads(register, org, null, who);

    private static FormContent Content(OrgId org, SupportKind kind, string owner, DateOnly? dueOn)
    {
        var support = new Dictionary<string, object> { ["uscc"] = org.Value, ["number"] = kind.Number, ["owner"] = owner };
        if (dueOn is { } day)
        {
            support["dueOn"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return FormContent.Parse(JsonSerializer.SerializeToUtf8Bytes(new { support }));
    }
}
