using Microsoft.AspNetCore.Http;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Registers;
using ProjectFlow.Portal.Answers;
using ProjectFlow.Portal.Guards;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Registers;

/// <summary>A record as the person signed in sees it.</summary>
/// <param name="Moves">What they may do with it now.</param>
public sealed record RecordContext(CaseView View, RegisterRecord Record, Register Register, IReadOnlyList<RegisterMove> Moves)
{
    public string Address => "/records/" + View.Id;

    public bool May(string command) => View.Permitted.Contains(command);
}

/// <param name="Why">Why it was not removed.</param>
public sealed record RecordModel(RecordContext Of, IReadOnlyList<HistoryEntry> History, Refusal? Why = null);

internal static class RecordPages
{
    public static async Task<IResult> SeeAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, CaseClock clock, CancellationToken ct) =>
        await FindAsync(id, http, reader, shelf, clock, ct) is { } found ? await PageAsync(found, null, http, reader, clock, ct) : Refusal.NotFound.ToProblem();

    public static async Task<IResult> PageAsync(RecordContext found, Refusal? why, HttpContext http, CaseReader reader, CaseClock clock, CancellationToken ct)
    {
        var model = new RecordModel(found, await reader.HistoryAsync(found.View.Id, http.Actor(), clock.Now, 0, ct) ?? [], why);
        return why is null ? Show.Page<RecordPage>(model) : Show.Again<RecordPage>(model, why);
    }

    /// <summary>Null for no record, or none of theirs.</summary>
    public static async Task<RecordContext?> FindAsync(string id, HttpContext http, CaseReader reader, RegisterShelf shelf, CaseClock clock, CancellationToken ct) =>
        CaseId.TryParse(id, out var of) && await reader.FindAsync(of, http.Actor(), clock.Now, ct) is { State: RegisterRecord record } view && shelf.Find(record.Register) is { } register
            ? new(view, record, register, [.. RecordAccess.Moves(register, record, http.Actor())]) : null;
}
