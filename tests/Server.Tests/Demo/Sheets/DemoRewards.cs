using ProjectFlow.Server.Demo;

namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>What the demonstration's own fast lane pays.</summary>
internal static class DemoRewards
{
    public static IEnumerable<(string Voucher, string Org, decimal Yuan)> Paid => DemoPlan.Cases.Where(c => c.Life == DemoLife.Reward)
        .Select(c => ($"PZ2023-{c.No:D3}-1", DemoPeople.Enterprise(c.Enterprise).Value, c.Award.Yuan));
}
