using System.Text.Json;

namespace ProjectFlow.Bench.Cost;

/// <summary>prices.json: what each thing costs, since when and who says so.</summary>
internal sealed record Prices(string Currency, string Region, decimal CnyPerUnit, string CnySource, IReadOnlyList<Price> All)
{
    private sealed record File(string Currency, string Region, decimal CnyPerUnit, string CnySource, IReadOnlyList<Price> Prices);

    public static Prices Load()
    {
        var file = JsonSerializer.Deserialize<File>(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cost", "prices.json")), JsonSerializerOptions.Web)!;
        return new(file.Currency, file.Region, file.CnyPerUnit, file.CnySource, file.Prices);
    }

    public Price this[string id] => All.Single(p => p.Id == id);
}

/// <param name="Amount">For <paramref name="Per"/> of them.</param>
/// <param name="Confirmed">False: from memory; look it up before quoting a sum that depends on it.</param>
internal sealed record Price(string Id, string Name, decimal Per, [property: System.Text.Json.Serialization.JsonPropertyName("price")] decimal Amount, string Date, string Source, bool Confirmed)
{
    public decimal Of(decimal count) => count / Per * Amount;
}
