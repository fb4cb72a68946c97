using System.Collections.Concurrent;
using System.Globalization;
using ProjectFlow.Core.Common;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Server.Tests.Killing;

/// <summary>People at work while their server dies again and again. Each remembers what was acknowledged.</summary>
internal sealed class KillLoad(string url, CancellationToken ct) : IDisposable
{
    private const int SavesPerDraft = 25;

    private readonly List<Caller> callers = [];
    private volatile bool over;

    public ConcurrentBag<(string Case, string Operation)> Acknowledged { get; } = [];

    /// <summary>Signs everybody in; the server must be up. The tasks end after <see cref="End"/>, with their last answer.</summary>
    public async Task<IReadOnlyList<Task>> StartAsync(IReadOnlyList<CaseId> grants)
    {
        foreach (var person in new[] { Workplace.Editor, Workplace.Officer, Workplace.Head, Workplace.Funds })
        {
            callers.Add(await Caller.SignInAsync(url, person, ct));
        }

        return [.. grants.Select((g, i) => Task.Run(() => PayAsync(g, i), ct)), .. Enumerable.Range(0, 4).Select(i => Task.Run(() => DraftAsync(i), ct))];
    }

    public void End() => over = true;

    public void Dispose() => callers.ForEach(c => c.Dispose());

    /// <summary>Small payments from one grant, each asked for, approved and paid by another person.</summary>
    private async Task PayAsync(CaseId grant, int caller)
    {
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var n = 1; !over; n++)
        {
            var payment = $"p{n}";
            await CommandAsync(callers[1], grant.Value, $$"""{"command":"request-disbursement","instalment":1,"amount":{{100 + n}}}""", $"request-{caller}-{n}");
            await CommandAsync(callers[2], grant.Value, $$"""{"command":"approve-disbursement","payment":"{{payment}}"}""", $"approve-{caller}-{n}");
            await CommandAsync(callers[3], grant.Value, $$"""{"command":"record-payment","payment":"{{payment}}","voucherNo":"V-{{caller}}-{{n}}","on":"{{today}}","bankReference":"B"}""", $"payment-{caller}-{n}");
        }
    }

    private async Task DraftAsync(int caller)
    {
        for (var draft = 1; !over; draft++)
        {
            var operation = $"draft-{caller}-{draft}";
            var made = await callers[0].PostAsync("/api/cases", $$"""{"programme":{"id":"reward","version":"2026.1"},"org":"{{Workplace.Enterprise}}","title":"新合金"}""", operation, ct);
            var id = made.GetProperty("case").GetString()!;
            Acknowledged.Add((id, operation));
            for (var save = 1; save <= SavesPerDraft && !over; save++)
            {
                await CommandAsync(callers[0], id, $$"""{"command":"save-draft","title":"新合金 {{save}}","form":{"project":{"goal":"{{save}}"} } }""", $"save-draft-{caller}-{draft}-{save}");
            }
        }
    }

    private async Task CommandAsync(Caller caller, string id, string json, string operation)
    {
        await caller.PostAsync($"/api/cases/{id}/commands", json, operation, ct);
        Acknowledged.Add((id, operation));
    }
}
