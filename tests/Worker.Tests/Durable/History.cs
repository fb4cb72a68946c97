using System.Text.Json;

namespace ProjectFlow.Worker.Tests.Durable;

/// <summary>What an orchestrator asked for. Equal ones in the same place are the same step.</summary>
/// <param name="Kind"><c>activity</c> or <c>orchestration</c>.</param>
/// <param name="Input">As JSON.</param>
public sealed record Step(string Kind, string Name, string Input);

/// <summary>What is known of an instance; an orchestrator run again from its beginning is answered from here.</summary>
public abstract record HistoryEvent(int Id)
{
    public sealed record Scheduled(int Id, Step Step) : HistoryEvent(Id);

    public sealed record Completed(int Id, string Output) : HistoryEvent(Id);

    public sealed record Failed(int Id, string Name, string Reason) : HistoryEvent(Id);

    private HistoryEvent() : this(0) { }
}

/// <summary>An orchestrator did not take the steps again that its history says it took.</summary>
public sealed class NonDeterminismException(string message) : Exception(message);

/// <summary>Values cross as JSON only, and are small: orchestrations carry names, not data.</summary>
internal static class Crossing
{
    private const int MaxBytes = 1024;

    public static string Write(object? value)
    {
        var json = JsonSerializer.Serialize(value);
        return json.Length <= MaxBytes ? json : throw new InvalidOperationException($"{json.Length} characters would cross a border of {MaxBytes}: {json[..100]}…");
    }

    public static object? Read(string json, Type type) => JsonSerializer.Deserialize(json, type);
}
