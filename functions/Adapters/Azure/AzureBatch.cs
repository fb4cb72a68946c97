using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>One commit as one entity group transaction, which the service carries out wholly or not at all.</summary>
internal sealed class AzureBatch(TableClient table, string partition, IReadOnlyList<Write> writes, AzureOperation operation)
{
    /// <summary>Deletes of rows that are gone already: the service would refuse the batch for them, we do not.</summary>
    private readonly HashSet<string> gone = [];

    public async Task<CommitResult> CommitAsync(CancellationToken ct)
    {
        while (true)
        {
            var sent = writes.Where(w => !gone.Contains(w.Key)).ToList();
            try
            {
                var answers = await table.SubmitTransactionAsync([operation.Mark, .. sent.Select(Action)], ct);
                return Committed(sent, answers.Value);
            }
            catch (TableTransactionFailedException e) when (IsOfARow(e))
            {
                var failed = e.FailedTransactionActionIndex!.Value - 1; // the mark is the first
                if (failed < 0)
                {
                    return await RecognisedAsync(ct) ?? throw AzureErrors.Unavailable(e);
                }

                if (sent[failed] is not Write.Delete { Version: null } missing)
                {
                    return new CommitResult.Conflict(sent[failed].Key);
                }

                gone.Add(missing.Key);
            }
        }
    }

    /// <summary>The answer of an operation already committed; null when it was not.</summary>
    /// <exception cref="ArgumentException">The operation was used before for other rows.</exception>
    public async Task<CommitResult.Committed?> RecognisedAsync(CancellationToken ct)
    {
        var mark = await table.GetEntityIfExistsAsync<TableEntity>(partition, operation.RowKey, cancellationToken: ct);
        if (!mark.HasValue)
        {
            return null;
        }

        if (!operation.WroteTheRowsOf(mark.Value!))
        {
            throw new ArgumentException("the operation was used before for other rows");
        }

        var versions = await Task.WhenAll(writes.Where(w => w is not Write.Delete).Select(async w => (w.Key, Version: await VersionAsync(w.Key, ct))));
        return new(versions.ToDictionary(v => v.Key, v => v.Version, StringComparer.Ordinal));
    }

    /// <summary>Of a row this operation wrote; empty, which matches nothing, when somebody has written it since.</summary>
    private async Task<string> VersionAsync(string key, CancellationToken ct)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, AzureEntity.RowKey(key), [AzureEntity.Writer], ct);
        return row.HasValue && row.Value!.GetString(AzureEntity.Writer) == operation.Name ? row.Value.ETag.ToString() : "";
    }

    private TableTransactionAction Action(Write write) => write switch
    {
        Write.Insert w => new(TableTransactionActionType.Add, Entity(w.Row)),
        Write.Replace w => new(TableTransactionActionType.UpdateReplace, Entity(w.Row), AzureEntity.Version(w.Version)),
        Write.Put w => new(TableTransactionActionType.UpsertReplace, Entity(w.Row)),
        Write.Delete w => new(TableTransactionActionType.Delete, new TableEntity(partition, AzureEntity.RowKey(w.Key)), AzureEntity.Version(w.Version)),
        _ => throw new InvalidOperationException($"Unknown write {write.GetType().Name}."),
    };

    private TableEntity Entity(Row row) => AzureEntity.From(partition, row, operation.Name);

    private static bool IsOfARow(TableTransactionFailedException e) =>
        e.FailedTransactionActionIndex is not null
        && (e.ErrorCode == TableErrorCode.EntityAlreadyExists || e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied || e.ErrorCode == TableErrorCode.ResourceNotFound || e.ErrorCode == "EntityNotFound");

    private static CommitResult.Committed Committed(IReadOnlyList<Write> sent, IReadOnlyList<Response> answers) => new(
        sent.Zip(answers.Skip(1)).Where(p => p.First is not Write.Delete)
            .ToDictionary(p => p.First.Key, p => p.Second.Headers.ETag!.Value.ToString(), StringComparer.Ordinal));
}
