using System.Collections.Concurrent;
using ProjectFlow.Casework.Moving;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Worker.Flow;

/// <summary>What was rung for.</summary>
/// <param name="Of">A case, a payment run or an import.</param>
internal sealed record Ring(string Orchestration, string Of, string Cause)
{
    public Ring(CaseId of, string cause)
        : this(CaseFlowOrchestration.Name, of.Value, cause)
    {
    }

    public static Ring ForPayments(string run) => new(RunPaymentsOrchestration.Name, run, "payments");

    public static Ring ForImport(string import) => new(RunImportOrchestration.Name, import, "import");

    /// <summary>The same ring twice is one instance.</summary>
    public string Instance => $"{Of}-{Cause}";
}

/// <summary>Collects what is rung for while a request or an activity runs; flows can be started only at its end, by the client bound to it.</summary>
internal sealed class Rings
{
    /// <summary>More are left to the sweep.</summary>
    private const int MaxOrphans = 500;

    private readonly AsyncLocal<ConcurrentDictionary<Ring, byte>?> during = new();

    /// <summary>Rung for by nobody's request, as by an import: the next request that ends takes them along.</summary>
    private readonly ConcurrentDictionary<Ring, byte> orphans = new();

    public Rings(Doorbell bell)
    {
        bell.Rung += (id, cause) => Hear(new(id, cause));
        bell.PaymentsRung += run => Hear(Ring.ForPayments(run));
    }

    /// <returns>To be read when the work is over, however it ended.</returns>
    public IEnumerable<Ring> Listen()
    {
        var rung = during.Value = new();
        return rung.Select(r => r.Key).Concat(Orphans());
    }

    private void Hear(Ring ring)
    {
        if (during.Value is { } rung)
        {
            rung.TryAdd(ring, 0);
        }
        else if (orphans.Count < MaxOrphans)
        {
            orphans.TryAdd(ring, 0);
        }
    }

    private IEnumerable<Ring> Orphans() => orphans.Keys.Where(r => orphans.TryRemove(r, out _));
}
