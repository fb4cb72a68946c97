using System.Globalization;
using System.Text.Json;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Core.Applications;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Uploads;

/// <summary>A document a case refers to.</summary>
/// <param name="Path">Where the case refers to it, such as <c>forwarding.receipt</c>, or <c>events[7].bankSlip</c> where only its history does.</param>
/// <param name="Kind">Of <c>pdf docx xlsx png jpg</c>, <c>json</c> for a frozen form; null where only the hash is kept.</param>
public sealed record DocumentRef(string Path, string Hash, string? Name, long? Size, string? Kind);

/// <summary>
/// Finds documents by the shape of their hash instead of by a list of members, so that none is forgotten when a state
/// gains another document.
/// </summary>
public static class DocumentRefs
{
    private const string Form = "formHash";

    /// <summary>Not a document, but a digest that stands for a person.</summary>
    private const string LeaderKey = "leaderKey";

    /// <summary>All references, the same document as often as it is referred to. The form as it stands is no document until it is frozen.</summary>
    public static IEnumerable<DocumentRef> Of(CaseState state) =>
        In(JsonSerializer.SerializeToElement(state, state.GetType(), CaseJson.Options)).Where(r => r.Path != Form);

    /// <summary>
    /// The references in one event. What was attached stands in the state as long as it counts, and a draft taken back was
    /// never handed over.
    /// </summary>
    public static IEnumerable<DocumentRef> Of(HistoryEntry entry) =>
        entry.Event is ApplicationEvent.DocumentAttached or ApplicationEvent.DocumentRemoved or ApplicationEvent.DraftSaved ? []
        : In(JsonSerializer.SerializeToElement(entry.Event, entry.Event.GetType(), CaseJson.Options), string.Create(CultureInfo.InvariantCulture, $"events[{entry.Version}]"));

    /// <summary>What a command would bring into its case. The form stays outside the state, and what is to go is there already.</summary>
    public static IReadOnlyList<DocumentRef> NamedBy(CaseCommand command) => command switch
    {
        ApplicationCommand.SaveDraft draft => IsHash(draft.Title) ? [Bare(draft.Title, "title")] : [],
        ApplicationCommand.RemoveDocument => [],
        _ => [.. In(JsonSerializer.SerializeToElement(command, command.GetType(), CaseJson.Options))],
    };

    private static IEnumerable<DocumentRef> In(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object when Whole(element, path) is { } document => [document],
        JsonValueKind.Object => element.EnumerateObject().Where(m => m.Name != LeaderKey).SelectMany(m => In(m.Value, path.Length == 0 ? m.Name : $"{path}.{m.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => In(item, $"{path}[{i}]")),
        JsonValueKind.String when IsHash(element.GetString()!) => [Bare(element.GetString()!, path)],
        _ => [],
    };

    private static DocumentRef? Whole(JsonElement element, string path) =>
        element.TryGetProperty("hash", out var hash) && element.TryGetProperty("name", out var name) && element.TryGetProperty("size", out var size) && element.TryGetProperty("kind", out var kind)
            ? new(path, hash.GetString()!, name.GetString(), size.GetInt64(), kind.GetString())
            : null;

    private static DocumentRef Bare(string hash, string path) =>
        path.EndsWith(Form, StringComparison.Ordinal) ? new(path, hash, "form.json", null, "json") : new(path, hash, null, null, null);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
