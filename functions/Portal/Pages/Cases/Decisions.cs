using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.People;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Guards;

namespace ProjectFlow.Portal.Pages.Cases;

/// <summary>A decision recorded, waiting for the second person.</summary>
/// <param name="By">The name of who recorded it.</param>
/// <param name="At">Null when that lies beyond the part of the history that pages read.</param>
/// <param name="Own">The reader recorded it.</param>
/// <param name="WhyNot">Why the reader, whose role it is, cannot confirm it; null when they can, or it is not their role.</param>
public sealed record PendingDecision(string By, DateTimeOffset? At, bool Own, Refusal? WhyNot);

/// <summary>Who recorded what is to be confirmed, and what the rulebook says of the reader.</summary>
internal sealed class Decisions(CaseReader reader, PeopleDirectory directory, Desk desk, CaseClock clock)
{
    private const string Confirm = "confirm-decision";

    /// <summary>Null when nothing is pending, or it is not for this person to know.</summary>
    public async Task<PendingDecision?> PendingAsync(HttpContext http, CaseSubject subject, CancellationToken ct)
    {
        if (subject is not CaseContext { Application.PendingVerdict: { } verdict } found || !(found.May(Confirm) || found.May("record-decision")))
        {
            return null;
        }

        var who = http.Actor();
        var history = await reader.HistoryAsync(found.View.Id, who, clock.Now, 0, ct) ?? [];
        var recorded = history.LastOrDefault(e => e.Event is ApplicationEvent.DecisionRecorded)?.Event.At;
        var name = (await directory.PersonAsync(verdict.RecordedBy, ct))?.Name ?? verdict.RecordedBy.Value;
        return new(name, recorded, who.Id == verdict.RecordedBy, found.May(Confirm) ? await WhyNotAsync(found, who, ct) : null);
    }

    private async Task<Refusal?> WhyNotAsync(CaseContext found, Actor who, CancellationToken ct) =>
        (await desk.JudgeAsync(found.View.Id, new ApplicationCommand.ConfirmDecision { By = who, At = clock.Now }, ct) as Answer.Refused)?.Why;
}
