using System.Text.Json;
using ProjectFlow.Casework.Mails;

namespace ProjectFlow.Portal.Hooks;

/// <summary>Reads what SendGrid tells. Events that say nothing of where a mail is, or that are about mail of others, are left out.</summary>
internal static class SendGridEvents
{
    private const int MaxReason = 300;

    /// <summary>Drops that are about our mail or our account and not about the address.</summary>
    private static readonly string[] NotTheAddress = ["Spam Content", "Recipient List over Package Quota", "Invalid SMTPAPI header"];

    /// <returns>Null when it is no JSON array.</returns>
    public static IReadOnlyList<MailEvent>? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).Select(EventOf).OfType<MailEvent>()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MailEvent? EventOf(JsonElement json)
    {
        var (kind, against) = MeaningOf(json);
        return kind is { } meant && Text(json, "effect") is { } mail && Text(json, "email") is { } address && TimeOf(json) is { } at
            ? new(IdOf(json, mail, at), meant, mail, address, ReasonIn(json), at, against) : null;
    }

    /// <summary>SendGrid's own id is not always the same when it posts again; what happened to which mail when is.</summary>
    private static string IdOf(JsonElement json, string mail, DateTimeOffset at) => $"{mail}:{Text(json, "event")}:{at.ToUnixTimeSeconds()}";

    /// <summary>A bounce of the type "blocked" is about that mail or that day (a full box, a list); the address may be good.</summary>
    private static (MailEventKind? Kind, SuppressionCause? Against) MeaningOf(JsonElement json) => Text(json, "event") switch
    {
        "processed" => (MailEventKind.Taken, null),
        "delivered" => (MailEventKind.Delivered, null),
        "bounce" => (MailEventKind.Returned, Text(json, "type") == "blocked" ? null : SuppressionCause.Returned),
        "dropped" => (MailEventKind.Dropped, NotTheAddress.Contains(Text(json, "reason")) ? null : SuppressionCause.Dropped),
        "spamreport" => (MailEventKind.Complained, SuppressionCause.Complained),
        _ => (null, null),
    };

    private static DateTimeOffset? TimeOf(JsonElement json) =>
        json.TryGetProperty("timestamp", out var time) && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static string? ReasonIn(JsonElement json)
    {
        var reason = (Text(json, "reason") ?? Text(json, "response"))?.ReplaceLineEndings(" ");
        return reason is { Length: > MaxReason } ? reason[..MaxReason] : reason;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
