using System.Text.Json.Serialization;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Core.Cases;

namespace ProjectFlow.Casework.Effects;

/// <summary>Something committed that is still to be done.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "pending")]
[JsonDerivedType(typeof(Do), "do-v1")]
[JsonDerivedType(typeof(Refresh), "refresh-v1")]
[JsonDerivedType(typeof(Resend), "resend-v1")]
public abstract record PendingEffect
{
    /// <summary>What the rulebook asked for.</summary>
    public sealed record Do(Effect Effect) : PendingEffect;

    /// <summary>Brings lists and figures in line with the state; comes with every commit.</summary>
    /// <param name="May">All that may stand there from the commit on, until this is done: what stood there, and what is to.</param>
    public sealed record Refresh(Listed? May) : PendingEffect;

    /// <summary>An administrator asked for a mail that did not arrive, or may not have, to be sent once more.</summary>
    /// <param name="Mail">The key of the mail's row.</param>
    public sealed record Resend(string Mail) : PendingEffect;

    /// <summary>It waits for others, and may have to be tried for long.</summary>
    [JsonIgnore]
    public bool LeavesTheHouse => this is Resend or Do { Effect: Effect.SendMail };

    private PendingEffect() { }
}

/// <summary>An effect row. Its due time is when somebody should perform it: from its commit on, and after a lease or back-off.</summary>
/// <param name="At">When it was committed; whatever it writes carries this time, so that a second try writes the same.</param>
/// <param name="Tries">How often it was begun.</param>
/// <param name="LastError">Why the last try failed.</param>
public sealed record OutboxRow(PendingEffect Pending, DateTimeOffset At, int Tries = 0, string? LastError = null);
