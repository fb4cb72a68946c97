using System.Globalization;
using System.Text;
using ProjectFlow.Casework.Cases;
using ProjectFlow.Casework.Lists;
using ProjectFlow.Casework.Metrics;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Core.Projections;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;

namespace ProjectFlow.Casework.Tests;

/// <summary>Credentials and figures over them: of every kind that is kept.</summary>
internal static class Certificates
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["issued"] = """ "kind":"flow","source":"credential","date":"on" """,
        ["years"] = """ "kind":"flow","source":"credential","dates":{"application":"year","decision":"on"},"basis":"decision","value":"sum(year)" """,
        ["newHolders"] = """ "kind":"flow","source":"credential","date":"on","value":"distinct(org)" """,
        ["valid"] = """ "kind":"stock","source":"credential","from":"on","to":["endsOn"] """,
        ["holders"] = """ "kind":"stock","source":"credential","from":"on","to":["endsOn"],"value":"distinct(org)" """,
        ["rate"] = """ "kind":"ratio","num":"valid","den":"issued" """,
        ["said"] = """ "kind":"typed","source":"register:external-statements","date":"d","value":"v","document":"s" """,
    };

    public static MetricCatalogue All { get; } = Without("nothing");

    public static MetricCatalogue Without(string metric) => MetricCatalogue.Of([.. Files.Where(f => f.Key != metric).Select(f => Parse(f.Key, f.Value))], []).Value!;

    /// <param name="from">The first of March 2023 unless said.</param>
    public static Credential Of(int n, int? org = null, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Id = CaseId.Credential(string.Create(CultureInfo.InvariantCulture, $"certificate {n}")),
        Programme = TestProgrammes.Hnte.Ref,
        Org = new(string.Create(CultureInfo.InvariantCulture, $"91320381DEMA0000{org ?? n}")),
        Title = "高新技术企业",
        Stage = CredentialStage.Active,
        DocumentNo = "苏高企协〔2023〕1号",
        Year = (from ?? new(2023, 3, 1)).Year,
        On = from ?? new(2023, 3, 1),
        To = to,
    };

    /// <summary>Keeps the state as a commit would, names the case in the list of all, and brings figures in line.</summary>
    public static async Task CountAsync(Bureau bureau, Credential state)
    {
        await KeepAsync(bureau.Rows, state);
        await bureau.Refresh.PerformAsync(state.Id, Ct);
    }

    public static async Task KeepAsync(IRows rows, Credential state) =>
        await rows.CommitAsync(state.Id.Value, [new Write.Put(new(CaseKeys.State, CaseJson.Write(new StoredState(0, "", state))))], Guid.NewGuid().ToString("N"), Ct);

    public static Task<Func<string, decimal>> ValuesAsync(Bureau bureau, DateTimeOffset asOf) => ValuesAsync(bureau.Board, asOf);

    /// <summary>What each figure comes to; 0 where there is none.</summary>
    public static async Task<Func<string, decimal>> ValuesAsync(MetricBoard board, DateTimeOffset? asOf = null)
    {
        var read = await board.ReadAsync(2023, asOf ?? DateTimeOffset.MaxValue, null, Ct);
        return id => read.FirstOrDefault(m => m.Id == id)?.Value ?? 0;
    }

    private static Filed<MetricDefinition> Parse(string id, string rest) =>
        MetricFile.Parse(id + ".json", Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","nameZh":"数","nameEn":"Number","unit":"cases","level":"must",{{rest}}}"""), MetricSources.Shipped) is { Value: { } filed } ? filed : throw new InvalidOperationException(id);
}
