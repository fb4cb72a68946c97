using System.Text.Json;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Portal;

/// <summary>
/// The time cases live in. It runs with the real clock but may be shifted for good, so that a folder of demonstration data
/// stays in its year; sign-in and sessions keep to the real clock.
/// </summary>
public sealed class CaseClock(TimeProvider real, TimeSpan shift)
{
    public DateTimeOffset Now => real.GetUtcNow() + shift;

    /// <summary>The clock of a store: shifted by its row <c>settings</c>/<c>clock</c>, if there is one.</summary>
    public static async Task<CaseClock> OfAsync(IRows rows, TimeProvider real, CancellationToken ct)
    {
        var found = await rows.FindAsync("settings", ["clock"], ct);
        return new(real, found.TryGetValue("clock", out var row) ? JsonSerializer.Deserialize<TimeSpan>(row.Body.Span) : TimeSpan.Zero);
    }
}
