using ProjectFlow.Core.Common;

namespace ProjectFlow.Core.Grants;

/// <summary>The money of a grant, or of many, as the books of a programme show it.</summary>
/// <param name="Budget">Fiscal part of the contract's budget; zero before the contract and where none is asked for.</param>
/// <param name="Committed">The award; once closed only what was paid of it.</param>
/// <param name="Planned">All instalments of the plan.</param>
/// <param name="Paid">Paid and not reversed.</param>
/// <param name="Accepted">Fiscal spending reported and accepted.</param>
/// <param name="Returned">Repaid by the grantee.</param>
/// <param name="Balance">In the grantee's hands, neither accounted for nor given back.</param>
public sealed record GrantSums(Money Budget, Money Committed, Money Planned, Money Paid, Money Accepted, Money Returned, Money Balance)
{
    public static GrantSums Zero { get; } = new(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    /// <summary>Committed and not paid.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Free => Committed - Paid;

    public static GrantSums Of(Grant g) => new(
        (g.Contract?.Budget ?? []).Sum(l => l.Fiscal), g.Stage == GrantStage.Closed ? g.NetPaid : g.Award, g.Instalments.Sum(i => i.Amount), g.NetPaid, g.Spent, g.Repaid, g.Balance);

    public static GrantSums operator +(GrantSums a, GrantSums b) =>
        new(a.Budget + b.Budget, a.Committed + b.Committed, a.Planned + b.Planned, a.Paid + b.Paid, a.Accepted + b.Accepted, a.Returned + b.Returned, a.Balance + b.Balance);
}
