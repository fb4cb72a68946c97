using Azure.Data.Tables;
using ProjectFlow.Adapters.Azure;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Tests.Azure;

namespace ProjectFlow.Adapters.Tests.Rows;

[Collection(nameof(OneAzurite))]
public sealed class AzureRowsConformance(Azurite azurite) : RowsConformance
{
    protected override async Task<IRows> OpenAsync() =>
        await AzureRows.OpenAsync(new TableServiceClient(azurite.ConnectionString), staysSmall: p => p.EndsWith("-b", StringComparison.Ordinal), TimeProvider.System, Ct);

    protected override Task CloseAsync() => Task.CompletedTask;
}

/// <summary>The same partitions, read as those of cases are: several keys by one query.</summary>
[Collection(nameof(OneAzurite))]
public sealed class AzureCasesConformance(Azurite azurite) : RowsConformance
{
    protected override async Task<IRows> OpenAsync() =>
        await AzureRows.OpenAsync(new TableServiceClient(azurite.ConnectionString), staysSmall: _ => true, TimeProvider.System, Ct);

    protected override Task CloseAsync() => Task.CompletedTask;
}
