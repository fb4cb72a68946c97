using System.Globalization;
using System.Text.Json;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Cases;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Casework.Cases;

/// <summary>Reads the rows of a case's partition; each that cannot be read names its case.</summary>
internal static class CaseRows
{
    /// <exception cref="UnreadableCaseException">The row does not hold a <typeparamref name="T"/>.</exception>
    public static T Read<T>(CaseId of, StoredRow row)
    {
        try
        {
            return CaseJson.Read<T>(row.Body);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableCaseException(of, row.Key, e.Message, e);
        }
    }

    /// <exception cref="UnreadableCaseException">It is no state, or another case's.</exception>
    public static StoredState State(CaseId of, StoredRow row)
    {
        var stored = Read<StoredState>(of, row);
        return stored.State.Id == of ? stored : throw new UnreadableCaseException(of, row.Key, $"it is the state of case {stored.State.Id}");
    }

    /// <exception cref="UnreadableCaseException">It is no form.</exception>
    public static FormContent Form(CaseId of, StoredRow row)
    {
        try
        {
            return FormContent.Parse(row.Body);
        }
        catch (JsonException e)
        {
            throw new UnreadableCaseException(of, row.Key, e.Message, e);
        }
    }

    /// <exception cref="UnreadableCaseException">It is no event.</exception>
    public static HistoryEntry Event(CaseId of, StoredRow row)
    {
        var stored = Read<StoredEvent>(of, row);
        return new(long.Parse(row.Key.AsSpan(CaseKeys.Events.Length), CultureInfo.InvariantCulture), stored.Prev, StoredEvent.HashOf(row.Body), stored.Operation, stored.Event);
    }
}
