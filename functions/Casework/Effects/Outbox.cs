using System.Text.Json.Serialization;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Effects;

/// <summary>Something committed that is still to be done.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "pending")]
[JsonDerivedType(typeof(Do), "do-v1")]
[JsonDerivedType(typeof(Refresh), "refresh-v1")]
public abstract record PendingEffect
{
    /// <summary>What the rulebook asked for.</summary>
    public sealed record Do(Effect Effect) : PendingEffect;

    /// <summary>Brings lists and figures in line with the state; comes with every commit.</summary>
    public sealed record Refresh : PendingEffect;

    private PendingEffect() { }
}

/// <summary>An effect row. Its due time is when somebody should perform it: from its commit on, and after a lease or back-off.</summary>
/// <param name="Tries">How often it was begun.</param>
/// <param name="LastError">Why the last try failed.</param>
public sealed record OutboxRow(PendingEffect Pending, int Tries, string? LastError);
