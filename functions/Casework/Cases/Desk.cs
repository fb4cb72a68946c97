using ProjectFlow.Casework.Claiming;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Programmes;
using ProjectFlow.Casework.Uploads;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Cases;

/// <summary>
/// The one place where a command meets storage: load, decide, commit; again if someone was faster. Two round trips, or one
/// when the case was written here just before; a command that needs registers, a number or a claim pays for it in
/// <see cref="BookKeeper"/> and <see cref="Claims"/>.
/// </summary>
public sealed class Desk(IRows rows, IDocuments documents, BookKeeper books, MetricCatalogue metrics, Claims claims, Doorbell doorbell)
{
    private const int Attempts = 8;

    private readonly RecentCases recent = new();

    /// <summary>A command whose documents are known to be the case's: the system's own, or one that names none.</summary>
    /// <inheritdoc cref="HandleAsync(CaseId, CaseCommand, IReadOnlyList{DocumentRef}, OperationId, long?, CancellationToken)"/>
    public Task<Answer> HandleAsync(CaseId id, CaseCommand command, OperationId operation, long? expectedVersion, CancellationToken ct) =>
        HandleAsync(id, command, [], operation, expectedVersion, ct);

    /// <param name="named">Documents the command names: refused unless each was uploaded for this case, or stands in it already.</param>
    /// <param name="operation">Of this request; the same id with the same content and person gives the first answer again.</param>
    /// <param name="expectedVersion">Refuses when the case has moved on since; null = whatever it is.</param>
    /// <exception cref="StorageUnavailableException">Nothing was changed; the command may be sent again with the same id.</exception>
    public async Task<Answer> HandleAsync(CaseId id, CaseCommand command, IReadOnlyList<DocumentRef> named, OperationId operation, long? expectedVersion, CancellationToken ct)
    {
        var needs = CommandNeeds.Of(command);
        var stored = CaseKeys.OperationOf(command, operation);
        if (needs == Needs.Nothing && named.Count == 0 && recent.Take(id) is { } known
            && await TryAsync(id, known, command, needs, [], stored, expectedVersion, ct) is Answer.Done { Events.Count: > 0 } done)
        {
            return done;
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var loaded = await rows.LoadAsync(id, stored, needs, named, ct);
            if (await TryAsync(id, loaded, command, needs, named, stored, expectedVersion, ct) is { } answer)
            {
                return answer;
            }
        }

        throw new StorageUnavailableException($"case {id} kept changing; gave up after {Attempts} attempts");
    }

    /// <summary>What <see cref="HandleAsync(CaseId, CaseCommand, OperationId, long?, CancellationToken)"/> would answer now; nothing is written.</summary>
    public async Task<Answer> JudgeAsync(CaseId id, CaseCommand command, CancellationToken ct)
    {
        var needs = CommandNeeds.Of(command);
        var loaded = await rows.LoadAsync(id, "judge", needs, [], ct);
        if ((loaded.State is { } state && !books.MaySee(state, command.By)) || await books.OpenAsync(id, loaded, command, needs, ct) is not { } book)
        {
            return new Answer.Refused(Refusal.NotFound);
        }

        return Lifecycle.Decide(book, loaded.State, command) switch
        {
            Decision.Refused refused => new Answer.Refused(refused.Why),
            Decision.Accepted accepted => new Answer.Done(id, loaded.Version, loaded.State?.StateName ?? "", [.. accepted.Events.Select(EventNames.Of)]),
            _ => throw new InvalidOperationException("A decision is accepted or refused."),
        };
    }

    /// <returns>Null when someone was faster.</returns>
    private async Task<Answer?> TryAsync(
        CaseId id, LoadedCase loaded, CaseCommand command, Needs needs, IReadOnlyList<DocumentRef> named, string operation, long? expectedVersion, CancellationToken ct)
    {
        if (loaded.State is { } state && !books.MaySee(state, command.By))
        {
            return new Answer.Refused(Refusal.NotFound);
        }

        if (loaded.Earlier is { } earlier)
        {
            return Repeat(id, command, earlier);
        }

        if (expectedVersion is { } expected && expected != loaded.Version && loaded.Version > 0)
        {
            return new Answer.Refused(DeskRefusals.StaleVersion(expected, loaded.Version));
        }

        return loaded.State is null && books.IsSuperseded(command) ? new Answer.Refused(ProgrammeRefusals.Superseded)
            : await books.OpenAsync(id, loaded, command, needs, ct) is not { } book ? new Answer.Refused(Refusal.NotFound)
            : loaded.Foreign(named) is { } foreign ? new Answer.Refused(DeskRefusals.DocumentUnknown(foreign.Path))
            : await DecideAsync(id, book, loaded, command, needs, operation, ct);
    }

    private async Task<Answer?> DecideAsync(CaseId id, Book book, LoadedCase loaded, CaseCommand command, Needs needs, string operation, CancellationToken ct)
    {
        var decision = Lifecycle.Decide(book, loaded.State, command);
        if (decision is Decision.Accepted { Events.Count: > 0 } && needs.HasFlag(Needs.Number))
        {
            book = await books.NumberedAsync(book, command, ct); // only now: a refused submission must not use one up
            decision = Lifecycle.Decide(book, loaded.State, command);
        }

        return decision switch
        {
            Decision.Refused refused => new Answer.Refused(refused.Why),
            Decision.Accepted { Events: [] } => new Answer.Done(id, loaded.Version, loaded.State?.StateName ?? "", []),
            Decision.Accepted accepted => await CommitAsync(id, book, loaded, command, operation, accepted, ct),
            _ => throw new InvalidOperationException("A decision is accepted or refused."),
        };
    }

    private async Task<Answer?> CommitAsync(
        CaseId id, Book book, LoadedCase loaded, CaseCommand command, string operation, Decision.Accepted accepted, CancellationToken ct)
    {
        if (await claims.TakeAsync(id, accepted.Claims, command.At, ct) is { } full)
        {
            return new Answer.Refused(full);
        }

        if (accepted.FreezeForm is { } form)
        {
            using var content = new MemoryStream(form.Utf8.ToArray(), writable: false);
            await documents.PutAsync(content, form.Utf8.Length, ct);
        }

        var plan = CommitPlan.For(book, metrics, loaded, command, operation, accepted);
        if (plan.TooLarge is { } tooLarge)
        {
            return new Answer.Refused(tooLarge);
        }

        var attempt = $"{operation}@{loaded.Version}"; // the command's own row tells a repeat; the store shall recognise only this very batch
        if (await rows.CommitAsync(id.Value, plan.Writes, attempt, ct) is not CommitResult.Committed committed)
        {
            return null;
        }

        recent.Keep(id, plan.After, committed.Versions[CaseKeys.State]);
        if (plan.Rings)
        {
            doorbell.Ring(id, plan.After.Version);
        }

        return new Answer.Done(id, plan.After.Version, plan.Outcome.State, plan.Outcome.Events);
    }

    private static Answer Repeat(CaseId id, CaseCommand command, StoredOperation earlier) =>
        earlier.Fingerprint == CaseLoader.Fingerprint(command)
            ? new Answer.Done(id, earlier.Version, earlier.State, earlier.Events)
            : new Answer.Refused(DeskRefusals.OperationIdReused);
}
