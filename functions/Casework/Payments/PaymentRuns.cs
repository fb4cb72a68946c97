using System.Globalization;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.People;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Grants;

namespace ProjectFlow.Casework.Payments;

/// <summary>
/// Keeps payment runs and gives their commands. A run is rows like everything else: cut off anywhere it goes on where it was, and
/// a line given twice is booked once, because its operation id is the run's with the line's place.
/// </summary>
public sealed class PaymentRuns(IRows rows, Desk desk, CaseReader reader, PeopleDirectory people, Doorbell doorbell)
{
    private const string Prefix = "payments:";
    private const string Head = "h";
    private const string Lines = "l:";

    /// <summary>A run nobody has begun, or whose host died, is taken up by the sweep after that long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The run a row of the due index belongs to; null for anything else.</summary>
    public static string? RunOf(DueRow due) => due.Partition.StartsWith(Prefix, StringComparison.Ordinal) ? due.Partition[Prefix.Length..] : null;

    /// <exception cref="StorageUnavailableException">Nothing was asked for.</exception>
    public async Task AskAsync(PaymentRun run, CancellationToken ct)
    {
        await rows.CommitAsync(Prefix + run.Id, [new Write.Insert(new(Head, CaseJson.Write(run), run.At + Patience))], "ask:" + run.Id, ct); // there already: the same run
        doorbell.RingForPayments(run.Id);
    }

    public async Task<FoundRun?> FindAsync(string id, CancellationToken ct)
    {
        if (!RowLimits.IsKey(Prefix + id))
        {
            return null;
        }

        var found = await rows.RangeAsync(Prefix + id, Head, CaseKeys.After(Lines), RowLimits.MaxAsked, ct);
        return found.Count > 0 && found[0].Key == Head
            ? new(CaseJson.Read<PaymentRun>(found[0].Body), found.Skip(1).ToDictionary(r => int.Parse(r.Key.AsSpan(Lines.Length), CultureInfo.InvariantCulture), r => CaseJson.Read<RunAnswer>(r.Body)))
            : null;
    }

    /// <summary>The lines still to be given, by their places: those of one grant together and in order, because one may change what the next is judged by.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<int>>> PendingAsync(string id, CancellationToken ct) => await FindAsync(id, ct) is not { } found ? [] :
    [
        .. found.Run.Lines.Index().Where(l => !found.Answers.ContainsKey(l.Index)).GroupBy(l => l.Item.Case).Select(g => (IReadOnlyList<int>)[.. g.Select(l => l.Index)]),
    ];

    /// <summary>Gives the commands of some lines, one after the other, and writes down each answer.</summary>
    /// <param name="lines">Places in the run.</param>
    public async Task GiveAsync(string id, IReadOnlyList<int> lines, CancellationToken ct)
    {
        var run = (await FindAsync(id, ct))?.Run ?? throw new InvalidOperationException($"There is no payment run {id}.");
        var by = await people.ActorAsync(run.By, run.At, ct);
        foreach (var line in lines)
        {
            var answer = by is null ? new RunAnswer(run.Lines[line].Case.Value, Refusal.RoleForbidden) : await GiveAsync(run, line, by, ct);
            await rows.CommitAsync(Prefix + id, [new Write.Put(new(KeyOf(line), CaseJson.Write(answer)))], string.Create(CultureInfo.InvariantCulture, $"answer:{id}:{line}"), ct);
        }
    }

    /// <summary>Nothing is left to be given: the sweep need not look for it any more.</summary>
    public async Task EndAsync(string id, DateTimeOffset now, CancellationToken ct)
    {
        var row = (await rows.FindAsync(Prefix + id, [Head], ct))[Head];
        var ended = CaseJson.Read<PaymentRun>(row.Body) with { EndedAt = now };
        await rows.CommitAsync(Prefix + id, [new Write.Replace(new(Head, CaseJson.Write(ended)), row.Version)], "end:" + id, ct); // a conflict: another has ended it
    }

    /// <summary>The whole run, as one machine gives it.</summary>
    public async Task RunAsync(string id, Func<DateTimeOffset> now, CancellationToken ct)
    {
        foreach (var lines in await PendingAsync(id, ct))
        {
            await GiveAsync(id, lines, ct);
        }

        await EndAsync(id, now(), ct);
    }

    private async Task<RunAnswer> GiveAsync(PaymentRun run, int line, Actor by, CancellationToken ct)
    {
        var (id, command) = (run.Lines[line].Case, run.Lines[line].Command);
        if (await reader.FindAsync(id, by, run.At, ct) is not { State: Grant grant })
        {
            return new(id.Value, Refusal.NotFound);
        }

        var operation = OperationId.Parse(string.Create(CultureInfo.InvariantCulture, $"{run.Id}-{line}"));
        var answer = await desk.HandleAsync(id, command with { By = by, At = run.At }, operation, null, ct);
        return new(grant.Title, (answer as Answer.Refused)?.Why);
    }

    private static string KeyOf(int line) => Lines + line.ToString("D3", CultureInfo.InvariantCulture);
}
