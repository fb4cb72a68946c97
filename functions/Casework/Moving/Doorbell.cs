using System.Globalization;
using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>Says "this case has something to do". A ring that nobody hears is no loss: the sweep finds the rows.</summary>
public sealed class Doorbell
{
    /// <summary>The case, and what it is rung for: two rings for the same may be answered once.</summary>
    public event Action<CaseId, string>? Rung;

    /// <summary>A payment run was asked for.</summary>
    public event Action<string>? PaymentsRung;

    /// <param name="run">Its id.</param>
    public void RingForPayments(string run) => PaymentsRung?.Invoke(run);

    /// <param name="version">Of the commit that left something to do.</param>
    public void Ring(CaseId id, long version) => Ring(id, version.ToString(CultureInfo.InvariantCulture));

    /// <param name="cause">Letters, digits and hyphens, at most 32; no number alone.</param>
    public void Ring(CaseId id, string cause) => Rung?.Invoke(id, cause);
}
