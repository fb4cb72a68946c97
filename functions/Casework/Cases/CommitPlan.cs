using ProjectFlow.Casework.Effects;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Metrics;

namespace ProjectFlow.Casework.Cases;

/// <summary>Everything one command writes: events, state, form, outcome and the effects to perform, one atomic batch.</summary>
/// <param name="Rings">Whether somebody has to look at the case afterwards: an effect waits, or it is due at another time.</param>
internal sealed record CommitPlan(StoredState After, StoredOperation Outcome, IReadOnlyList<Write> Writes, bool Rings)
{
    /// <summary>The refusal when the batch is more than a store takes; null when it fits.</summary>
    public Refusal? TooLarge => RowLimits.Fits(Writes) ? null : DeskRefusals.CaseTooLarge;

    public static CommitPlan For(Book book, MetricCatalogue metrics, LoadedCase loaded, CaseCommand command, string operation, Decision.Accepted accepted)
    {
        var writes = new List<Write>();
        var (version, head, state) = (loaded.Version, loaded.Stored?.Head ?? "", loaded.State);
        var effects = 0;
        foreach (var e in accepted.Events)
        {
            version++;
            state = Lifecycle.Evolve(state, e);
            var body = CaseJson.Write(new StoredEvent(head, operation, e));
            head = StoredEvent.HashOf(body);
            writes.Add(new Write.Insert(new(CaseKeys.Event(version), body)));
            foreach (var effect in Lifecycle.Effects(book, state, e))
            {
                writes.Add(Outbox(CaseKeys.Effect(version, effects++), new PendingEffect.Do(effect), command.At));
            }

            effects = 0;
        }

        if (Shown.Change(book, metrics, loaded.State, state!) is { } may)
        {
            writes.Add(Outbox(CaseKeys.Refresh(version), new PendingEffect.Refresh(may), command.At));
        }

        var after = new StoredState(version, head, state!);
        var stateRow = new Row(CaseKeys.State, CaseJson.Write(after), Lifecycle.NextDue(book, state!));
        var rings = writes.Any(w => w.Key.StartsWith(CaseKeys.Effects, StringComparison.Ordinal)) || stateRow.Due != (loaded.State is { } was ? Lifecycle.NextDue(book, was) : null);
        writes.Add(loaded.RowVersion is { } rowVersion ? new Write.Replace(stateRow, rowVersion) : new Write.Insert(stateRow));

        var outcome = new StoredOperation(CaseLoader.Fingerprint(command), version, state!.StateName, [.. accepted.Events.Select(EventNames.Of)]);
        writes.Add(new Write.Insert(new(CaseKeys.Operation(operation), CaseJson.Write(outcome))));

        if (accepted.SaveForm is { } form)
        {
            writes.Add(new Write.Put(new(CaseKeys.Form, form.Utf8)));
        }

        return new(after, outcome, writes, rings);
    }

    private static Write.Insert Outbox(string key, PendingEffect effect, DateTimeOffset at) => new(new(key, CaseJson.Write(new OutboxRow(effect, at)), at));
}
