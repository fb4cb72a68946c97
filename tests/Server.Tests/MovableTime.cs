namespace ProjectFlow.Server.Tests;

/// <summary>Stands still until it is set.</summary>
public sealed class MovableTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
