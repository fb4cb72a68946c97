using Azure;
using Azure.Data.Tables;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Azure;

/// <summary>A row as an entity. Its key gets a letter in front, so that what the store itself keeps in the partition is not among the rows.</summary>
internal static class AzureEntity
{
    public const string Due = "Due";

    /// <summary>The operation that wrote the row, as <see cref="AzureOperation.Name"/>.</summary>
    public const string Writer = "By";

    private const int PieceBytes = 64 * 1024;

    /// <summary>Leaves out the store's own entities, in all partitions.</summary>
    public const string OnlyRows = "RowKey ge 'r' and RowKey lt 's'";

    public static string RowKey(string key) => "r" + key;

    public static string KeyOf(TableEntity entity) => entity.RowKey[1..];

    public static TableEntity From(string partition, Row row, string operation)
    {
        var entity = new TableEntity(partition, RowKey(row.Key)) { [Writer] = operation };
        if (row.Due is { } due)
        {
            entity[Due] = due.UtcTicks;
        }

        // A binary property holds at most 64 KiB; an entity as a whole 1 MiB.
        for (var (from, piece) = (0, 0); from < row.Body.Length; from += PieceBytes, piece++)
        {
            entity[Piece(piece)] = row.Body.Slice(from, Math.Min(PieceBytes, row.Body.Length - from)).ToArray();
        }

        return entity;
    }

    public static StoredRow ToRow(TableEntity entity) => new(new(KeyOf(entity), BodyOf(entity), DueOf(entity)), entity.ETag.ToString());

    public static DateTimeOffset? DueOf(TableEntity entity) => entity.GetInt64(Due) is { } ticks ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether the text can be one of our versions; any other matches no row, and the service would call it a bad request.</summary>
    public static bool IsVersion(string? version) => version is not null && version.StartsWith("W/\"", StringComparison.Ordinal) && version.EndsWith('"');

    public static ETag Version(string? version) => version is null ? ETag.All : new(version);

    private static ReadOnlyMemory<byte> BodyOf(TableEntity entity)
    {
        var first = entity.GetBinary(Piece(0));
        if (first is null || entity.GetBinary(Piece(1)) is null)
        {
            return first ?? [];
        }

        var whole = new MemoryStream(first.Length * 2);
        for (var piece = 0; entity.GetBinary(Piece(piece)) is { } bytes; piece++)
        {
            whole.Write(bytes);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    private static string Piece(int number) => $"B{number}";
}
