using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Moving;

/// <summary>Says "this case has something to do". A ring that nobody hears is no loss: the sweep finds the rows.</summary>
public sealed class Doorbell
{
    public event Action<CaseId>? Rung;

    public void Ring(CaseId id) => Rung?.Invoke(id);
}
