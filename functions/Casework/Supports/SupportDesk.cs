using System.Globalization;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Pools;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Supports;

namespace ProjectFlow.Casework.Supports;

/// <summary>What one person has to do for the enterprises in their care.</summary>
/// <param name="Number">Of the eight, 1 to 8.</param>
public sealed record SupportDuty(string Org, int Number, string Zh, string En, PlannedSupport Planned);

/// <summary>The eight supports: planned as records of the register, shown with what other registers have already.</summary>
public sealed class SupportDesk(RegisterDesk desk, RegisterShelf registers, OrgRecords records)
{
    private static readonly string[] Sources = [.. SupportKind.All.Select(k => k.Evidence.Source).Append("register:" + SupportPlan.Register).Append("register:enterprises")];

    /// <returns>Null when the enterprise's plan is not there for this person.</returns>
    public async Task<IReadOnlyList<SupportLine>?> OfAsync(OrgId org, Actor who, CancellationToken ct)
    {
        if (!Reads(org, who))
        {
            return null;
        }

        var known = await records.OfAsync(org, Sources, ct);
        return known.Count == 0 ? null : SupportPlan.Of(known);
    }

    /// <summary>Puts those of the eight on record that are not planned yet; what is planned stays as it is.</summary>
    /// <param name="numbers">Which of the eight; null = all.</param>
    public async Task<Answer> PlanAsync(OrgId org, string owner, DateOnly? dueOn, IReadOnlyList<int>? numbers, Actor by, DateTimeOffset at, OperationId operation, CancellationToken ct)
    {
        var planned = Reads(org, by) ? SupportPlan.Of(await records.OfAsync(org, ["register:" + SupportPlan.Register], ct)) : [];
        Answer answer = new Answer.Refused(Refusal.NotFound);
        foreach (var kind in SupportKind.All.Where(k => numbers?.Contains(k.Number) != false))
        {
            if (planned.FirstOrDefault(p => p.Number == kind.Number)?.Planned is { } there)
            {
                answer = answer is Answer.Done ? answer : new Answer.Done(there.Case, 0, there.State, []);
                continue;
            }

            answer = await desk.PutAsync(SupportPlan.Register, Content(org, kind, owner, dueOn), null, by, at, OperationId.Parse($"{operation.Value[..Math.Min(90, operation.Value.Length)]}:{kind.Number}"), null, ct);
            if (answer is Answer.Refused)
            {
                return answer;
            }
        }

        return answer;
    }

    /// <summary>Open supports of one owner, by their last day.</summary>
    public async Task<IReadOnlyList<SupportDuty>> OfOwnerAsync(PersonId owner, CancellationToken ct) =>
        [.. (await records.AllAsync(RecordProjection.OfOwner(owner.Value, SupportPlan.Register), ct)).Select(Duty).OfType<SupportDuty>()];

    private static SupportDuty? Duty(KnownCase c) => c.Facts.Values.GetValueOrDefault("support.number") is Fact.Number n && SupportKind.All.FirstOrDefault(k => k.Number == n.Value) is { } kind
        && c.Facts.Values.GetValueOrDefault("org") is Fact.Text org ? new(org.Value, kind.Number, kind.Zh, kind.En, SupportPlan.Planned(c)) : null;

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
