using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Casework.Transfer;

/// <summary>One row as one line of JSON, with a hash of its own, so that damage is told by its line.</summary>
internal static class RowLine
{
    /// <summary>Hex digits of SHA-256 kept per row.</summary>
    private const int HashLength = 32;

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="Due">UTC ticks.</param>
    private sealed record Line(string Partition, string Key, long? Due, byte[] Body, string Hash);

    /// <returns>The same bytes for the same row, wherever it was stored.</returns>
    public static byte[] Write(PlacedRow row)
    {
        var line = new Line(row.Partition, row.Row.Key, row.Row.Due?.UtcTicks, row.Row.Body.ToArray(), HashOf(row));
        return [.. JsonSerializer.SerializeToUtf8Bytes(line, Plain), (byte)'\n'];
    }

    /// <param name="place">Where the line is.</param>
    /// <exception cref="TransferException">It is not as it was written.</exception>
    public static PlacedRow Read(string place, string text)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(text, Plain) ?? throw new JsonException();
            var row = new PlacedRow(line.Partition, new(line.Key, line.Body, line.Due is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null));
            return line.Hash == HashOf(row) ? row : throw Damaged(place);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NullReferenceException)
        {
            throw Damaged(place, e);
        }
    }

    private static TransferException Damaged(string place, Exception? inner = null) => new(place, "此行已损坏，未导入任何内容", "This line is damaged; nothing was imported.", inner);

    private static string HashOf(PlacedRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{row.Partition}\n{row.Row.Key}\n{row.Row.Due?.UtcTicks.ToString(CultureInfo.InvariantCulture)}\n"));
        hash.AppendData(row.Row.Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashLength];
    }
}
